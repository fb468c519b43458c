// Starts the app, at once where no page was printed. On a printed page it must not delay text and pictures, so it waits until
// the page has loaded, the reader does something, or four seconds have passed.
{
  const root = document.documentElement;

  // A host may answer several spellings of a URL with the same page (RFC 3986, section 6.2). The app knows only one of them.
  const { pathname, search, hash } = location;
  const path = pathname.replace(/\/index\.html$|\/{2,}/g, "/");
  if (path !== pathname) history.replaceState(null, "", path + search + hash);

  // The shell is shown where no page was printed. Its link has to lead to the feed wherever on its host the site lies.
  const shell = document.querySelector(".shell-feed");
  if (shell) {
    const feed = document.querySelector("meta[name=london-daily-feed]").content;
    shell.href = new URL(feed.replace(/^\/(?!\/)/, ""), document.querySelector("link[rel=icon]").href);
  }

  // An app that fails to load or to start leaves the page as it is. Then the style sheet hides whatever needs the app.
  const fail = (cause) => {
    console.error(cause);
    if (!root.hasAttribute("data-program")) root.setAttribute("data-failed", "");
  };
  const watch = (cause) => cause instanceof WebAssembly.RuntimeError && fail(cause);
  addEventListener("error", (event) => watch(event.error));
  addEventListener("unhandledrejection", (event) => watch(event.reason));

  let started = false;
  const start = () => {
    if (started) return;
    started = true;
    const [script, wasm, integrity = ""] = document.querySelector("meta[name=london-daily-program]").content.split(" ");
    const bytes = fetch(wasm, { integrity, priority: shell ? "auto" : "low" });
    Promise.all([import(script), bytes])
      .then(([app, module_or_path]) => app.default({ module_or_path }))
      .catch(fail);
  };
  if (shell || document.readyState === "complete") {
    start();
  } else {
    for (const sign of ["pointerdown", "keydown", "focusin"]) addEventListener(sign, start, { once: true, passive: true });
    addEventListener("load", start);
    setTimeout(start, 4000);
  }
}
