// The page that stands in for others while the network is away: it lists what is kept.
"use strict";
(() => {
  const { base } = document.currentScript.dataset;
  const list = document.querySelector("#kept");
  const plain = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
  // The newest first, and once what is kept of two releases.
  const show = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(`london-daily:${base}:pages:`));
    const listed = new Set([list.dataset.path]);
    for (const name of names.reverse()) {
      const cache = await caches.open(name);
      for (const request of (await cache.keys()).reverse()) {
        const { pathname } = new URL(request.url);
        if (listed.has(pathname)) continue;
        listed.add(pathname);
        const text = await (await cache.match(request)).text();
        // A page is called so without the paper's name.
        const title = /property="og:title" content="([^"]*)/.exec(text)?.[1];
        const headline = title?.replace(/&(lt|gt|quot|amp);/g, (sign) => plain[sign]) || pathname;
        const link = document.createElement("a");
        link.href = pathname;
        link.textContent = pathname === base ? list.dataset.front : headline;
        const entry = document.createElement("li");
        entry.append(link);
        list.append(entry);
        list.hidden = false;
      }
    }
  };
  // Browsers that do not let pages keep anything have no `caches`.
  if (window.caches) show();
  // With or without the slash, or the file's name, it is at its own address.
  if (!`${location.pathname}/`.startsWith(list.dataset.path)) {
    const [own, instead] = document.querySelectorAll("h1");
    document.title = document.title.replace(own.textContent, instead.textContent);
    for (const part of document.querySelectorAll("h1, h1 + p, h2")) part.hidden = !part.hidden;
    addEventListener("online", () => location.reload());
  }
})();
