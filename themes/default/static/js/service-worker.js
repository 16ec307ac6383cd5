// Keeps for readers without a connection what they have read: pages as they were last, and files whose names carry their
// content. With a connection a page always comes from the site. Only where `offline` is set in `tillit.yaml`.

const PAGES = "tillit-pages-1";
const FILES = "tillit-files-1";
/** How many are kept; the oldest go first. */
const MOST = { [PAGES]: 200, [FILES]: 1000 };

const scope = new URL(self.registration.scope);
/** Whether a file never changes under its name, since that carries its content. The index of a search names its other
 *  files, and does change. */
const lasts = ({ pathname }) => {
  const path = pathname.slice(scope.pathname.length);
  const isNamedByContent = /^(assets|files)\/.*\.[0-9a-f]{10}(\.\d+)?\.\w+$/.test(path);
  return isNamedByContent || (/^search\/[^/]+\/[^/]+\.bin$/.test(path) && !path.endsWith("/index.bin"));
};
const shelf = (url) => (lasts(url) || url.pathname.endsWith(".bin") ? FILES : PAGES);

async function keep(request, response) {
  const name = shelf(new URL(request.url));
  const cache = await caches.open(name);
  await cache.put(request, response);
  const kept = await cache.keys();
  await Promise.all(kept.slice(0, Math.max(0, kept.length - MOST[name])).map((old) => cache.delete(old)));
}

async function answer(event, url) {
  const { request } = event;
  // A page is the same whatever its address asks of its scripts.
  const known = () => caches.match(request, { ignoreSearch: request.mode === "navigate" });
  if (lasts(url)) {
    const found = await known();
    if (found) return found;
  }
  try {
    const response = await fetch(request);
    if (response.ok && response.type === "basic") event.waitUntil(keep(request, response.clone()));
    return response;
  } catch (error) {
    const found = await known();
    if (found) return found;
    throw error;
  }
}

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));
self.addEventListener("fetch", (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== scope.origin || event.request.headers.has("range")) return;
  // What never ends cannot be kept.
  if (event.request.headers.get("accept")?.includes("text/event-stream")) return;
  if (url.pathname.startsWith(scope.pathname)) event.respondWith(answer(event, url));
});

/** A page names what it needs, since the first one was loaded before there was anybody to keep it. */
self.addEventListener("message", (event) => {
  const missing = async (address) => {
    if (await caches.match(address)) return;
    const request = new Request(address);
    const response = await fetch(request);
    if (response.ok && response.type === "basic") await keep(request, response);
  };
  // One after the other: the reader comes first.
  const all = async () => {
    for (const address of event.data.keep) await missing(address).catch(() => {});
  };
  event.waitUntil(all());
});
