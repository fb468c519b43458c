// Replaces the site's service worker, deletes all that it has kept and unregisters itself: see docs/OFFLINE.md.
"use strict";

addEventListener("install", () => skipWaiting());
addEventListener("activate", (event) => event.waitUntil(retire()));

async function retire() {
  const { pathname } = new URL(registration.scope);
  for (const name of await caches.keys()) {
    if (name.startsWith(`london-daily:${pathname}:`)) await caches.delete(name);
  }
  await registration.unregister();
  for (const page of await clients.matchAll({ type: "window" })) await page.navigate(page.url).catch(() => {});
}
