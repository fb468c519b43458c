// One visit to a site: the article is loaded slowly, watched for a while, and left and come back to.
import { openPage, setViewport } from './browser.mjs';
import { received, recordNetwork } from './network.mjs';
import { probe } from './probe.mjs';

export const SLOWDOWN = 4;
/** How long a page is watched after its load event, in milliseconds. */
export const WATCHED_MS = 5_000;
/** The related links that are followed, counted from 1. */
const FOLLOWED = [10, 12, 14, 16, 18];

/** A mobile network as Lighthouse's "slow 4G", in bytes a second and milliseconds. */
const SLOW_4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 };
const UNLIMITED = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 };

const sleep = (ms) => new Promise((done) => setTimeout(done, ms));

/** Loads a page, and returns its figures. `brief` leaves out the watching and the moving: for the visit that warms up. */
export async function visit(browser, url, { expected, viewport, brief = false }) {
  const page = await openPage(browser);
  try {
    const reported = await prepare(page, expected, viewport);
    await page.send('Emulation.setCPUThrottlingRate', { rate: SLOWDOWN });
    await page.send('Network.emulateNetworkConditions', SLOW_4G);

    const network = recordNetwork(page);
    const { errorText } = await page.send('Page.navigate', { url });
    if (errorText) throw new Error(errorText);
    const watched = reported('load', undefined, 60_000).then(() => sleep(brief ? 200 : WATCHED_MS));
    await Promise.all([reported('complete', undefined, 60_000), watched]);
    network.stop();

    const seen = await page.evaluate('__probe.collect()');
    const figures = { ...loadFigures(seen), ...bytes(network.requests(), seen), memory: await memory(page) };
    if (brief) return figures;
    await page.send('Network.emulateNetworkConditions', UNLIMITED);
    return { ...figures, moves: await move(page, reported) };
  } finally {
    await page.close();
  }
}

/** Puts the probe in place, and returns how to wait for what it reports. */
async function prepare(page, expected, viewport) {
  const reports = [];
  const waiting = new Set();
  const add = (report) => {
    reports.push(report);
    for (const look of waiting) look();
  };
  page.on('Runtime.bindingCalled', ({ payload }) => add(JSON.parse(payload)));
  page.on('Page.loadEventFired', () => add({ kind: 'load' }));
  const reported = (kind, step, patience) => new Promise((done, failed) => {
    const look = () => {
      const found = reports.find((report) => report.kind === kind && report.step === step);
      if (!found) return;
      clearTimeout(timer);
      waiting.delete(look);
      done(found);
    };
    const timer = setTimeout(() => {
      waiting.delete(look);
      failed(new Error(`"${kind}" did not come about within ${patience / 1000} s`));
    }, patience);
    waiting.add(look);
    look();
  });
  for (const domain of ['Page', 'Runtime', 'Performance', 'Network']) await page.send(`${domain}.enable`);
  await setViewport(page, viewport);
  await page.send('Runtime.addBinding', { name: '__probeReport' });
  await page.send('Page.addScriptToEvaluateOnNewDocument', { source: `(${probe})(${JSON.stringify(expected)});` });
  return reported;
}

function loadFigures({ firstPaint, headline, complete, shifts, longTasks, loadEvent, elements }) {
  // A task that the first paint falls into counts from there, and one at the end until there.
  const end = loadEvent + WATCHED_MS;
  const after = (from) => longTasks.map(({ start, duration }) => Math.min(start + duration, end) - Math.max(start, from))
    .filter((ms) => ms > 50);
  const blocking = (tasks) => tasks.reduce((sum, ms) => sum + ms - 50, 0);
  const tasks = after(firstPaint);
  return {
    firstPaint,
    headline,
    complete,
    layoutShift: layoutShift(shifts),
    blocking: blocking(tasks),
    blockingFromStart: blocking(after(0)),
    longestTask: Math.max(0, ...tasks),
    elements,
  };
}

/** Cumulative layout shift as it is defined: the worst window of shifts under a second apart, five seconds at most. */
function layoutShift(shifts) {
  let worst = 0;
  let window = { sum: 0, first: -Infinity, last: -Infinity };
  for (const { time, value } of shifts) {
    if (time - window.last >= 1000 || time - window.first >= 5000) window = { sum: 0, first: time, last: time };
    window.last = time;
    window.sum += value;
    worst = Math.max(worst, window.sum);
  }
  return worst;
}

function bytes(requests, seen) {
  const page = requests.find(({ document }) => document);
  const headlineAt = page.at + (seen.timeOrigin + seen.headline) / 1000 - page.wall;
  const sum = (list, until) => list.reduce((total, request) => total + received(request, until), 0);
  const types = [...new Set(requests.map(({ type }) => type ?? 'other'))];
  return {
    bytes: sum(requests),
    bytesBeforeHeadline: sum(requests, headlineAt),
    bytesByType: Object.fromEntries(types.map((type) => [type, sum(requests.filter((each) => (each.type ?? 'other') === type))])),
    requests: requests.map((request) => ({
      path: new URL(request.url).pathname,
      status: request.status,
      bytes: received(request),
      startMs: Math.round((request.at - page.at) * 1000),
      endMs: request.finished ? Math.round((request.finished.at - page.at) * 1000) : null,
    })),
  };
}

/** Bytes in use after garbage collection: JavaScript's heap and WebAssembly's memory. */
async function memory(page) {
  await page.send('HeapProfiler.collectGarbage');
  const { metrics } = await page.send('Performance.getMetrics');
  const heap = metrics.find(({ name }) => name === 'JSHeapUsedSize')?.value ?? 0;
  return heap + await page.evaluate('__probe.memory()');
}

/** Follows a few of the related links, and comes back from each. */
async function move(page, reported) {
  const moves = [];
  for (const number of FOLLOWED) {
    const spot = await page.evaluate(`__probe.aim(${number})`);
    if (!spot) throw new Error(`there is no related link ${number}`);
    await page.evaluate(`__probe.arm(${number}, ${JSON.stringify(spot.text)})`);
    const mouse = (type, rest) => page.send('Input.dispatchMouseEvent', { type, x: spot.x, y: spot.y, ...rest });
    await mouse('mouseMoved');
    await sleep(60);
    // The answer to a click that leaves the document may never come; the headline is waited for instead.
    const clicked = [mouse('mousePressed', { button: 'left', buttons: 1, clickCount: 1 })];
    await sleep(20);
    clicked.push(mouse('mouseReleased', { button: 'left', buttons: 0, clickCount: 1 }));
    Promise.allSettled(clicked);
    const click = await reported('click', number, 10_000);
    await sleep(400);

    // So may this.
    page.evaluate(`__probe.back(${number})`).catch(() => {});
    const back = await reported('back', number, 10_000);
    await sleep(700);
    const scrolledTo = await page.evaluate('scrollY');
    moves.push({
      click: click.ms,
      back: back.ms,
      newDocument: click.newDocument,
      fromCache: back.fromCache,
      scrollRestored: Math.abs(scrolledTo - click.scrollBefore) <= 5,
    });
  }
  return moves;
}
