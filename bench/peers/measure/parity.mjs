// Do all peers show the same page? Elements, classes and text are compared with those of the first: a table of different pages
// would say nothing.
import { openPage, setViewport } from './browser.mjs';

const ATTRIBUTES = [
  'class', 'id', 'href', 'for', 'name', 'type', 'required', 'placeholder', 'autocomplete', 'action', 'method', 'datetime', 'aria-labelledby',
];

/** Runs in the page: its outline, a line for each element. */
function outline(attributes) {
  const lines = [document.title, document.documentElement.lang];
  const walk = (element, depth) => {
    const own = [...element.childNodes].filter(({ nodeType }) => nodeType === Node.TEXT_NODE).map(({ data }) => data).join('');
    const shown = attributes.filter((name) => element.hasAttribute(name) && !(name === 'id' && element.id === 'root'))
      .map((name) => `${name}=${name === 'href' ? element.pathname : name === 'required' ? '' : element.getAttribute(name)}`);
    lines.push(`${' '.repeat(depth)}${element.localName} ${shown.join(' ')} | ${own.replace(/\s+/g, ' ').trim()}`);
    for (const child of element.children) walk(child, depth + 1);
  };
  walk(document.querySelector('.page'), 0);
  return lines;
}

/** Runs in the page: resolves when a headline is there, and what a script may do to it soon after has been done. */
async function settled(headline) {
  const end = performance.now() + 20_000;
  const shown = () => [...document.querySelectorAll('h1')].some(({ textContent }) => textContent.trim() === headline);
  while (!shown() || document.readyState !== 'complete') {
    if (performance.now() > end) throw new Error(`the headline "${headline}" did not come`);
    await new Promise((done) => setTimeout(done, 20));
  }
  await new Promise((done) => setTimeout(done, 300));
}

/** Fails with the first difference that is found between the sites, on the article and after a click. */
export async function checkParity(browser, sites, { path, headlines, viewport }) {
  let wanted;
  for (const { name, origin } of sites) {
    const page = await openPage(browser);
    try {
      await page.send('Page.enable');
      await page.send('Runtime.enable');
      await setViewport(page, viewport);
      const outlines = [];
      const look = async (headline) => {
        await page.evaluate(`(${settled})(${JSON.stringify(headline)})`);
        outlines.push(...await page.evaluate(`(${outline})(${JSON.stringify(ATTRIBUTES)})`));
      };
      await open(page, origin + path);
      await look(headlines[0]);
      const moved = Promise.race(['Page.loadEventFired', 'Page.navigatedWithinDocument'].map((event) => once(page, event)));
      // The document may be gone before it answers.
      page.evaluate(`document.querySelectorAll('aside li a')[9].click()`).catch(() => {});
      await moved;
      await look(headlines[10]);
      wanted ??= { name, outlines };
      const at = wanted.outlines.findIndex((line, index) => line !== outlines[index]);
      if (at >= 0 || outlines.length !== wanted.outlines.length) {
        const line = at >= 0 ? at : wanted.outlines.length;
        throw new Error(`${name} shows another page than ${wanted.name}:\n  ${wanted.outlines[line]}\n  ${outlines[line]}`);
      }
    } finally {
      await page.close();
    }
  }
}

const once = (page, event) => new Promise((done) => page.on(event, done));

async function open(page, url) {
  const loaded = once(page, 'Page.loadEventFired');
  const { errorText } = await page.send('Page.navigate', { url });
  if (errorText) throw new Error(errorText);
  await loaded;
}
