/* The worker of the search box: asked with a query, it answers with the list that the box shows (theme/assets/search/box.js).
   The build puts the settings of a language and the parts of theme/assets/search/ into it, so that one file does it.
   On file:// it runs in a hidden frame, where importScripts returns a promise. */
self.handbook = { settings: SETTINGS };
PARTS
(function () {
  "use strict";
  var locale = self.handbook.settings.locale, ready, latest = 0;

  async function load(names) {
    await importScripts.apply(self, names);
  }

  function start() {
    ready = ready || load(["ring.js", "index." + locale + ".js", "text." + locale + ".js"]);
    ready.catch(function () { ready = null; }); // without network now, perhaps with it at the next letter
    return ready;
  }

  async function answer(query) {
    if (!query.trim()) return [];
    await start();
    return self.handbook.search(query, load);
  }

  self.addEventListener("message", function (event) {
    var number = ++latest;
    answer(event.data.data).catch(function (error) {
      console.error(error); // a file is missing or not of this build: the box says that there is nothing, and does not wait
      return [];
    }).then(function (items) {
      // Whoever types on wants the answer to what stands there now
      if (number === latest) postMessage({ type: 3, data: { items: items } });
    });
  });
})();
