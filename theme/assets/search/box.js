/* The search box at work: it asks the worker, shows what it answers, and obeys the arrows. Loaded by handbook.js when
   somebody goes to the box; the worker, with its index, when a letter is typed, in a folder at once. Nothing typed goes into
   the address.
   WORDS are those of a language: the build writes this file once for each (handbook/search/write.py). */
(function () {
  "use strict";
  var QUERY = 2, FIRST = 10;
  var box = document.querySelector(".md-search"), words = WORDS, root = handbookSite.root;
  var query = box.querySelector(".md-search__input"), toggle = document.getElementById("__search"), result = make("div", "md-search-result");
  var count = make("div", "md-search-result__meta"), nothing = make("div", "md-typeset hb-nothing"), list = make("ol", "md-search-result__list");
  var worker, inFolder = location.protocol === "file:", asked = "", rest, shown = new Map(); // place → what shows it

  function ask() {
    var text = query.value;
    if (text === asked) return;
    asked = text;
    if (!text.trim()) return show([]);
    start();
    worker.postMessage({ type: QUERY, data: text });
  }

  // First comes the list, then those of its texts that had to be fetched; what answers an older query is late
  function hear(said) {
    if (said.query !== asked) return;
    if (said.items) return show(said.items);
    said.texts.forEach(function (text) {
      if (shown.has(text[0])) shown.get(text[0]).append.apply(shown.get(text[0]), nodes(text[1]));
    });
  }

  function show(groups) {
    var typed = Boolean(asked.trim());
    count.textContent = !typed ? words.prompt : groups.length === 0 ? words.none : groups.length === 1 ? words.one : words.many.replace("#", groups.length);
    nothing.replaceChildren();
    shown.clear();
    if (typed && !groups.length) nothing.append.apply(nothing, advice());
    list.replaceChildren.apply(list, groups.slice(0, FIRST).map(item));
    cancelAnimationFrame(rest); // of the list before
    if (groups.length > FIRST) rest = requestAnimationFrame(function () { list.append.apply(list, groups.slice(FIRST).map(item)); });
  }

  // What to try instead: a list, with the way to the index at its end
  function advice() {
    var title = make("p"), ways = make("ul");
    title.textContent = words.nothing;
    words.ways.forEach(function (way) { ways.append(make("li")); ways.lastChild.textContent = way; });
    if (words.index) {
      var index = make("a");
      index.href = root + words.index;
      index.textContent = words.toIndex;
      ways.append(make("li"));
      ways.lastChild.append(index);
    }
    return [title, ways];
  }

  // Sections of one page: first the page itself, then those as good as the best, the others folded
  function item(group) {
    var at = group.findIndex(function (one) { return one.location.indexOf("#") < 0; });
    var page = group[at], sections = group.filter(function (one) { return one !== page; });
    var best = sections.filter(function (one) { return one.score >= group[0].score; });
    var others = sections.slice(best.length), entry = make("li", "md-search-result__item");
    entry.append(link(page, "h1", at === 0 && !best.length));
    best.forEach(function (one) { entry.append(link(one, "h2", true)); });
    if (others.length) {
      var more = make("details", "md-search-result__more"), summary = make("summary"), number = make("div");
      number.append(others.length === 1 ? words.more_one : words.more_many.replace("#", others.length));
      summary.append(number);
      more.append(summary);
      others.forEach(function (one) { more.append(link(one, "h2", true)); });
      entry.append(more);
    }
    return entry;
  }

  function link(found, level, withText) {
    var address = make("a", "md-search-result__link"), article = make("article", "md-search-result__article md-typeset"), title = make(level);
    address.href = root + found.location;
    title.append.apply(title, nodes(found.title));
    article.append(title);
    if (withText) article.append.apply(article, nodes(found.text));
    if (withText) shown.set(found.location, article);
    address.append(article);
    return address;
  }

  // The worker has escaped all but its own marks; a parsed document runs nothing
  function nodes(html) {
    return Array.from(new DOMParser().parseFromString(html, "text/html").body.childNodes);
  }

  function make(name, style) {
    var element = document.createElement(name);
    if (style) element.className = style;
    return element;
  }

  // On file:// a browser refuses workers: there the worker's script runs in a hidden frame that looks like one
  function start() {
    if (worker) return;
    var address = root + "assets/search/worker." + words.locale + ".js";
    worker = inFolder ? frameWorker(address) : new Worker(address);
    worker.onmessage = function (event) { hear(event.data.data); };
  }

  function frameWorker(address) {
    var frame = make("iframe");
    frame.hidden = true;
    document.documentElement.append(frame);
    var inside = frame.contentWindow, one = {
      postMessage: function (data) {
        ready.then(function () { inside.dispatchEvent(new inside.MessageEvent("message", { data: data })); });
      }
    };
    inside.postMessage = function (message) { one.onmessage({ data: message }); };
    // A caller that needs the scripts waits for the promise
    inside.importScripts = function () { return Promise.all(Array.from(arguments, load)); };

    function load(name) {
      return new Promise(function (done, failed) {
        var script = frame.contentDocument.createElement("script");
        script.src = new URL(name, address).href;
        script.async = false; // they load together, and run in this order
        script.onload = done;
        script.onerror = failed;
        frame.contentDocument.head.append(script);
      });
    }

    var ready = load(address);
    return one;
  }

  function hide() {
    result.hidden = !toggle.checked; // what is found is reached only while the box is open
  }

  count.setAttribute("role", "status");
  count.textContent = words.prompt;
  list.setAttribute("role", "list");
  result.append(count, nothing, list);
  hide();
  box.querySelector("form + div > div").append(result);
  toggle.addEventListener("change", hide);
  query.addEventListener("input", ask);
  query.form.addEventListener("reset", function () { setTimeout(ask); query.focus(); });
  query.form.addEventListener("submit", function (event) {
    event.preventDefault(); // Enter takes the first
    var first = list.querySelector("a");
    if (first) first.click();
  });
  // What stands on this page is shown, not hidden by the list that led to it
  result.addEventListener("click", function (event) {
    var link = event.target.closest("a");
    if (!link || link.pathname !== location.pathname || event.ctrlKey || event.metaKey || event.shiftKey) return;
    toggle.checked = false;
    toggle.dispatchEvent(new Event("change"));
  });
  box.addEventListener("keydown", function (event) {
    var step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step) return;
    event.preventDefault();
    var stops = [query].concat(Array.from(result.querySelectorAll(":not(details) > a, .hb-nothing a, summary, details[open] a")));
    var at = stops.indexOf(document.activeElement);
    stops[(Math.max(0, at) + stops.length + step) % stops.length].focus();
  });

  if (inFolder) start(); // nothing costs network there: it is ready at the first letter
  ask();
})();
