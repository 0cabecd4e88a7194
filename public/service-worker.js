// Opens the app without the network: its files as of the last visit. What the API answers is never kept here; the app keeps its own lists.
// The build writes VERSION (a hash of all files) and FILES in here; without them, in a debug build, the worker takes itself away.
"use strict";
const VERSION = null;
const FILES = [];

const CACHE = `entente-${VERSION}`;
/** The page of every address. */
const PAGE = "/";
/** Milliseconds after which a network that says nothing counts as none. */
const PATIENCE = 4000;
/** A name that carries a hash of its content never changes. */
const HASHED = /[-_.][0-9a-f]{12,}[-_.]/;
/** What the app reads beside its program: kept when it was once asked for. */
const KEPT = /^\/(fonts|locales)\/|^\/favicon\.svg$/;

self.addEventListener("install", (event) => {
  self.skipWaiting();
  if (VERSION) event.waitUntil(caches.open(CACHE).then((cache) => cache.addAll(FILES)));
});

self.addEventListener("activate", (event) => {
  event.waitUntil(VERSION ? takeOver() : takeAway());
});

async function takeOver() {
  await removeCaches((name) => name !== CACHE);
  // The request for the page does not wait until the worker runs.
  await self.registration.navigationPreload?.enable();
  await self.clients.claim();
}

async function takeAway() {
  await removeCaches(() => true);
  await self.registration.unregister();
}

async function removeCaches(old) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name.startsWith("entente-") && old(name)).map((name) => caches.delete(name)));
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (!VERSION || request.method !== "GET" || url.origin !== self.location.origin || url.pathname.startsWith("/api/")) return;
  if (request.mode === "navigate") {
    // A file that is opened, such as a download, is no page of the app.
    if (!/\.[^/]*$/.test(url.pathname)) event.respondWith(fromNetwork(event, PAGE));
  } else if (HASHED.test(url.pathname)) {
    event.respondWith(fromCache(event));
  } else if (KEPT.test(url.pathname)) {
    event.respondWith(fromNetwork(event, url.pathname));
  }
});

/** What never changes: from the cache, or else fetched and kept. */
async function fromCache(event) {
  const cache = await caches.open(CACHE);
  const kept = await cache.match(event.request.url);
  if (kept) return kept;
  const answer = await fetch(event.request);
  if (answer.ok) event.waitUntil(cache.put(event.request.url, answer.clone()));
  return answer;
}

/** What may have changed: from the server; when that does not answer, as it was when this worker was installed. */
async function fromNetwork(event, name) {
  const cache = await caches.open(CACHE);
  const asked = Promise.resolve(event.preloadResponse).then((preloaded) => preloaded ?? fetch(event.request));
  const kept = await cache.match(name);
  try {
    const answer = await (kept ? Promise.race([asked, silence()]) : asked);
    // A gateway whose server is away answers in its own words.
    if (answer.status >= 502 && answer.status <= 504 && kept) return kept;
    if (answer.ok && name !== PAGE && !kept) event.waitUntil(cache.put(name, answer.clone()));
    return answer;
  } catch (error) {
    asked.catch(() => {});
    if (kept) return kept;
    throw error;
  }
}

function silence() {
  return new Promise((_, fail) => setTimeout(() => fail(new Error("the server does not answer")), PATIENCE));
}
