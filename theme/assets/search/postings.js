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
    var packing = self.handbook.packing, counts = packing.numbers(index.counts), row = byCount(counts);
    var ordered = new Uint16Array(counts.length);
    for (var place = 0; place < counts.length; place++) ordered[row[place]] = counts[place];
    var starts = packing.sums(ordered);
    return {
      row: row, starts: starts, counts: counts, spread: packing.numbers(index.spread), codes: index.codes, said: lengths(index),
      sections: packing.rows(index.steps, index.rests, packing.numbers(index.marks), starts)
    };
  }

  // For each place, which it is by its count, the highest first, equal ones in order
  function byCount(counts) {
    var after = new Uint32Array(self.handbook.packing.MOST + 1), found = new Uint16Array(counts.length), most = 0, i;
    for (i = 0; i < counts.length; i++) {
      if (counts[i]) after[counts[i] - 1]++;
      if (counts[i] > most) most = counts[i];
    }
    for (i = most - 1; i >= 0; i--) after[i] += after[i + 1];
    for (i = 0; i < counts.length; i++) found[i] = after[counts[i]]++;
    return found;
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
    var row = postings.row[place], many = postings.counts[place] + (postings.spread[row] || 0), said = postings.said, packing = self.handbook.packing;
    var rarity = Math.log(1 + (size - many + 0.5) / (many + 0.5));
    postings.sections.open(row);
    for (var i = postings.starts[row], end = i + postings.counts[place]; i < end; i++) {
      var code = postings.codes.charCodeAt(i) - packing.FIRST, section = postings.sections.numbers[i], often = OFTEN[code % 8];
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
