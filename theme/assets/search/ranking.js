/* Ranking: how well each section of an index answers a query. Words add up; sections that have all of them come first. */
(function () {
  "use strict";
  // How much a word such as "what" counts; how much more when words are all of a title
  var COMMON = 0.12, WHOLE_TITLE = 0.6;
  // From here on a word of the index is what was meant; below it a word may be two of ours
  var MEANT = 0.55, SPLIT_BELOW = 0.5;

  function prepare(index, ring, locale) {
    index.titles = index.titles.split("\n");
    index.places = index.places.split("\n");
    index.titleLengths = self.handbook.packing.numbers(index.titleLengths);
    index.textLengths = self.handbook.packing.numbers(index.textLengths);
    index.page = new Uint16Array(index.titles.length);
    index.ends = new Map();
    index.pages.forEach(function (page, at) {
      index.ends.set(page, at + 1 < index.pages.length ? index.pages[at + 1] : index.titles.length);
      index.page.fill(page, page, index.ends.get(page));
    });
    self.handbook.lazily(index, "lexicon", function () { return self.handbook.lexicon(index); });
    self.handbook.lazily(index, "read", function () { return self.handbook.postings(index, locale); });
    index.common = new Set(ring.common);
    self.handbook.terms.prepare(index, ring);
    return index;
  }

  // The sections that answer, as { scores, top, words, sure }: a number each, the highest before terms raise theirs, the
  // words that were matched, how sure the best is
  function rank(index, words) {
    var common = index.common, ofTerms = self.handbook.terms;
    var plain = words.every(function (word) { return common.has(word); });
    var typed = [];
    words.forEach(function (word, at) {
      var unit = read(index, word, at === words.length - 1, !plain && common.has(word));
      var parts = unit.sure < SPLIT_BELOW && self.handbook.parts(index.lexicon, word);
      typed = typed.concat(parts ? parts.map(function (part) { return read(index, part); }) : unit);
    });
    var terms = ofTerms.find(index, typed);
    if (!terms.length) terms = ofTerms.find(index, typed.filter(function (word) { return !word.common; }));
    var units = terms.map(function (term) { return ofTerms.translated(index, term); });
    typed.forEach(function (word) { if (!word.taken) units.push(word); });
    var scores = total(index, units);
    var top = scores.reduce(function (a, b) { return Math.max(a, b); }, 0);
    var rarity = units.reduce(function (sum, unit) { return sum + unit.rarity; }, 0);
    terms.forEach(function (term, place) { ofTerms.raise(index, term, units[place], typed, rarity, scores); });
    var sure = units.reduce(function (most, unit) { return Math.max(most, unit.sure); }, 0);
    return { scores: scores, top: top, words: matched(units, common), sure: sure };
  }

  function read(index, word, typing, isCommon) {
    var found = self.handbook.candidates(index.lexicon, word, typing);
    var unit = self.handbook.spread(index, found);
    var best = Array.from(found).sort(function (a, b) { return b[1] - a[1]; })[0];
    var known = best && best[1] >= MEANT;
    unit.meant = known ? index.lexicon.words.at(best[0]) : word;
    unit.usual = known ? self.handbook.terms.usual(index, best[0], word) : word;
    unit.sure = best ? best[1] : 0;
    unit.common = isCommon;
    unit.rarity *= isCommon ? COMMON : 1;
    unit.factor = isCommon ? COMMON : 1;
    unit.size = 1;
    return unit;
  }

  function total(index, units) {
    var many = index.titles.length, scores = new Float32Array(many);
    var sum = new Float64Array(many), covered = new Float64Array(many), titled = new Float64Array(many), rarity = 0, size = 0, i;
    units.forEach(function (unit) {
      rarity += unit.rarity;
      size += unit.factor < 1 ? 0 : unit.size;
      for (var i = 0; i < many; i++) {
        if (!unit.scores[i]) continue;
        sum[i] += unit.factor * unit.scores[i];
        covered[i] += unit.rarity * (unit.parts ? unit.parts[i] : 1);
        if (unit.factor === 1) titled[i] += unit.titles[i];
      }
    });
    for (i = 0; i < many; i++) {
      if (!sum[i]) continue;
      var coverage = rarity ? covered[i] / rarity : 1;
      var title = Math.min(1, titled[i] / Math.max(size, index.titleLengths[i], 1));
      scores[i] = sum[i] * (0.3 + 0.7 * coverage * coverage) * (1 + WHOLE_TITLE * title * title);
    }
    return scores;
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
  self.handbook.rank = rank;
})();
