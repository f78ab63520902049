/* Postings: what a word says about each section that has it (BM25, by where it stands), from the signs of the index. */
(function () {
  "use strict";
  // How much a word says in the title of a page, in a heading, as an alias of a section (its id, forms of its term), in the text
  var TITLE = 8, HEADING = 4, ALIAS = 3, TEXT = 1;
  // How soon repeating a word says nothing more; how much the length of a title or a text counts, 0 to 1
  var REPEAT = 1.2, TITLE_LENGTH = 0.4, TEXT_LENGTH = 0.6;
  // The codes are those of hooks/handbook/search/index.py
  var OFTEN = [0, 1, 2, 3, 4, 6, 10, 20], IN_TITLE = 8, IS_ALIAS = 16;

  // Those of an index by shard: { shards, said }
  function postings(index, locale) {
    var counts = self.handbook.packing.numbers(index.counts), firsts = index.shards, found = { said: lengths(index) };
    found.shards = firsts.map(function (first, number) {
      return { name: "shards/" + locale + "/" + number, first: first, counts: counts.subarray(first, firsts[number + 1]) };
    });
    return found;
  }

  // The shard of a word
  function shardOf(postings, place) {
    var low = 0, high = postings.shards.length;
    while (high - low > 1) {
      var middle = (low + high) >> 1;
      if (postings.shards[middle].first <= place) low = middle; else high = middle;
    }
    return postings.shards[low];
  }

  // Names of the shards that some units need and that are not there
  function missing(postings, units) {
    var found = new Set();
    units.forEach(function (unit) {
      unit.found.forEach(function (quality, place) { found.add(shardOf(postings, place).name); });
    });
    return Array.from(found).filter(function (name) { return !self.handbook.kept[name]; });
  }

  // Makes a shard readable; whether it is there
  function open(shard) {
    var signs = self.handbook.kept[shard.name], packing = self.handbook.packing;
    if (!signs || shard.codes) return Boolean(signs);
    var counts = shard.counts, ordered = new Uint16Array(counts.length);
    shard.row = byCount(counts);
    for (var place = 0; place < counts.length; place++) ordered[shard.row[place]] = counts[place];
    shard.starts = packing.sums(ordered);
    shard.spread = packing.numbers(signs.spread);
    shard.codes = signs.codes;
    shard.sections = packing.rows(signs.steps, signs.rests, packing.numbers(signs.marks), shard.starts);
    return true;
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
  // how many it stands. Without its shard it is found nowhere
  function read(postings, place, size, call) {
    var shard = shardOf(postings, place), said = postings.said, packing = self.handbook.packing;
    place -= shard.first;
    if (!open(shard)) return shard.counts[place];
    var row = shard.row[place], many = shard.counts[place] + (shard.spread[row] || 0);
    var rarity = Math.log(1 + (size - many + 0.5) / (many + 0.5));
    shard.sections.open(row);
    for (var i = shard.starts[row], end = i + shard.counts[place]; i < end; i++) {
      var code = shard.codes.charCodeAt(i) - packing.FIRST, section = shard.sections.numbers[i], often = OFTEN[code % 8];
      var weight = TEXT * often * (REPEAT + 1) / (often + said.text[section]);
      if (code & IN_TITLE) weight += said.title[section];
      if (code & IS_ALIAS) weight += ALIAS;
      call(section, weight * rarity * said.weight[section], code & IN_TITLE);
    }
    return many;
  }

  self.handbook.postings = postings;
  self.handbook.missing = missing;
  self.handbook.read = read;
})();
