// Starts the app: at once where nothing was printed. On a printed page it must take no time from text and pictures, so it waits
// until the page has loaded, until the reader does something, or for four seconds.
{
  const root = document.documentElement;

  // A host may answer several spellings of a URL with the same page (RFC 3986, section 6.2). The app knows one.
  const { pathname, search, hash } = location;
  const path = pathname.replace(/\/index\.html$|\/{2,}/g, "/");
  if (path !== pathname) history.replaceState(null, "", path + search + hash);

  // The shell stands where nothing was printed. Its link leads to the feed that the page names, wherever the site lives.
  const shell = document.querySelector(".shell-feed");
  if (shell) {
    const feed = document.querySelector("meta[name=london-daily-feed]").content;
    shell.href = new URL(feed.replace(/^\/(?!\/)/, ""), document.querySelector("link[rel=icon]").href);
  }

  // An app that does not come, or ends before it is alive, leaves the page as it is. The style sheet hides what needs the app.
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
