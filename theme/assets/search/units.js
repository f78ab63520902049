/* Units: what a word, or several as one, say about each section of an index. */
(function () {
  "use strict";
  // What the title of a page says about each of its sections
  var PAGE_TITLE = 0.3;

  // What words of the index, each as sure as `found` says, say about each section, and whether its title has them
  function spread(index, found) {
    var size = index.titles.length;
    var unit = { scores: new Float32Array(size), titles: new Float32Array(size), words: new Map(), rarity: 0 };
    var frequency = 0, surest = 0;
    found.forEach(function (quality, place) {
      unit.words.set(index.lexicon.words.at(place), quality);
      var many = self.handbook.read(index.read, place, size, function (section, weight, titled) {
        var score = quality * weight;
        if (score > unit.scores[section]) unit.scores[section] = score;
        if (titled && quality > unit.titles[section]) unit.titles[section] = quality;
      });
      if (quality > surest) { surest = quality; frequency = many; }
    });
    if (frequency) unit.rarity = Math.log(1 + size / frequency);
    inherit(index, unit);
    return unit;
  }

  function inherit(index, unit) {
    index.pages.forEach(function (page) {
      if (!unit.titles[page]) return;
      for (var i = page + 1; i < index.ends.get(page); i++) unit.scores[i] += PAGE_TITLE * unit.scores[page];
    });
  }

  // Several words as one: scores added, `titles` how many its title has, `parts` and `named` these as shares
  function together(index, words) {
    var size = index.titles.length;
    var unit = { scores: new Float32Array(size), titles: new Float32Array(size), parts: new Float32Array(size), named: new Float32Array(size), words: new Map() };
    unit.rarity = Math.max.apply(null, words.map(function (word) { return word.rarity; }));
    unit.size = words.length;
    unit.factor = 1;
    words.forEach(function (word) {
      for (var i = 0; i < size; i++) {
        if (!word.scores[i]) continue;
        unit.scores[i] += word.scores[i];
        unit.titles[i] += word.titles[i];
        unit.parts[i] += 1 / words.length;
        if (word.titles[i]) unit.named[i] += 1 / words.length;
      }
      word.words.forEach(function (quality, one) { unit.words.set(one, Math.max(quality, unit.words.get(one) || 0)); });
    });
    return unit;
  }

  self.handbook.spread = spread;
  self.handbook.together = together;
})();
