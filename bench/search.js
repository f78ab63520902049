/* The engines that bench/search.py compares, each as { prepare, ask }: prepare until it can answer, ask for pages, best first. */
"use strict";
const pages = places => [...new Set(places.map(place => place.split("#")[0]))];

// A worker's script in a hidden frame, as file:// needs it, for our worker and the theme's alike
function frame(address) {
  const element = document.createElement("iframe"), waiting = [];
  document.body.append(element);
  const inside = element.contentWindow;
  const load = source => new Promise((done, failed) => {
    const script = element.contentDocument.createElement("script");
    Object.assign(script, { src: new URL(source, address).href, onload: done, onerror: failed });
    element.contentDocument.head.append(script);
  });
  inside.importScripts = (...sources) => sources.reduce((before, source) => before.then(() => load(source)), Promise.resolve());
  // Ours says the list, and then those of its texts that it had to fetch
  let said;
  inside.postMessage = ({ data }) => {
    const texts = data && data.texts;
    if (!texts) said = data;
    if (!texts && said && said.items) self.listed = performance.now();
    if (texts || !said || !said.more) waiting.shift()(said);
  };
  const send = message => new Promise(done => {
    waiting.push(done);
    inside.dispatchEvent(new inside.MessageEvent("message", { data: message }));
  });
  send.inside = inside;
  return load(address).then(() => send);
}

function script(address) {
  return new Promise((done, failed) => document.head.append(Object.assign(document.createElement("script"), { src: address, onload: done, onerror: failed })));
}

const engines = {
  // A letter makes our worker load all and answer
  ours: ({ site, locale }) => {
    let send;
    return {
      prepare: async () => { send = await frame(`${site}/assets/search/worker.${locale}.js`); await send({ type: 2, data: "a" }); },
      ask: async query => pages((await send({ type: 2, data: query })).items.map(item => item[0].location)),
      // The shards that it has, which are then forgotten
      shards: () => {
        const kept = send.inside.handbook.kept, names = Object.keys(kept).filter(name => name.startsWith("shards/"));
        names.forEach(name => delete kept[name]);
        return names;
      }
    };
  },
  // The theme's own worker, with the settings that the theme gives it
  stock: ({ worker, data }) => {
    let send;
    return {
      prepare: async () => {
        await script(data);
        send = await frame(worker);
        const config = { lang: ["en"], separator: "[\\s\\-]+", pipeline: ["stopWordFilter"], fields: { title: { boost: 1000 }, text: { boost: 1 }, tags: { boost: 1e6 } } };
        await send({ type: 0, data: { config, docs, options: { suggest: false } } });
      },
      ask: async query => pages((await send({ type: 2, data: query })).items.map(item => item[0].location))
    };
  },
  // With our folding, its prefixes and its typos; the index comes ready, and is made here when there is none
  minisearch: ({ library, folding, data, index }) => {
    let found, options;
    return {
      prepare: async () => {
        await script(library);
        await script(folding);
        options = {
          fields: ["title", "text"], storeFields: ["location", "boost"], tokenize: self.folding.tokens, processTerm: term => term,
          searchOptions: { prefix: true, fuzzy: term => term.length > 3 ? 0.2 : false, boost: { title: 8 }, boostDocument: (id, term, stored) => stored.boost }
        };
        await script(index || data);
        found = index ? MiniSearch.loadJSON(self.prebuilt, options) : new MiniSearch(options);
        if (!index) found.addAll(docs.map((doc, id) => ({ id, ...doc })));
      },
      ask: async query => pages(found.search(query).map(hit => hit.location)),
      save: () => JSON.stringify(found)
    };
  },
  pagefind: ({ bundle, locale }) => {
    let found;
    return {
      prepare: async () => {
        document.documentElement.lang = locale;
        found = await import(`${bundle}/pagefind.js`);
        await found.init();
      },
      ask: async query => {
        const results = (await found.search(query)).results.slice(0, 10);
        return pages((await Promise.all(results.map(result => result.data()))).map(page => page.url.replace(/^\//, "")));
      }
    };
  }
};

async function start([name, settings]) {
  self.engine = engines[name](settings);
  self.freeze = 0;
  new PerformanceObserver(list => list.getEntries().forEach(task => { self.freeze = Math.max(self.freeze, task.duration); })).observe({ type: "longtask" });
  const begun = performance.now();
  await self.engine.prepare();
  const told = performance.now() - begun, ready = self.listed ? self.listed - begun : told;
  await new Promise(done => setTimeout(done, 100)); // long tasks are told afterwards
  return { ready, told, freeze: self.freeze };
}

// Pages found; milliseconds until the list, and until what is shown below its titles
async function askAll(queries) {
  const found = [], times = [], told = [];
  for (const query of queries) {
    const begun = performance.now();
    found.push((await self.engine.ask(query)).slice(0, 5));
    told.push(performance.now() - begun);
    times.push((self.listed > begun ? self.listed : performance.now()) - begun);
  }
  return { found, times, told };
}

// For each query, the shards that it asks for when it is the first
async function shardsOf(queries) {
  const found = [];
  while (await new Promise(done => setTimeout(() => done(self.engine.shards().length), 500))); // those that it brings unasked
  for (const query of queries) {
    await self.engine.ask(query);
    found.push(self.engine.shards());
  }
  return found;
}
