// The site's service worker: pages that were read can be read again without a network.
//
// Press prints this file, and puts the data of the printing in the place of the word PRINTED. A release is everything but the
// content: app, styles, fonts and the page template. Each release has its own caches for files and pages, so an old page never
// meets a new app. All releases share the caches for documents and pictures.
//
// While a new release waits, the network sends pages of that release, but this worker still answers for them: it keeps them in
// the caches of their release and shows them from there.
"use strict";

const { base, release, feed, offline, lasting, files } = PRINTED;

// Milliseconds to wait for the network before a kept copy is shown.
const TIME_LIMIT = 3000;
// Largest number of entries of each kind; the oldest are deleted first.
const MOST = { pages: 60, documents: 60, pictures: 40, saved: 100 };
// Largest number of pictures that a page can ask the worker to keep.
const PICTURES_OF_A_PAGE = 12;

const prefix = `london-daily:${base}:`;
const names = {
  files: `${prefix}files:${release}`,
  pages: `${prefix}pages:${release}`,
  documents: `${prefix}documents`,
  pictures: `${prefix}pictures`,
  // Pages that the reader has saved: the URL of each, with a list of the URLs that belong to it.
  saved: `${prefix}saved`,
};
const integrities = new Map(files);

addEventListener("install", (event) => event.waitUntil(install()));
addEventListener("activate", (event) => event.waitUntil(activate()));
addEventListener("fetch", answer);
addEventListener("message", (event) => event.waitUntil(hear(event)));

// --- Installation and activation ----------------------------------------------------------------------------------------

// Fetches all files of the release, or fails. If a file is not the one that was printed, as while a release is being published,
// the old worker stays, and the browser tries again later.
async function install() {
  const kept = await caches.open(names.files);
  await Promise.all(files.map(async ([address, integrity]) => {
    const response = await fetch(address, { integrity, cache: "no-cache" });
    if (!sound(response)) throw new Error(`${address}: ${response.status}`);
    await kept.put(address, response);
  }));
  for (const address of lasting) {
    if ((await fetchPage(address)) !== release) throw new Error(`${address} is not of this release`);
  }
  // Pages that are kept of earlier releases are fetched again, oldest first.
  for (const name of await caches.keys()) {
    if (!name.startsWith(`${prefix}pages:`) || name === names.pages) continue;
    for (const { url } of await (await caches.open(name)).keys()) {
      await fetchPage(new URL(url).pathname).catch(() => {});
    }
  }
}

async function activate() {
  const own = Object.values(names);
  for (const name of await caches.keys()) {
    if (name.startsWith(prefix) && !own.includes(name)) await caches.delete(name);
  }
  // Firefox shows its own error page if the preload of a navigation fails, whatever the worker answers.
  const asksAhead = !navigator.userAgent.includes("Firefox/");
  await registration.navigationPreload?.[asksAhead ? "enable" : "disable"]();
  await clients.claim();
}

// --- Answers to requests ------------------------------------------------------------------------------------------------

function answer(event) {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin || !pathname.startsWith(base)) return;
  // Players request ranges of recordings, which are not kept.
  if (request.headers.has("range")) return;
  if (request.mode === "navigate") {
    if (isPage(pathname)) event.respondWith(page(event, pathname));
  } else if (integrities.has(pathname) || isProgram(pathname)) {
    event.respondWith(file(event, pathname));
  } else if (request.destination === "image") {
    event.respondWith(picture(event, pathname));
  } else if (request.destination === "") {
    event.respondWith(document(event, pathname));
  }
}

async function file(event, path) {
  const cache = await caches.open(names.files);
  const kept = await cache.match(path);
  if (!kept) return (await newest("files", path)) ?? fetch(event.request);
  event.waitUntil(mend(cache, path, kept.clone()));
  return kept;
}

// Fetches a file of the release anew if the copy that is kept has been damaged. The page that got the damaged copy refuses it; the
// next one has the file that was printed.
async function mend(cache, path, copy) {
  const integrity = integrities.get(path);
  if (!integrity) return;
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await copy.arrayBuffer()));
  if (`sha256-${btoa(String.fromCharCode(...digest))}` === integrity) return;
  await cache.delete(path);
  const response = await fetch(path, { integrity, cache: "no-cache" });
  if (sound(response)) await cache.put(path, response);
}

async function page(event, path) {
  const arriving = (async () => (await event.preloadResponse) ?? fetch(event.request))();
  const known = async () => (await newest("pages", path)) ?? newest("pages", `${path}/`);
  const keep = (response) => keepPage(path, response);
  const response = await networkFirst(event, arriving, keep, known).catch(() => undefined);
  if (response?.status < 500) return response;
  // The page of the paper says more than that of a server in trouble, or of the browser.
  return (await newest("pages", offline)) ?? response ?? Response.error();
}

async function document(event, path) {
  const documents = await caches.open(names.documents);
  const keep = async (response) => {
    if (says(response, "json")) await put(names.documents, path, response);
  };
  // The app itself handles a refused feed: it waits as long as the server asks it to (`Retry-After`).
  return networkFirst(event, fetch(event.request), keep, () => documents.match(path), path === feed);
}

// A picture that is kept is shown at once, and fetched again for the next time.
async function picture(event, path) {
  const kept = await (await caches.open(names.pictures)).match(path);
  const done = arrived(fetch(event.request));
  event.waitUntil(done.then(({ copy }) => copy && keepPicture(path, copy)).catch(() => {}));
  return kept ?? (await done).response;
}

// Returns the response of the network if it comes in time, else the kept copy, else the response however late it is. A server
// error counts as no response unless the caller takes refusals.
async function networkFirst(event, arriving, keep, known, takesRefusals = false) {
  const done = arrived(arriving);
  event.waitUntil(done.then(({ copy }) => copy && keep(copy)).catch(() => {}));
  const late = new Promise((resolve) => setTimeout(resolve, TIME_LIMIT, {}));
  const { response } = await Promise.race([done, late]).catch(() => ({}));
  if (response && (response.status < 500 || takesRefusals)) return response;
  return (await known()) ?? response ?? (await done).response;
}

// Waits for a response and returns it, with a copy if that may be kept. Notes here whether the site can be reached.
async function arrived(arriving) {
  try {
    const response = await arriving;
    reach(true);
    return { response, copy: sound(response) ? response.clone() : undefined };
  } catch (error) {
    // A request that the page itself aborted says nothing about the network.
    if (error.name !== "AbortError") reach(false);
    throw error;
  }
}

// --- Caches -------------------------------------------------------------------------------------------------------------

// A response may be kept if it is complete, from this origin and not redirected. Errors are never kept.
const sound = (response) => response.status === 200 && response.type === "basic" && !response.redirected;

const says = (response, kind) => (response.headers.get("content-type") ?? "").includes(kind);

// A path without an extension is a page: `/article/some-story/`.
const isPage = (path) => !path.slice(path.lastIndexOf("/")).includes(".");

// Files that a page is built of. Their names hold a hash of their content, so a page never gets a file of another release.
const isProgram = (path) => /\.(js|wasm|css|woff2)$/.test(path);

// Looks in the caches of all releases, the newest first, since the network sends pages of a release that waits already. The
// caches are listed in the order in which they were made.
async function newest(kind, path) {
  for (const cacheName of (await caches.keys()).reverse()) {
    const kept = cacheName.startsWith(`${prefix}${kind}:`) && (await caches.match(path, { cacheName }));
    if (kept) return kept;
  }
}

async function fetchPage(path) {
  return keepPage(path, await fetch(path, { cache: "no-cache" }));
}

// Keeps a page in the cache of its own release, and returns that release. A page of another release is kept only if that cache
// exists: a new worker makes it after it has all files of its release, so no page is kept without its app.
async function keepPage(path, response) {
  if (!sound(response) || !says(response, "html")) return;
  const text = await response.clone().text();
  const its = /<meta name="london-daily-release" content="([^"]+)"/.exec(text)?.[1];
  const name = `${prefix}pages:${its}`;
  if (its !== release && !(await caches.has(name))) return;
  await put(name, path, response);
  return its;
}

async function keepPicture(path, response) {
  if (says(response, "image/")) await put(names.pictures, path, response);
}

// Keeps a response as the newest of its kind, and deletes the oldest.
async function put(name, path, response) {
  const cache = await caches.open(name);
  await cache.delete(path);
  await cache.put(path, response);
  const most = MOST[name.slice(prefix.length).split(":")[0]];
  const staying = lasting.map((address) => new URL(address, location).href).concat(await saved());
  const keys = (await cache.keys()).filter(({ url }) => !staying.includes(url));
  for (const oldest of keys.slice(0, Math.max(0, keys.length - most))) await cache.delete(oldest);
}

// Returns the URLs of all pages that the reader has saved, and of everything that belongs to them.
async function saved() {
  const cache = await caches.open(names.saved);
  const lists = (await cache.keys()).map(async (page) => [page.url, ...(await (await cache.match(page)).json())]);
  return (await Promise.all(lists)).flat();
}

// Keeps a page with its pictures and the document that the app fetches, until the reader no longer wants it.
async function save(path, pictures) {
  // Fetched again in any case: while a new release waits, the copy that is kept may belong to the old release, and will be
  // deleted with it.
  await fetchPage(path).catch(() => {});
  const page = await newest("pages", path);
  if (!page) return;
  const text = await page.text();
  // A text on the page cannot hold the `<` of an element, so it names no document.
  const documents = /<div id="printed-page"[^>]* data-documents="([^"]+)"/.exec(text)?.[1];
  const document = /\/article\/([^/]+)/.test(path) && documents?.replace("*", RegExp.$1).replaceAll("&amp;", "&");
  const belonging = [...pictures, document].filter(Boolean).map((address) => new URL(address, location));
  const own = belonging.filter(({ origin }) => origin === location.origin);
  const list = JSON.stringify(own.map(({ href }) => href));
  const cache = await caches.open(names.saved);
  await cache.put(path, new Response(list));
  for (const oldest of (await cache.keys()).slice(0, -MOST.saved)) await cache.delete(oldest);
  await Promise.all(own.map(async ({ pathname }) => {
    const { copy } = await arrived(fetch(pathname)).catch(() => ({}));
    if (copy) await (says(copy, "json") ? put(names.documents, pathname, copy) : keepPicture(pathname, copy));
  }));
}

// --- Messages from pages ------------------------------------------------------------------------------------------------

let reachable = true;

function reach(now) {
  if (reachable === now) return;
  reachable = now;
  clients.matchAll().then((all) => all.forEach((client) => client.postMessage({ reachable })));
}

async function hear({ data, source }) {
  if (data?.renew) await skipWaiting();
  if (data?.hello) source?.postMessage({ reachable });
  if (data?.which) source?.postMessage({ release });
  const path = data?.read ?? data?.save ?? data?.ask;
  if (typeof path !== "string" || !path.startsWith(base) || !isPage(path)) return;
  const pictures = [].concat(data.pictures ?? []).slice(0, PICTURES_OF_A_PAGE);
  const wishes = await caches.open(names.saved);
  if (data.save) await (data.wanted ? save(path, pictures) : wishes.delete(path));
  if (!data.read) {
    const saved = Boolean(await wishes.match(path));
    source?.postMessage({ path, saved, failed: Boolean(data.wanted) && !saved });
    return;
  }
  await fetchPage(path).catch(() => {});
  for (const address of pictures) {
    const { origin, pathname } = new URL(address, location);
    if (origin !== location.origin || (await caches.match(pathname, { cacheName: names.pictures }))) continue;
    const { copy } = await arrived(fetch(pathname)).catch(() => ({}));
    if (copy) await keepPicture(pathname, copy);
  }
}
