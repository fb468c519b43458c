// The script of every page that registers the service worker and talks to it. Press prints it as a file of its own, and it works
// without the app. It reports the state in attributes of the root element, by which the style sheet shows the matching notices.
"use strict";
(() => {
  const { base, worker: address } = document.currentScript.dataset;
  const root = document.documentElement;
  const release = document.querySelector("meta[name=london-daily-release]")?.content;
  const container = navigator.serviceWorker;
  const HOUR = 3600000;

  // --- The offline mark
  let reachable = true;
  const mark = () => root.toggleAttribute("data-offline", !navigator.onLine || !reachable);
  for (const change of ["online", "offline"]) addEventListener(change, mark);
  mark();

  if (!container) return;
  container.addEventListener("message", ({ data }) => {
    if (typeof data?.reachable === "boolean") {
      reachable = data.reachable;
      mark();
    }
    // A page of the release that waits is new already and needs no notice. The worker keeps it with that release, which takes
    // over when no page is open any more that the old worker controls.
    if (data?.release) root.toggleAttribute("data-renewed", data.release !== release);
    // --- The button that saves
    const button = document.querySelector("[data-save]");
    if (!button || data?.path !== location.pathname) return;
    button.setAttribute("aria-pressed", data.saved);
    button.nextElementSibling.hidden = !data.failed;
  });
  container.startMessages();
  container.controller?.postMessage({ hello: true });

  // --- The worker
  const begin = async () => {
    const policy = window.trustedTypes?.createPolicy("london-daily-worker", { createScriptURL: () => address });
    const script = policy ? policy.createScriptURL("") : address;
    const registration = await container.register(script, { scope: base, updateViaCache: "none" });

    // A new release waits until no page of the old one is open, or until the reader asks for it.
    const look = () => {
      if (container.controller) registration.waiting?.postMessage({ which: true });
    };
    const follow = () => registration.installing?.addEventListener("statechange", look);
    registration.addEventListener("updatefound", follow);
    follow();
    look();
    let renewing = false;
    addEventListener("click", ({ target }) => {
      if (!target.closest?.("[data-renew]")) return;
      renewing = true;
      if (registration.waiting) registration.waiting.postMessage({ renew: true });
      else location.reload();
    });
    container.addEventListener("controllerchange", () => renewing && location.reload());
    let looked = Date.now();
    addEventListener("visibilitychange", () => {
      if (document.hidden) return;
      // Meanwhile another tab may have saved the story, or removed it.
      container.controller?.postMessage({ ask: location.pathname });
      if (Date.now() - looked < HOUR) return;
      looked = Date.now();
      registration.update().catch(() => {});
    });

    const seen = (among) => [...document.querySelectorAll(among)].map((image) => image.currentSrc).filter(Boolean);
    addEventListener("click", async ({ target }) => {
      const button = target.closest?.("[data-save]");
      if (!button) return;
      const wanted = button.getAttribute("aria-pressed") !== "true";
      const pictures = seen("article img");
      (await container.ready).active.postMessage({ save: location.pathname, wanted, pictures });
    });

    // Every page that is read is kept, also one that the worker has not seen as a request: the first page, and pages that the app
    // renders.
    let path;
    const tell = async () => {
      if (path === location.pathname) return;
      // A worker that already controlled the page has kept it when it was loaded.
      const known = path === undefined && container.controller;
      path = location.pathname;
      const { active } = await container.ready;
      root.setAttribute("data-keeps", "");
      active.postMessage({ ask: path });
      if (known || navigator.connection?.saveData) return;
      active.postMessage({ read: path, pictures: seen("img") });
    };
    tell();
    new MutationObserver(tell).observe(document.head, { childList: true, subtree: true, characterData: true });
  };
  const start = () => begin().catch(() => {});
  if (document.readyState === "complete") start();
  else addEventListener("load", start);
})();
