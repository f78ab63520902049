/* The engine: from a query to the list that the box shows: groups of sections by page, the best first. */
(function () {
  "use strict";
  var GROUPS = 20, SECTIONS = 6, OPEN = 3, MOST_WORDS = 30;
  // Groups whose text is shown, since it is in files by page, and the letters of it when nothing is marked there
  var TOLD = 10, PLAIN = 160;
  // A page below this part of the best is left out, a section below this part of its page's best too
  var PAGE_TAIL = 0.15, SECTION_TAIL = 0.3, OPEN_TAIL = 0.6;
  // What a page's other sections add to its best; matches no surer than this are also looked for in other languages
  var REST = 0.05, UNSURE = 0.4;
  // Words that are unpacked at a time, and shards that are brought, while nothing is asked
  var SLICE = 1024, AHEAD = 4;
  var prepared = {}, NONE = new Map();

  // { items, texts }: the list, and those of its texts whose files are not there yet, as { file, location, say }
  async function search(query, load, bring) {
    var settings = self.handbook.settings, texts = [];
    var words = self.folding.tokens(query).slice(0, MOST_WORDS);
    var own = words.length ? await find(settings.locale, words, load, bring) : beginning(await indexOf(settings.locale, load), query);
    var items = show(own, texts);
    if (own.groups.length && own.sure > UNSURE || words.join("").length < 3) return { items: items, texts: texts };
    for (var other of Object.keys(settings.others).filter(mayHave.bind(null, words))) {
      var found = await find(other, words, load, bring);
      if (found.sure > UNSURE) items = items.concat(show(found, texts, other));
    }
    return { items: items, texts: texts };
  }

  // Whether a language is written with the letters of one of these words: no other index is worth its bytes
  function mayHave(words, locale) {
    var letters = self.handbook.settings.rightToLeft.includes(locale) ? /[\u0600-\u06ff]/ : /[a-z]/;
    return words.some(function (word) { return letters.test(word); });
  }

  // What the next query may need, some of it; whether there is more. `bring` is for copies that no network brings
  async function unpack(load, bring) {
    var index = await indexOf(self.handbook.settings.locale, load);
    if (!self.handbook.ring) await load("ring");
    if (self.handbook.learn(index.lexicon, SLICE)) return true;
    if (!bring || index.ahead >= index.read.shards.length) return false;
    var names = index.read.shards.slice(index.ahead, index.ahead += AHEAD).map(function (shard) { return shard.name; });
    await bring(names.filter(function (name) { return !self.handbook.kept[name]; }));
    return true;
  }

  async function find(locale, words, load, bring) {
    var index = await indexOf(locale, load);
    if (!self.handbook.ring) await load("ring");
    if (!index.terms) self.handbook.terms.prepare(index, self.handbook.ring);
    var understood = self.handbook.understand(index, words);
    var missing = self.handbook.missing(index.read, self.handbook.unitsOf(understood));
    if (missing.length) await bring(missing); // what does not come may come with the next letter
    return grouped(index, self.handbook.rank(index, understood));
  }

  async function indexOf(locale, load) {
    var name = "index." + locale;
    if (!self.handbook[name]) await load(name);
    return prepared[locale] || (prepared[locale] = self.handbook.prepare(self.handbook[name], locale));
  }

  function grouped(index, found) {
    found.index = index;
    found.groups = groups(index, found);
    return found;
  }

  // Pages whose title has a word with the first letter of the query: more cannot be said of one letter
  function beginning(index, query) {
    var letter = Array.from(self.folding.fold(query)).find(function (sign) { return sign > " " && index.initials.includes(sign); });
    var initials = index.initials.split("\n"), scores = {};
    var sections = letter ? index.pages.filter(function (page, at) { return initials[at].includes(letter); }) : [];
    sections.forEach(function (page) { scores[page] = 1; });
    return grouped(index, { scores: scores, sections: sections, top: 1, words: NONE, sure: 0 });
  }

  function groups(index, answer) {
    var pages = new Map(), scores = answer.scores;
    answer.sections.forEach(function (number) {
      var page = index.page[number];
      if (pages.has(page)) pages.get(page).push(number); else pages.set(page, [number]);
    });
    var found = Array.from(pages, function (entry) {
      var sections = entry[1].sort(function (a, b) { return scores[b] - scores[a] || a - b; });
      var rest = sections.slice(1).reduce(function (sum, number) { return sum + scores[number]; }, 0);
      return { page: entry[0], score: scores[sections[0]] + Math.min(scores[sections[0]], REST * rest), sections: sections.filter(function (number, place) {
        return place < SECTIONS && scores[number] >= SECTION_TAIL * scores[sections[0]];
      }) };
    }).sort(function (a, b) { return b.score - a.score || a.page - b.page; });
    return found.filter(function (group, place) { return place < GROUPS && group.score >= PAGE_TAIL * answer.top; });
  }

  // Groups as the box wants them: sections with the score of the first are open, others folded, the page always there
  function show(found, texts, other) {
    return found.groups.map(function (group, place) {
      var told = place < TOLD && found.words.size > 0, best = found.scores[group.sections[0]];
      var items = group.sections.map(function (number, order) {
        var open = order < OPEN && found.scores[number] >= OPEN_TAIL * best;
        var one = item(found, number, told && open, open ? group.score : group.score * 0.99 * found.scores[number] / best, other);
        if (told) tell(found, number, one, open ? found.words : NONE, texts, other);
        return one;
      });
      if (!group.sections.includes(group.page)) items.push(item(found, group.page, told, 0, other));
      return items;
    });
  }

  function item(found, number, marked, score, other) {
    var index = found.index, page = index.page[number], isPage = number === page;
    var title = self.handbook.mark(index.titles[number], marked ? found.words : NONE);
    return {
      location: isPage ? index.places[page] : index.places[page] + "#" + index.places[number],
      title: other ? island(title, other) + (isPage ? " <small>(" + self.handbook.escape(self.handbook.settings.others[other]) + ")</small>" : "") : title,
      text: "",
      score: score
    };
  }

  // Puts the text of a section into its item, or among the texts to be told when the file is there
  function tell(found, number, item, words, texts, other) {
    var index = found.index, page = index.page[number], locale = other || self.handbook.settings.locale;
    var file = "text/" + locale + "/" + index.places[page].replace(new RegExp("^" + locale + "/|\\.html$", "g"), "");
    var say = function () {
      var text = (self.handbook.kept[file] || {})[number === page ? "" : index.places[number]] || "";
      var html = words.size ? self.handbook.snippet(text, words) : self.handbook.escape(text.slice(0, PLAIN));
      return other ? island(html, other) : html;
    };
    if (self.handbook.kept[file]) item.text = say(); else texts.push({ file: file, location: item.location, say: say });
  }

  function island(html, locale) {
    var direction = self.handbook.settings.rightToLeft.includes(locale) ? "rtl" : "ltr";
    return '<span lang="' + locale + '" dir="' + direction + '">' + html + "</span>";
  }

  self.handbook.search = search;
  self.handbook.unpack = unpack;
})();
