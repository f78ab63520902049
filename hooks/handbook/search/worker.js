/* The worker of the search box: asked with a query, it answers with the list that the box shows (theme/assets/search/box.js).
   The build puts the settings of a language and the parts of theme/assets/search/ into it, so that one file does it.
   On file:// it runs in a hidden frame, where importScripts returns a promise. */
self.handbook = {
  settings: SETTINGS,
  // What queries have asked for: texts of pages, shards of indexes
  kept: {},
  keep: function (name, value) { self.handbook.kept[name] = value; }
};
PARTS
(function () {
  "use strict";
  var locale = self.handbook.settings.locale, ready, unpacking, latest = 0;

  async function load(names) {
    await importScripts.apply(self, names);
  }

  function start() {
    ready = ready || load(["ring.js", "index." + locale + ".js"]);
    ready.catch(function () { ready = null; }); // without network now, perhaps with it at the next letter
    return ready;
  }

  // Several files at once: a worker's importScripts would bring one after another. What does not come is done without
  function bring(names) {
    return Promise.all(names.map(function (name) {
      var file = name + ".js";
      return (self.document ? load([file]) : read(file).then(self.handbook.keep.bind(null, name))).catch(function (error) { console.error(error); });
    }));
  }

  async function read(file) {
    var answer = await fetch(file);
    if (!answer.ok) throw new Error(file + ": " + answer.status);
    return JSON.parse((await answer.text()).split("\n")[1]);
  }

  // Says the list at once, and then its texts that were not there; whoever types on wants the answer to what stands there now
  async function answer(query, current) {
    await start();
    var found = await self.handbook.search(query, load, bring);
    if (!current()) return;
    var files = new Set(found.texts.map(function (text) { return text.file; }));
    say({ query: query, items: found.items, more: files.size > 0 });
    if (!files.size) return;
    await bring(Array.from(files));
    if (current()) say({ query: query, texts: found.texts.map(function (text) { return [text.location, text.say()]; }) });
  }

  // Between queries, since the second letter is soon typed, and in slices, since on file:// the page waits for each
  function unpack() {
    clearTimeout(unpacking);
    unpacking = setTimeout(function () { if (self.handbook.unpack()) unpack(); });
  }

  function say(data) {
    postMessage({ type: 3, data: data });
  }

  self.addEventListener("message", function (event) {
    var query = event.data.data, number = ++latest, current = function () { return number === latest; };
    answer(query, current).catch(function (error) {
      console.error(error); // a file is missing or not of this build: the box says that there is nothing, and does not wait
      if (current()) say({ query: query, items: [] });
    }).then(unpack);
  });
})();
