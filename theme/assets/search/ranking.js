/* Ranking: how well each section of an index answers a query. Words add up; sections that have all of them come first. */
(function () {
  "use strict";
  // How much a word such as "what" counts; how much more when words are all of a title
  var COMMON = 0.12, WHOLE_TITLE = 0.6;
  // From here on a word of the index is what was meant; below it a word may be two of ours
  var MEANT = 0.55, SPLIT_BELOW = 0.5;

  function prepare(index, locale) {
    index.titles = index.titles.split("\n");
    index.places = index.places.split("\n");
    index.titleLengths = self.handbook.packing.numbers(index.titleLengths);
    index.textLengths = self.handbook.packing.numbers(index.textLengths);
    index.page = new Uint16Array(index.titles.length);
    index.ahead = 0; // shards that are not waited for until they are needed
    index.ends = new Map();
    index.pages.forEach(function (page, at) {
      index.ends.set(page, at + 1 < index.pages.length ? index.pages[at + 1] : index.titles.length);
      index.page.fill(page, page, index.ends.get(page));
    });
    self.handbook.lazily(index, "lexicon", function () { return self.handbook.lexicon(index); });
    self.handbook.lazily(index, "read", function () { return self.handbook.postings(index, locale); });
    return index;
  }

  // What some words may mean, without the postings: { typed: their units, terms }
  function understand(index, words) {
    var ofTerms = self.handbook.terms, plain = words.every(function (word) { return index.common.has(word); });
    var typed = words.flatMap(function (word, at) {
      var unit = meaning(index, word, at === words.length - 1, !plain && index.common.has(word));
      var parts = unit.sure < SPLIT_BELOW && self.handbook.parts(index.lexicon, word);
      return parts ? parts.map(function (part) { return meaning(index, part); }) : unit;
    });
    var terms = ofTerms.find(index, typed);
    if (!terms.length) terms = ofTerms.find(index, typed.filter(function (word) { return !word.common; }));
    return { typed: typed, terms: terms };
  }

  function meaning(index, word, typing, isCommon) {
    var unit = self.handbook.unit(index, self.handbook.candidates(index.lexicon, word, typing)), best;
    unit.sure = 0;
    unit.found.forEach(function (quality, place) { if (quality > unit.sure) { unit.sure = quality; best = place; } });
    var known = unit.sure >= MEANT;
    unit.meant = known ? index.lexicon.words.at(best) : word;
    unit.usual = known ? self.handbook.terms.usual(index, best, word) : word;
    unit.common = isCommon;
    unit.factor = isCommon ? COMMON : 1;
    unit.size = 1;
    return unit;
  }

  // The units whose postings ranking reads
  function unitsOf(understood) {
    return understood.typed.concat(understood.terms.flatMap(function (term) { return term.wordings.flat(); }));
  }

  // The sections that answer, as { scores, sections, top, words, sure }: a number each, those that have one, the highest before
  // terms raise theirs, the words that were matched, how sure the best is
  function rank(index, understood) {
    var typed = understood.typed, terms = understood.terms, ofTerms = self.handbook.terms;
    unitsOf(understood).forEach(function (unit) { self.handbook.spread(index, unit); });
    typed.forEach(function (word) { word.rarity *= word.factor; });
    var units = terms.map(function (term) { return ofTerms.translated(index, term); });
    typed.forEach(function (word) { if (!word.taken) units.push(word); });
    var found = total(index, units);
    found.top = highest(found);
    var rarity = units.reduce(function (sum, unit) { return sum + unit.rarity; }, 0);
    terms.forEach(function (term, place) { ofTerms.raise(index, term, units[place], typed, rarity, found); });
    found.words = matched(units, index.common);
    found.sure = units.reduce(function (most, unit) { return Math.max(most, unit.sure); }, 0);
    return found;
  }

  function highest(found) {
    return found.sections.reduce(function (most, section) { return Math.max(most, found.scores[section]); }, 0);
  }

  function total(index, units) {
    var many = index.titles.length, scores = new Float32Array(many), sections = [];
    var sum = new Float64Array(many), covered = new Float64Array(many), titled = new Float64Array(many), rarity = 0, size = 0;
    units.forEach(function (unit) {
      rarity += unit.rarity;
      size += unit.factor < 1 ? 0 : unit.size;
      unit.sections.forEach(function (i) {
        if (!sum[i]) sections.push(i);
        sum[i] += unit.factor * unit.scores[i];
        covered[i] += unit.rarity * (unit.parts ? unit.parts[i] : 1);
        if (unit.factor === 1) titled[i] += unit.titles[i];
      });
    });
    sections.forEach(function (i) {
      var coverage = rarity ? covered[i] / rarity : 1;
      var title = Math.min(1, titled[i] / Math.max(size, index.titleLengths[i], 1));
      scores[i] = sum[i] * (0.3 + 0.7 * coverage * coverage) * (1 + WHOLE_TITLE * title * title);
    });
    return { scores: scores, sections: sections };
  }

  function matched(units, common) {
    var words = new Map();
    units.forEach(function (unit) {
      if (unit.factor < 1) return;
      unit.words.forEach(function (quality, word) {
        if (!common.has(word) || units.length === 1 && unit.size === 1) words.set(word, Math.max(quality, words.get(word) || 0));
      });
    });
    return words;
  }

  self.handbook.prepare = prepare;
  self.handbook.understand = understand;
  self.handbook.unitsOf = unitsOf;
  self.handbook.rank = rank;
  self.handbook.highest = highest;
})();
