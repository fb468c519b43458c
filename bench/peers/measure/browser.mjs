// Headless Chromium. Puppeteer starts it and carries messages; pages are driven by the DevTools protocol alone, since Puppeteer's
// own pages run scripts of theirs in every document, which would be measured too.
import puppeteer from 'puppeteer-core';

export function launch(executablePath) {
  return puppeteer.launch({
    executablePath,
    pipe: true,
    ignoreDefaultArgs: true,
    args: [
      '--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--no-default-browser-check',
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-extensions', '--mute-audio',
      '--ignore-certificate-errors', 'about:blank',
    ],
  });
}

/** Opens a page in a browser context of its own, with nothing cached and nothing stored. */
export async function openPage(browser) {
  const context = await browser.createBrowserContext();
  const root = await browser.target().createCDPSession();
  await root.send('Target.createTarget', { url: 'about:blank', browserContextId: context.id });
  const target = await context.waitForTarget((each) => each.type() === 'page');
  const session = await target.createCDPSession();
  return {
    send: (method, parameters) => session.send(method, parameters),
    on: (event, listener) => session.on(event, listener),
    async evaluate(expression) {
      const { result, exceptionDetails } = await session.send('Runtime.evaluate', {
        expression, awaitPromise: true, returnByValue: true,
      });
      if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
      return result.value;
    },
    async close() {
      await context.close();
      await root.detach();
    },
  };
}

/** Sets the size of the window; a narrow one is a phone's. */
export const setViewport = (page, { width, height }) => page.send('Emulation.setDeviceMetricsOverride', {
  width, height, deviceScaleFactor: 1, mobile: width < 600,
});
