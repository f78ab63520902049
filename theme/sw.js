/* Keeps the handbook on this device once the reader has asked for it (assets/offline.js); before that it is not even loaded.
   A pack holds the files of the languages chosen, each checked against its hash. Which pack is read is one entry, written
   once when the whole pack is there: no reader ever meets half of one edition and half of another. */
"use strict";
const ROOT = self.registration.scope;
const OURS = "handbook " + ROOT + " "; // a host may have other sites beside this one
const ACTIVE = OURS + "active", POINTER = ROOT + "offline/active";
const AT_ONCE = 4, IN_A_TURN = 40; // a turn is short: browsers stop a worker that works for minutes
const MISSING = ROOT + "offline/missing.html";

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", event => event.waitUntil(self.clients.claim()));

/* What is read: the active pack, else the network, never a pack that is still being filled. */
self.addEventListener("fetch", event => {
  const { method, url } = event.request, address = url.split(/[?#]/)[0];
  if (method !== "GET" || !address.startsWith(ROOT) || /\/offline\/[^/]+\.json$/.test(address)) return;
  event.respondWith(answer(event, address));
});

async function answer(event, address) {
  const active = await read(), page = event.request.mode === "navigate";
  const own = active && await find(active, address);
  // A page from the network gets its style from there too: it may be of another edition than the pack
  if (own && (page || await asksFromPack(active, event.clientId))) return own;
  try {
    return await fetch(event.request);
  } catch (error) {
    return own || (page && active && (await short(active, address) || missing(active))) || Response.error();
  }
}

/* Windows are told apart; for a worker all of them count. It is not asked itself: while importScripts waits for us, Firefox
   would wait for it. */
async function asksFromPack(active, id) {
  const windows = (await self.clients.matchAll({ includeUncontrolled: true })).filter(one => one.url.startsWith(ROOT));
  const asking = windows.filter(one => one.id === id);
  const found = (asking.length ? asking : windows).map(one => find(active, one.url.split(/[?#]/)[0]));
  return (await Promise.all(found)).every(Boolean);
}

async function find(active, address) {
  const pack = await caches.open(active.pack);
  for (const one of address.endsWith("/") ? [address + "index.html"] : [address, address + ".html", address + "/index.html"]) {
    const found = await pack.match(one);
    // The links of a folder's page count from inside the folder
    if (found) return one === address + "/index.html" ? Response.redirect(address + "/") : found;
  }
}

/* A short address, as paper has it, leads to the heading that bears its code in a page that is kept, in a language of the
   reader if there is one. */
async function short(active, address) {
  const [, code] = /\/go\/(\w+)(?:\.html)?$/.exec(address) || [];
  if (!code) return;
  const pack = await caches.open(active.pack), sign = new RegExp(`href="?#([^ >"]+)"? data-go="?${code}[ >"]`), found = {};
  for (const { url } of (await pack.keys()).filter(one => one.url.endsWith(".html"))) {
    const text = await (await pack.match(url)).text(), heading = sign.exec(text);
    if (heading) found[/<html lang="?(\w+)/.exec(text)[1]] = url + "#" + heading[1];
  }
  const language = [...navigator.languages.map(one => one.slice(0, 2)), ...Object.keys(found)].find(one => found[one]);
  return language && Response.redirect(found[language]);
}

/* The page that says what is not kept, under the address that was asked for, so that "reload" tries again. */
async function missing(active) {
  const page = await find(active, MISSING);
  const text = (await page.text()).replace("<body", `<body data-kept="${Object.keys(active.languages).join(" ")}"`);
  return new Response(text.replace(/href=("?)\.\.\//g, "href=$1" + ROOT), { status: 503, headers: { "Content-Type": "text/html; charset=utf-8" } });
}

async function read() {
  const found = await caches.has(ACTIVE) && await (await caches.open(ACTIVE)).match(POINTER);
  return found && found.json();
}

/* A turn of keeping. The page sends the lists of the languages chosen, again and again until all is there. */
self.addEventListener("message", event => {
  const [port] = event.ports;
  const act = event.data.do === "keep" ? keep(event.data.lists) : event.data.do === "remove" ? remove() : Promise.reject(new Error("unknown"));
  event.waitUntil(act.then(said => port.postMessage(said), error => port.postMessage({ error: error.name === "Error" ? error.message : error.name })));
});

async function keep(lists) {
  const files = new Map(), languages = Object.keys(lists).sort();
  for (const { u, h } of languages.flatMap(one => lists[one].files)) {
    if (files.has(u) && files.get(u) !== h) throw new Error("changed"); // the lists are of two editions
    files.set(u, h);
  }
  const name = OURS + languages.map(one => one + "-" + lists[one].version).join(" ");
  const pack = await caches.open(name), there = new Set((await pack.keys()).map(one => one.url));
  const wanted = [...files.keys()].filter(u => !there.has(ROOT + u)), turn = wanted.slice(0, IN_A_TURN), rest = wanted.length - turn.length;
  const others = (await caches.keys()).filter(one => one.startsWith(OURS) && one !== name && one !== ACTIVE);
  let failed;
  await Promise.all(Array.from({ length: AT_ONCE }, async () => {
    while (turn.length && !failed) {
      const u = turn.shift();
      await bring(pack, others, ROOT + u, files.get(u)).catch(error => { failed = failed || error; });
    }
  }));
  if (failed) throw failed;
  if (!rest) await activate(name, languages, lists);
  return { done: files.size - rest, all: files.size, more: rest > 0 };
}

/* One file: from a pack that has the very same bytes, or from the network. */
async function bring(pack, others, address, hash) {
  for (const other of others) {
    const same = await (await caches.open(other)).match(address);
    if (same && same.headers.get("X-Hash") === hash) return pack.put(address, same);
  }
  // Past the browser's own cache: a host whose files all bear one date would let it keep the old ones
  const got = await fetch(address, { cache: "no-store", credentials: "same-origin" }).catch(() => { throw new Error("network"); });
  if (!got.ok) throw new Error(got.status === 404 ? "changed" : "network");
  const bytes = await got.arrayBuffer().catch(() => { throw new Error("network"); });
  const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
  if (Array.from(digest, byte => byte.toString(16).padStart(2, "0")).join("") !== hash) throw new Error("changed");
  await pack.put(address, new Response(bytes, { headers: { "Content-Type": got.headers.get("Content-Type") || "", "X-Hash": hash } }));
}

async function activate(name, languages, lists) {
  const heads = languages.map(one => [one, { ...lists[one], files: undefined }]);
  const pointer = { pack: name, languages: Object.fromEntries(heads) };
  await (await caches.open(ACTIVE)).put(POINTER, new Response(JSON.stringify(pointer)));
  for (const old of await caches.keys()) if (old.startsWith(OURS) && old !== name && old !== ACTIVE) await caches.delete(old);
}

async function remove() {
  for (const one of await caches.keys()) if (one.startsWith(OURS)) await caches.delete(one);
  return { removed: true };
}
