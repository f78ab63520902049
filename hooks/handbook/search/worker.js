/* The worker of the theme's search box: asked with a query, it answers with the list that the theme shows.
   On file:// it runs in a hidden frame, where importScripts returns a promise (theme/assets/iframe-worker.js). */
(function () {
  "use strict";
  var ENGINE = ["folding.js", "matching.js", "postings.js", "ranking.js", "snippets.js", "engine.js", "ring.js"];
  var settings = SETTINGS;
  var ready, latest = 0;
  self.handbook = { settings: settings };

  async function load(names) {
    await importScripts.apply(self, names);
  }

  function start() {
    ready = ready || load(ENGINE.concat("index." + settings.locale + ".js", "text." + settings.locale + ".js"));
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
