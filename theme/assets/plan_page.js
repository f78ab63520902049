/* The session builder: choose parts, set order and minutes, see the session as it will stand on paper.
   Nothing is stored. The plan goes into the address when the reader makes a link, or into a file when the reader saves it. */
(function () {
  "use strict";

  var LARGEST = 100000, FILE_NAME = "session.json";
  var place = document.querySelector(".hb-plan"), locale = document.documentElement.lang;
  if (!place) return;
  window.handbookPlanModules = {};

  function load(name, then) {
    var script = document.createElement("script");
    script.src = handbookSite.root + "assets/plan/" + name + ".js";
    script.onload = script.onerror = then;
    document.head.append(script);
  }

  function add(parent, name, text, values) {
    var element = Object.assign(document.createElement(name), values);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  }

  function button(parent, text, act, label) {
    var one = add(parent, "button", text, { type: "button", className: "md-button" });
    if (label) one.setAttribute("aria-label", label);
    one.addEventListener("click", act);
    return one;
  }

  function field(parent, text, values) {
    return add(add(parent, "label", text), "input", "", Object.assign({ autocomplete: "off" }, values));
  }

  function choice(parent, text, options) {
    var select = add(add(parent, "label", text), "select", "", { autocomplete: "off" });
    options.forEach(function (one) { select.add(new Option(one[1], one[0])); });
    return select;
  }

  function start() {
    var list = window.handbookPlanList, words = list.words, plan = handbookPlan.empty(), linked = "";
    var asked = {}, status, items, name, begin, total, paper, others;

    function module(id) { return list.modules.find(function (one) { return one.id === id; }); }

    /* What an item of the plan is in this language; null when it is not here. */
    function find(item) {
      if (item.kind === "break") return { title: words.break };
      if (item.kind === "section") {
        var page = list.pages.find(function (one) { return one[0] === item.of; });
        var section = page && page[2].find(function (one) { return one[0] === item.ids[0]; });
        return section ? { title: page[1] + " · " + section[1], place: item.of + "#" + section[0], code: section[2] } : null;
      }
      var own = module(item.of), where = "training/" + item.of, outline = list.pages.find(function (one) { return one[0] === where; });
      if (!own) return null;
      if (item.kind === "questions") {
        var some = item.ids.some(function (id) { return own.questions.some(function (one) { return one[0] === id; }); });
        return some ? { title: words.questions + " · " + own.title, place: where + "#knowledge-check", module: item.of } : null;
      }
      var activity = own.activities.find(function (one) { return one[0] === item.ids[0]; });
      var known = outline && outline[2].find(function (one) { return one[0] === item.ids[0]; });
      return activity ? { title: activity[1], place: where + "#" + activity[0], code: known && known[2], module: item.of } : null;
    }

    function titleOf(item) { return handbookPlanPaper.title(item, find(item), words); }

    /* Tells what was done and how the time stands. */
    function say(text) {
      var times = handbookPlan.times(plan), over = times.used - plan.total;
      var sum = words.sum.replace("{used}", times.used).replace("{total}", plan.total).replace("{end}", times.end);
      status.textContent = [text, sum, over > 0 ? words.over.replace("{over}", over) : ""].join(" ").trim();
      status.classList.toggle("hb-over", over > 0);
    }

    function put(kind, of, ids, minutes) {
      plan.items.push({ kind: kind, of: of, ids: ids, minutes: minutes });
      return titleOf(plan.items[plan.items.length - 1]);
    }

    function added(text) {
      draw();
      say(words.added.replace("{what}", text));
    }

    function line(item, at) {
      var row = add(items, "li"), text = titleOf(item), last = plan.items.length - 1;
      add(row, "span", handbookPlan.times(plan).starts[at] + " ", { className: "hb-plan-time" });
      add(row, "span", text, { className: "hb-plan-title" });
      var box = add(row, "input", "", { type: "number", min: 0, max: 999, value: item.minutes, autocomplete: "off" });
      box.setAttribute("aria-label", words.minutes.replace("{what}", text));
      box.addEventListener("change", function () {
        item.minutes = Math.max(0, Math.min(999, Math.round(Number(box.value)) || 0));
        draw();
        items.children[at].querySelector("input").focus();
        say("");
      });
      function move(by) {
        plan.items.splice(at + by, 0, plan.items.splice(at, 1)[0]);
        draw();
        var same = items.children[at + by].querySelectorAll("button")[by < 0 ? 0 : 1];
        (same.disabled ? items.children[at + by].querySelector("button:not(:disabled)") : same).focus();
        say(words.moved.replace("{what}", text).replace("{place}", at + by + 1).replace("{all}", plan.items.length));
      }
      button(row, "↑", function () { move(-1); }, words.up.replace("{what}", text)).disabled = at === 0;
      button(row, "↓", function () { move(1); }, words.down.replace("{what}", text)).disabled = at === last;
      button(row, "✕", function () {
        plan.items.splice(at, 1);
        draw();
        var next = items.children[Math.min(at, plan.items.length - 1)];
        (next && plan.items.length ? next.querySelector("input") : name).focus();
        say(words.removed.replace("{what}", text));
      }, words.remove.replace("{what}", text));
    }

    /* Shows the plan anew; what is printed of a module is fetched when the plan first names it. */
    function draw() {
      items.replaceChildren();
      plan.items.forEach(line);
      if (!plan.items.length) add(items, "li", words.empty);
      plan.items.forEach(function (item) {
        if (item.kind === "break" || item.kind === "section" || !module(item.of) || asked[item.of]) return;
        asked[item.of] = true;
        load(locale + "/" + item.of, draw);
      });
      handbookPlanPaper.write(paper, plan, list, find, window.handbookPlanModules);
    }

    function show(found) {
      plan = found;
      name.value = plan.name;
      begin.value = plan.start;
      total.value = plan.total;
      draw();
    }

    function opened(found) {
      if (!found) return say(words.wrong);
      show(found);
      say(words.opened.replace("{left}", plan.items.filter(function (item) { return !find(item); }).length));
    }

    function makeLink() {
      linked = "#" + handbookPlan.encode(plan);
      location.replace(linked);
      others.replaceChildren();
      var all = add(add(others, "label", words.link), "input", "", { readOnly: true, value: (handbookSite.published().page || location.href.split("#")[0]) + linked, dir: "ltr" });
      var languages = add(others, "p", words.languages + " ");
      document.querySelectorAll(".hb-languages a[hreflang]").forEach(function (link) {
        if (link.hreflang === locale) return;
        var other = add(languages, "a", link.textContent, { href: link.href.split("#")[0] + linked, lang: link.hreflang, hreflang: link.hreflang });
        other.dir = link.dir;
        languages.append(" ");
      });
      all.focus();
      all.select();
      say(words.linked);
    }

    function save() {
      var link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([handbookPlan.write(plan)], { type: "application/json" }));
      link.download = FILE_NAME;
      link.click();
      URL.revokeObjectURL(link.href);
      say(words.card_saved);
    }

    function open(event) {
      var file = event.target.files[0], reader = new FileReader();
      if (!file) return;
      reader.onload = function () {
        event.target.value = "";
        opened(file.size < LARGEST ? handbookPlan.read(reader.result) : null);
      };
      reader.onerror = function () { say(words.wrong); };
      reader.readAsText(file.slice(0, LARGEST));
    }

    function print(version) {
      paper.dataset.version = version;
      handbookForms.printOnly(paper);
    }

    function group(title, open) {
      var box = add(place, "details", "", { open: open });
      add(box, "summary", title);
      return box;
    }

    function chooseActivities() {
      var box = group(words.activities, true), which = choice(box, words.module, list.modules.map(function (one) { return [one.id, one.title]; }));
      var whole = button(box, words.whole, function () {
        var own = module(which.value);
        own.activities.forEach(function (one) { put("activity", own.id, [one[0]], one[2]); });
        added(own.title);
      });
      var some = add(box, "ul");
      function offer() {
        some.replaceChildren();
        var own = module(which.value);
        whole.disabled = !own;
        (own ? own.activities : []).forEach(function (one) {
          button(add(some, "li"), words.add.replace("{what}", one[1]), function () { added(put("activity", own.id, [one[0]], one[2])); });
        });
      }
      which.addEventListener("change", offer);
      offer();
    }

    function chooseSections() {
      var box = group(words.sections, false), page = choice(box, words.page, list.pages.map(function (one) { return [one[0], one[1]]; }));
      var section = choice(box, words.section, []);
      function offer() {
        section.replaceChildren();
        list.pages.find(function (one) { return one[0] === page.value; })[2].forEach(function (one) { section.add(new Option(one[1], one[0])); });
      }
      page.addEventListener("change", offer);
      offer();
      button(box, words.add_section, function () {
        if (section.value) added(put("section", page.value, [section.value], 10));
      });
    }

    function chooseQuestions() {
      var box = group(words.questions, false), which = choice(box, words.module, list.modules.map(function (one) { return [one.id, one.title]; }));
      var some = add(box, "ul", "", { className: "hb-plan-ticks" });
      function offer() {
        some.replaceChildren();
        (module(which.value) || { questions: [] }).questions.forEach(function (one) {
          var label = add(add(some, "li"), "label");
          add(label, "input", "", { type: "checkbox", value: one[0], autocomplete: "off" });
          add(label, "span", one[1]);
        });
      }
      which.addEventListener("change", offer);
      offer();
      button(box, words.add_questions, function () {
        var ids = Array.from(some.querySelectorAll("input:checked"), function (one) { return one.value; });
        if (ids.length) added(put("questions", which.value, ids, ids.length));
      });
    }

    place.replaceChildren();
    var settings = add(place, "p", "", { className: "hb-plan-settings" });
    name = field(settings, words.name, { type: "text", maxLength: 100, dir: "auto" });
    begin = field(settings, words.start, { type: "time" });
    total = field(settings, words.total, { type: "number", min: 1, max: 999 });
    settings.addEventListener("change", function () {
      plan.name = name.value.trim();
      plan.start = begin.value || plan.start;
      plan.total = Math.max(1, Math.min(999, Math.round(Number(total.value)) || plan.total));
      show(plan);
      say("");
    });
    chooseActivities();
    chooseSections();
    chooseQuestions();
    button(add(place, "p"), words.add_break, function () { added(put("break", "", [], 10)); });
    var heading = add(place, "h2", words.list);
    status = add(place, "p", "", { className: "hb-plan-status" });
    status.setAttribute("role", "status");
    items = add(place, "ol", "", { className: "hb-plan-items" });
    var tools = add(place, "p");
    button(tools, words.link, makeLink);
    button(tools, words.card_save, save);
    button(tools, words.trainer, function () { print("trainer"); });
    button(tools, words.people, function () { print("people"); });
    button(tools, words.clear, function () {
      show(handbookPlan.empty());
      say("");
    });
    field(add(place, "p"), words.card_open, { type: "file", accept: ".json,application/json" }).addEventListener("change", open);
    others = add(place, "div");
    add(place, "h2", words.result);
    paper = add(place.parentNode, "div", "", { className: "hb-plan-paper" });
    place.after(paper);

    // A link once made follows into the other languages; handbook.js has set the section by then
    document.addEventListener("click", function (event) {
      var link = linked && event.target.closest(".hb-languages a[hreflang]");
      if (link) link.hash = linked;
    });
    function readAddress() {
      var whole = /^#module-(.+)$/.exec(location.hash), own = whole && module(whole[1]);
      if (own) {
        plan = Object.assign(handbookPlan.empty(), { total: own.minutes });
        own.activities.forEach(function (one) { put("activity", own.id, [one[0]], one[2]); });
        show(plan);
        say("");
        heading.scrollIntoView();
      }
      if (!/^#\d+;/.test(location.hash) || location.hash === linked) return;
      linked = location.hash;
      opened(handbookPlan.decode(linked.slice(1)));
    }
    window.addEventListener("hashchange", readAddress);
    show(plan);
    say("");
    readAddress();
  }

  load(locale, start);
})();
