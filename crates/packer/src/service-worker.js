// Keeps the community app usable without a connection. Packing fills in the two constants.
//
// Files with a hash in their name come from the cache for ever; pages come from the network, and
// from the cache only when that fails; the API is never touched, so nobody sees old data as new.
const VERSION = "@VERSION@";
const PRECACHE = ["@PRECACHE@"];
const CACHE = `gongzhi-${VERSION}`;
// The console is not fetched ahead, but an official who has it keeps it.
const RUNTIME = "gongzhi-assets";
// All files of the console come to fewer; what is older than that is of an earlier version.
const RUNTIME_ENTRIES_MAX = 120;
// A page that the network has not answered by then comes from the cache.
const PAGE_WAIT_MS = 4000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(CACHE)
      .then((cache) => cache.addAll(PRECACHE))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener("activate", (event) => {
  const keep = [CACHE, RUNTIME];
  event.waitUntil(
    caches
      .keys()
      .then((names) =>
        Promise.all(
          names
            .filter((name) => name.startsWith("gongzhi-") && !keep.includes(name))
            .map((name) => caches.delete(name)),
        ),
      )
      .then(() => self.clients.claim()),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    if (isPage(url.pathname)) event.respondWith(page(request, url));
  } else if (url.pathname.startsWith("/assets/")) {
    event.respondWith(asset(request));
  } else if (PRECACHE.includes(url.pathname)) {
    event.respondWith(fetch(request).catch(() => caches.match(request)));
  }
});

// A path with a file ending, or of the API and its documents, is no page of the app.
function isPage(path) {
  return !/^\/(api|oauth|open311|swagger-ui|\.well-known)(\/|$)/.test(path) && !/\.[a-z0-9]+$/.test(path);
}

async function page(request, url) {
  const inTime = new AbortController();
  const timer = setTimeout(() => inTime.abort(), PAGE_WAIT_MS);
  try {
    return await fetch(request, { signal: inTime.signal });
  } catch {
    const shell = url.pathname.startsWith("/console") ? undefined : await caches.match("/");
    return shell ?? (await caches.match("/offline.html")) ?? Response.error();
  } finally {
    clearTimeout(timer);
  }
}

async function asset(request) {
  const kept = await caches.match(request);
  if (kept) return kept;
  const response = await fetch(request);
  if (response.ok) {
    const cache = await caches.open(RUNTIME);
    await cache.put(request, response.clone());
    const keys = await cache.keys();
    await Promise.all(
      keys.slice(0, Math.max(0, keys.length - RUNTIME_ENTRIES_MAX)).map((key) => cache.delete(key)),
    );
  }
  return response;
}
