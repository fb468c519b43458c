/**
 * Watches a page from within. Its source is put into every document before the page's own scripts, so it refers to nothing outside
 * of itself. `config` names the headline and the related links that make the page complete.
 *
 * Moments are noted when the frame that shows something has been laid out and painted by the main thread; what the compositor
 * does after that is the same for every site.
 */
export function probe(config) {
  if (window !== window.top || window.__probe || location.protocol === 'about:') return;

  const PENDING = '__probe_pending';
  const documentId = Math.random().toString(36).slice(2);
  const normal = (text) => (text ?? '').replace(/\s+/g, ' ').trim();
  const report = (message) => window.__probeReport?.(JSON.stringify(message));
  const frames = async (count) => {
    for (let frame = 0; frame < count; frame += 1) await new Promise(requestAnimationFrame);
  };

  // Called within a frame's callback: runs in the task after that frame.
  const afterPaint = (callback) => scheduler.postTask(callback, { priority: 'user-blocking' });

  const headlineShown = (wanted) => [...document.querySelectorAll('h1')].some((h1) => wanted(normal(h1.textContent))
    && h1.checkVisibility({ opacityProperty: true, visibilityProperty: true }));

  // The memory of WebAssembly is not part of the JavaScript heap.
  const memories = new Set();
  for (const name of ['instantiate', 'instantiateStreaming']) {
    const instantiate = WebAssembly[name];
    WebAssembly[name] = async (...given) => {
      const made = await instantiate.apply(WebAssembly, given);
      for (const each of Object.values((made.instance ?? made).exports)) {
        if (each instanceof WebAssembly.Memory) memories.add(each);
      }
      return made;
    };
  }

  // ---- the first load
  const seen = { headline: null, complete: null, shifts: [], longTasks: [] };
  const observe = (type, note) => {
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({ type, buffered: true });
  };
  observe('layout-shift', ({ startTime, value, hadRecentInput }) => {
    if (!hadRecentInput) seen.shifts.push({ time: startTime, value });
  });
  observe('longtask', ({ startTime, duration }) => seen.longTasks.push({ start: startTime, duration }));

  let headlineFound = false;
  const watchLoad = () => {
    if (!headlineFound && headlineShown((text) => text === config.headline)) {
      headlineFound = true;
      afterPaint(() => { seen.headline = performance.now(); });
    }
    if (headlineFound && document.querySelectorAll(config.related).length >= config.relatedCount) {
      afterPaint(() => {
        seen.complete = performance.now();
        report({ kind: 'complete' });
      });
    } else {
      requestAnimationFrame(watchLoad);
    }
  };

  // ---- a click and Back. The clock may run across two documents, so its start is kept in the session's storage.
  let watching = 0;
  let fromCache = false;
  const watchMove = (pending) => {
    watching += 1;
    const mine = watching;
    const wanted = pending.kind === 'click'
      ? (text) => text !== config.headline && text.length > 5 && pending.expected.includes(text)
      : (text) => text === config.headline;
    const look = () => {
      if (mine !== watching) return;
      if (!headlineShown(wanted)) {
        requestAnimationFrame(look);
        return;
      }
      afterPaint(() => {
        sessionStorage.removeItem(PENDING);
        report({
          kind: pending.kind,
          step: pending.step,
          ms: performance.timeOrigin + performance.now() - pending.start,
          scrollBefore: pending.scrollBefore,
          newDocument: pending.documentId !== documentId,
          fromCache,
        });
      });
    };
    requestAnimationFrame(look);
  };
  const begin = (pending) => {
    fromCache = false;
    const whole = { ...pending, documentId };
    sessionStorage.setItem(PENDING, JSON.stringify(whole));
    watchMove(whole);
  };
  const pendingMove = () => JSON.parse(sessionStorage.getItem(PENDING));

  let armed = null;
  addEventListener('click', (event) => {
    if (!armed) return;
    begin({ kind: 'click', ...armed, start: performance.timeOrigin + event.timeStamp, scrollBefore: scrollY });
    armed = null;
  }, true);

  // The document has come back from the browser's back/forward cache, and its frames go on.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    fromCache = true;
    const pending = pendingMove();
    if (pending) watchMove(pending);
  });

  window.__probe = {
    collect: () => ({
      ...seen,
      timeOrigin: performance.timeOrigin,
      firstPaint: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null,
      loadEvent: performance.getEntriesByType('navigation')[0].loadEventEnd,
      elements: document.querySelectorAll('*').length,
    }),
    // Brings a related link into view, and tells where a pointer would meet it.
    aim: async (number) => {
      const link = document.querySelectorAll(config.related)[number - 1];
      if (!link) return null;
      link.scrollIntoView({ block: 'center', behavior: 'instant' });
      await frames(2);
      await new Promise((done) => setTimeout(done, 250));
      const { left, top, width, height } = link.getClientRects()[0];
      return { x: left + Math.min(width / 2, 60), y: top + height / 2, text: normal(link.textContent) };
    },
    arm: (step, expected) => { armed = { step, expected }; },
    back: (step) => {
      begin({ kind: 'back', step, start: performance.timeOrigin + performance.now() });
      history.back();
    },
    memory: () => [...memories].reduce((sum, { buffer }) => sum + buffer.byteLength, 0),
  };

  const pending = pendingMove();
  if (pending) watchMove(pending);
  else requestAnimationFrame(watchLoad);
}
