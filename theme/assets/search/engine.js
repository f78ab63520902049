/* The engine: from a query to the list that the theme shows: groups of sections by page, the best first. */
(function () {
  "use strict";
  var GROUPS = 20, SECTIONS = 6, OPEN = 3, MARKED = 10, MOST_WORDS = 30;
  // A page below this part of the best is left out, a section below this part of its page's best too
  var PAGE_TAIL = 0.15, SECTION_TAIL = 0.3, OPEN_TAIL = 0.6;
  // What a page's other sections add to its best; matches no surer than this are also looked for in other languages
  var REST = 0.05, UNSURE = 0.4;
  var prepared = {}, NONE = new Map();

  async function search(query, load) {
    var settings = self.handbook.settings;
    var words = self.folding.tokens(query).slice(0, MOST_WORDS);
    var own = words.length ? find(settings.locale, words) : beginning(settings.locale, query);
    var items = own.groups.map(function (group, place) { return show(own, group, place, query); });
    if (own.groups.length && own.sure > UNSURE || words.join("").length < 3) return items;
    for (var other of Object.keys(settings.others)) {
      if (!prepared[other]) await load(["index." + other + ".js", "text." + other + ".js"]);
      var found = find(other, words);
      if (found.sure > UNSURE) items = items.concat(found.groups.map(function (group, place) { return show(found, group, place, query, other); }));
    }
    return items;
  }

  function find(locale, words) {
    var index = prepared[locale] || (prepared[locale] = self.handbook.prepare(self.handbook["index." + locale], self.handbook.ring));
    var found = self.handbook.rank(index, words);
    found.index = index;
    found.texts = self.handbook["text." + index.text] || [];
    found.groups = groups(index, found.scores, found.top);
    return found;
  }

  // Pages whose title has a word with the first letter of the query: more cannot be said of one letter
  function beginning(locale, query) {
    var found = find(locale, []), letter = self.folding.fold(query).match(/[\p{L}\p{N}]/u);
    if (!letter) return found;
    var starts = function (word) { return word.startsWith(letter[0]); };
    found.index.sections.forEach(function (section, number) {
      if (section[2] === number && self.folding.tokens(section[1]).some(starts)) found.scores[number] = 1;
    });
    found.groups = groups(found.index, found.scores, 1);
    return found;
  }

  function groups(index, scores, top) {
    var pages = new Map();
    scores.forEach(function (score, number) {
      var page = index.sections[number][2];
      if (score) pages.set(page, (pages.get(page) || []).concat(number));
    });
    var found = Array.from(pages, function (entry) {
      var sections = entry[1].sort(function (a, b) { return scores[b] - scores[a] || a - b; });
      var rest = sections.slice(1).reduce(function (sum, number) { return sum + scores[number]; }, 0);
      return { page: entry[0], score: scores[sections[0]] + Math.min(scores[sections[0]], REST * rest), sections: sections.filter(function (number, place) {
        return place < SECTIONS && scores[number] >= SECTION_TAIL * scores[sections[0]];
      }) };
    }).sort(function (a, b) { return b.score - a.score || a.page - b.page; });
    return found.filter(function (group, place) { return place < GROUPS && group.score >= PAGE_TAIL * top; });
  }

  // A group as the theme wants it: sections with the score of the first are open, others folded, the page always there
  function show(found, group, place, query, other) {
    var words = place < MARKED ? found.words : NONE;
    var best = found.scores[group.sections[0]];
    var items = group.sections.map(function (number, order) {
      var open = order < OPEN && found.scores[number] >= OPEN_TAIL * best;
      return item(found, number, open ? words : NONE, open ? group.score : group.score * 0.99 * found.scores[number] / best, query, other);
    });
    if (!group.sections.includes(group.page)) items.push(Object.assign(item(found, group.page, words, 0, query, other), { text: "" }));
    return items;
  }

  function item(found, number, words, score, query, other) {
    var section = found.index.sections[number];
    var page = found.index.sections[section[2]];
    var title = self.handbook.mark(section[1], words);
    var text = words.size ? self.handbook.snippet(found.texts[number] || "", words) : self.handbook.escape((found.texts[number] || "").slice(0, 160));
    return {
      location: number === section[2] ? page[0] : page[0] + "#" + section[0],
      title: other ? island(title, other) + (number === section[2] ? " <small>(" + self.handbook.escape(self.handbook.settings.others[other]) + ")</small>" : "") : title,
      text: other ? island(text, other) : text,
      score: score,
      terms: {}
    };
  }

  function island(html, locale) {
    var direction = self.handbook.settings.rightToLeft.includes(locale) ? "rtl" : "ltr";
    return '<span lang="' + locale + '" dir="' + direction + '">' + html + "</span>";
  }

  self.handbook.search = search;
})();
