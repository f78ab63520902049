/* Units: what a word, or several as one, say about each section of an index. */
(function () {
  "use strict";
  // What the title of a page says about each of its sections
  var PAGE_TITLE = 0.3;

  // Words of the index, each as sure as `found` says, of which it is not asked yet where they stand
  function unit(index, found) {
    var words = new Map();
    found.forEach(function (quality, place) { words.set(index.lexicon.words.at(place), quality); });
    return { found: found, words: words };
  }

  // Adds what its words say about each section, and whether its title has them; `sections` are those of which they say anything
  function spread(index, unit) {
    if (unit.whole) return;
    var size = index.titles.length, frequency = 0, surest = 0;
    var scores = unit.scores = new Float32Array(size), titles = unit.titles = new Float32Array(size), sections = unit.sections = [];
    unit.found.forEach(function (quality, place) {
      var many = self.handbook.read(index.read, place, size, function (section, weight, titled) {
        var score = quality * weight;
        if (!scores[section]) sections.push(section);
        if (score > scores[section]) scores[section] = score;
        if (titled && quality > titles[section]) titles[section] = quality;
      });
      if (quality > surest) { surest = quality; frequency = many; }
    });
    unit.rarity = frequency ? Math.log(1 + size / frequency) : 0;
    inherit(index, unit);
    unit.whole = !self.handbook.missing(index.read, [unit]).length;
  }

  function inherit(index, unit) {
    index.pages.forEach(function (page) {
      if (!unit.titles[page]) return;
      for (var i = page + 1; i < index.ends.get(page); i++) add(unit, i, PAGE_TITLE * unit.scores[page]);
    });
  }

  function add(unit, section, score) {
    if (!unit.scores[section]) unit.sections.push(section);
    unit.scores[section] += score;
  }

  // Several words as one: scores added, `titles` how many its title has, `parts` and `named` these as shares
  function together(index, words) {
    var size = index.titles.length;
    var unit = { scores: new Float32Array(size), titles: new Float32Array(size), parts: new Float32Array(size), named: new Float32Array(size), sections: [], words: new Map() };
    unit.rarity = Math.max.apply(null, words.map(function (word) { return word.rarity; }));
    unit.size = words.length;
    unit.factor = 1;
    words.forEach(function (word) {
      word.sections.forEach(function (i) {
        add(unit, i, word.scores[i]);
        unit.titles[i] += word.titles[i];
        unit.parts[i] += 1 / words.length;
        if (word.titles[i]) unit.named[i] += 1 / words.length;
      });
      word.words.forEach(function (quality, one) { unit.words.set(one, Math.max(quality, unit.words.get(one) || 0)); });
    });
    return unit;
  }

  self.handbook.unit = unit;
  self.handbook.spread = spread;
  self.handbook.add = add;
  self.handbook.together = together;
})();
