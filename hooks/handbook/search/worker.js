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
  var loading = {}, unpacking, latest = 0;

  // A script; whoever needs it while it is on its way waits for the same
  function load(name) {
    return loading[name] = loading[name] || run(name + ".js").finally(function () { delete loading[name]; });
  }

  async function run(file) {
    await importScripts(file);
  }

  // Several files at once: a worker's importScripts would bring one after another. What does not come is done without
  function bring(names) {
    return Promise.all(names.map(function (name) {
      return (self.document ? load(name) : read(name + ".js").then(self.handbook.keep.bind(null, name))).catch(function (error) { console.error(error); });
    }));
  }

  async function read(file) {
    var answer = await fetch(file);
    if (!answer.ok) throw new Error(file + ": " + answer.status);
    return JSON.parse((await answer.text()).split("\n")[1]);
  }

  // Says the list at once, and then its texts that were not there; whoever types on wants the answer to what stands there now
  async function answer(query, current) {
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
    unpacking = setTimeout(async function () {
      var more = await self.handbook.unpack(load, self.document && bring).catch(function () {}); // the next query asks for it again
      if (more) unpack();
    });
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

  if (self.document) unpack(); // where nothing costs network, what queries may ask for is brought before they do
})();
