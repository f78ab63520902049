/* Postings: what a word says about each section that has it (BM25, by where it stands), from the signs of the index. */
(function () {
  "use strict";
  // How much a word says in the title of a page, in a heading, as an alias of a section (its id, forms of its term), in the text
  var TITLE = 8, HEADING = 4, ALIAS = 3, TEXT = 1;
  // How soon repeating a word says nothing more; how much the length of a title or a text counts, 0 to 1
  var REPEAT = 1.2, TITLE_LENGTH = 0.4, TEXT_LENGTH = 0.6;
  // The codes are those of hooks/handbook/search/index.py
  var OFTEN = [0, 1, 2, 3, 4, 6, 10, 20], IN_TITLE = 8, IS_ALIAS = 16;

  function postings(index) {
    var packing = self.handbook.packing, counts = packing.numbers(index.counts), order = byCount(counts);
    var starts = new Uint32Array(counts.length), start = 0;
    order.forEach(function (place) { starts[place] = start; start += counts[place]; });
    return {
      starts: starts, counts: counts, spread: index.spread, codes: index.codes,
      sections: packing.rows(index.steps, index.rests, order.map(function (place) { return counts[place]; })),
      said: lengths(index)
    };
  }

  // Places by their counts, the highest first, equal ones in order
  function byCount(counts) {
    var most = counts.reduce(function (a, b) { return Math.max(a, b); }, 0), after = new Uint32Array(most + 1), order = new Uint16Array(counts.length);
    counts.forEach(function (count) { if (count) after[count - 1]++; });
    for (var i = most - 1; i >= 0; i--) after[i] += after[i + 1];
    counts.forEach(function (count, place) { order[after[count]++] = place; });
    return order;
  }

  // For each section: how much repeating counts in its title and its text, and what all of it is multiplied with
  function lengths(index) {
    var titles = mean(index.titleLengths), texts = mean(index.textLengths), size = index.titles.length;
    var found = { title: new Float64Array(size), text: new Float64Array(size), weight: new Float64Array(size) };
    for (var i = 0; i < size; i++) {
      found.title[i] = (index.page[i] === i ? TITLE : HEADING) * (REPEAT + 1) / (1 + REPEAT * (1 - TITLE_LENGTH + TITLE_LENGTH * index.titleLengths[i] / titles));
      found.text[i] = REPEAT * (1 - TEXT_LENGTH + TEXT_LENGTH * index.textLengths[i] / texts);
      found.weight[i] = index.weights[index.page[i]] || 1;
    }
    return found;
  }

  function mean(numbers) {
    var all = numbers.filter(Boolean);
    return all.reduce(function (sum, number) { return sum + number; }, 0) / Math.max(1, all.length);
  }

  // Calls with the number of each section where a word is found, its weight there, and whether its title has it; returns in
  // how many it stands
  function read(postings, place, size, call) {
    var many = postings.spread[place] || postings.counts[place], said = postings.said, packing = self.handbook.packing;
    var rarity = Math.log(1 + (size - many + 0.5) / (many + 0.5));
    for (var i = postings.starts[place], end = i + postings.counts[place]; i < end; i++) {
      var code = postings.codes.charCodeAt(i) - packing.FIRST, section = postings.sections[i], often = OFTEN[code % 8];
      var weight = TEXT * often * (REPEAT + 1) / (often + said.text[section]);
      if (code & IN_TITLE) weight += said.title[section];
      if (code & IS_ALIAS) weight += ALIAS;
      call(section, weight * rarity * said.weight[section], code & IN_TITLE);
    }
    return many;
  }

  self.handbook.postings = postings;
  self.handbook.read = read;
})();
