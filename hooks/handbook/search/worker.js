/* The worker of the theme's search box. It loads what it needs when somebody searches, and nothing before.
   On file:// it runs in a hidden frame, where importScripts returns a promise. */
(function () {
  "use strict";
  var ENGINE = ["folding.js", "matching.js", "postings.js", "ranking.js", "snippets.js", "engine.js", "ring.js"];
  var settings = SETTINGS;
  var ready, latest = 0;
  self.handbook = { settings: settings };

  async function load(names) {
    for (var name of names) await importScripts(name);
  }

  function start() {
    return ready || (ready = load(ENGINE.concat("index." + settings.locale + ".js", "text." + settings.locale + ".js")));
  }

  async function answer(query) {
    if (!query.trim()) return [];
    await start();
    return self.handbook.search(query, load);
  }

  self.addEventListener("message", function (event) {
    var message = event.data;
    if (message.type === 0) postMessage({ type: 1 });
    if (message.type !== 2) return;
    var number = ++latest;
    answer(message.data).then(function (items) {
      // Whoever types on wants the answer to what stands there now
      if (number === latest) postMessage({ type: 3, data: { items: items } });
    });
  });
})();
