// The script of the offline page, which is shown in place of other pages without a network: it lists the pages that are kept.
"use strict";
(() => {
  const { base } = document.currentScript.dataset;
  const list = document.querySelector("#kept");
  const { content } = list.querySelector("template");
  const plain = { "&lt;": "<", "&gt;": ">", "&quot;": '"', "&amp;": "&" };
  // The newest page is listed first, and a page that is kept of two releases only once.
  const show = async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith(`london-daily:${base}:pages:`));
    const listed = new Set([list.dataset.path, list.dataset.saved]);
    for (const name of names.reverse()) {
      const cache = await caches.open(name);
      for (const request of (await cache.keys()).reverse()) {
        const { pathname } = new URL(request.url);
        if (listed.has(pathname)) continue;
        listed.add(pathname);
        const text = await (await cache.match(request)).text();
        // The title of an article's document ends with the site's name; this title does not.
        const title = /<meta property="og:title" content="([^"]*)/.exec(text)?.[1];
        const headline = title?.replace(/&(lt|gt|quot|amp);/g, (sign) => plain[sign]) || pathname;
        const row = content.cloneNode(true);
        const link = row.querySelector("a");
        link.href = pathname;
        link.textContent = pathname === base ? list.dataset.front : headline;
        list.append(row);
        list.hidden = false;
      }
    }
  };
  // Browsers that do not let pages keep anything have no `caches`.
  if (window.caches) show();
  // At its own URL, with or without a slash or `index.html` at the end, the page stands in for no other.
  if (!`${location.pathname}/`.startsWith(list.dataset.path)) {
    const [own, instead] = document.querySelectorAll("main h1");
    document.title = document.title.replace(own.textContent, instead.textContent);
    for (const part of document.querySelectorAll("main :is(h1, h1 + p, h2)")) part.hidden = !part.hidden;
    addEventListener("online", () => location.reload());
  }
})();
