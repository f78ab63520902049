/* The session on paper: agenda, materials, links, activities, handouts, questions and, apart, their key.
   What only the trainer is to have carries the class hb-for-trainer; printing for participants leaves it out. */
(function () {
  "use strict";

  function add(parent, name, text, className) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    parent.append(element);
    return element;
  }

  function unique(values) {
    return values.filter(function (value, at) { return value && values.indexOf(value) === at; });
  }

  /* find: what an item of the plan is in this language, {title, place, code, module}; null when it is not here. */
  function write(paper, plan, list, find, modules) {
    var words = list.words, times = handbookPlan.times(plan), found = plan.items.map(find);
    var names = unique(found.map(function (one) { return one && one.module; })).filter(function (name) { return modules[name]; });
    paper.replaceChildren();
    add(paper, "h2", plan.name || words.result);
    agenda(paper, plan, found, times, words);
    materials(paper, plan, found, words, modules);
    links(paper, found, words);
    plan.items.forEach(function (item, at) { activity(paper, item, found[at], words, modules); });
    names.forEach(function (name) { handout(paper, name, list, plan, modules); });
    questions(paper, plan, words, modules, list);
    add(add(paper, "p", "", "hb-address"), "bdi", handbookSite.published().page || location.href.split("#")[0]).dir = "ltr";
  }

  function agenda(paper, plan, found, times, words) {
    var table = add(paper, "table"), head = add(add(table, "thead"), "tr"), body = add(table, "tbody");
    [words.time, words.parts.minutes, words.part].forEach(function (word) { add(head, "th", word).scope = "col"; });
    plan.items.forEach(function (item, at) {
      var row = add(body, "tr");
      add(row, "td", times.starts[at]);
      add(row, "td", String(item.minutes));
      add(row, "td", title(item, found[at], words));
    });
    var last = add(body, "tr");
    add(last, "td", times.end);
    add(last, "td", String(times.used));
    add(last, "td");
  }

  function title(item, one, words) {
    if (item.kind === "break") return words.break;
    return one ? one.title : words.missing.replace("{what}", [item.of].concat(item.ids).join(" "));
  }

  function materials(paper, plan, found, words, modules) {
    var box = document.createElement("section"), lines = add(box, "ul");
    plan.items.forEach(function (item, at) {
      var content = found[at] && modules[item.of], one = item.kind === "activity" && content && content.activities[item.ids[0]];
      if (one && one.need) add(lines, "li").innerHTML = one.need;
    });
    if (!lines.children.length) return;
    box.className = "hb-for-trainer";
    box.prepend(add(box, "h3", words.materials));
    paper.append(box);
  }

  /* Every section once: title, permanent address, short address and QR code, as far as this copy has them. */
  function links(paper, found, words) {
    var site = handbookSite.published().site, here = handbookSite.root, seen = {};
    var prefix = document.documentElement.lang === "en" ? "" : document.documentElement.lang + "/";
    var box = document.createElement("section"), lines = add(box, "ul", "", "hb-plan-links");
    found.forEach(function (one) {
      if (!one || !one.place || seen[one.place]) return;
      seen[one.place] = true;
      var path = prefix + one.place.replace(/#|$/, function (sign) { return ".html" + sign; }), line = add(lines, "li"), link = add(line, "a", one.title);
      link.href = here + path;
      add(line, "bdi", site ? site + path : path).dir = "ltr";
      if (!site || !one.code) return;
      add(line, "bdi", site + "go/" + one.code + ".html").dir = "ltr";
      var picture = add(line, "img");
      picture.src = here + "go/" + one.code + ".svg";
      picture.alt = words.link_qr;
    });
    if (!lines.children.length) return;
    box.prepend(add(box, "h3", words.links));
    paper.append(box);
  }

  function activity(paper, item, one, words, modules) {
    var content = one && item.kind === "activity" && modules[item.of], parts = content && content.activities[item.ids[0]];
    if (!parts) return;
    var box = add(paper, "section", "", "hb-for-trainer");
    add(box, "h3", one.title);
    add(box, "p", words.minutes_count.replace("{minutes}", item.minutes));
    Object.keys(parts).forEach(function (key) {
      add(box, "h4", words.parts[key]);
      add(box, "div").innerHTML = parts[key];
    });
  }

  function handout(paper, name, list, plan, modules) {
    var chosen = plan.items.some(function (item) { return item.kind !== "section" && item.of === name; });
    if (!chosen || !modules[name].handout) return;
    var box = add(paper, "section", "", "hb-sheet");
    add(box, "h3", list.modules.find(function (one) { return one.id === name; }).title);
    add(box, "div").innerHTML = modules[name].handout;
  }

  /* The questions of all parts in a row, then the key on a sheet of its own. */
  function questions(paper, plan, words, modules, list) {
    var chosen = [];
    plan.items.forEach(function (item) {
      var module = item.kind === "questions" && modules[item.of], outline = list.modules.find(function (one) { return one.id === item.of; });
      if (module) item.ids.forEach(function (id) {
        var text = outline.questions.find(function (one) { return one[0] === id; });
        if (text && module.questions[id]) chosen.push({ text: text[1], question: module.questions[id] });
      });
    });
    if (!chosen.length) return;
    var sheet = add(paper, "section", "", "hb-sheet"), key = add(paper, "section", "", "hb-sheet hb-for-trainer");
    add(sheet, "h3", words.questions);
    add(key, "h3", words.quiz_key);
    var asked = add(sheet, "ol"), told = add(key, "ol");
    chosen.forEach(function (one) {
      var item = add(asked, "li", one.text), answers = add(item, "ul", "", "hb-plan-answers");
      one.question.answers.forEach(function (answer, at) { add(answers, "li", words.answer_letters[at] + " " + answer); });
      var line = add(told, "li");
      add(line, "strong", words.answer_letters[one.question.right] + " ");
      line.append(one.question.reason + " " + one.question.title);
    });
  }

  window.handbookPlanPaper = { write: write, title: title };
})();
