/* Postings: what a word says about each section that has it (BM25, by where it stands), from the signs of the index. */
(function () {
  "use strict";
  // How much a word says in the title of a page, in a heading, as an alias of a section (its id, forms of its term), in the text
  var TITLE = 8, HEADING = 4, ALIAS = 3, TEXT = 1;
  // How soon repeating a word says nothing more; how much the length of a title or a text counts, 0 to 1
  var REPEAT = 1.2, TITLE_LENGTH = 0.4, TEXT_LENGTH = 0.6;
  // The signs are those of hooks/handbook/search/index.py
  var OFTEN = [0, 1, 2, 3, 4, 6, 10, 20], IN_TITLE = 8, IS_ALIAS = 16, FIRST_STEP = 40, FIRST_CODE = 48;

  function postings(index) {
    var steps = index.steps.split(" "), starts = new Int32Array(steps.length), start = 0;
    steps.forEach(function (signs, place) { starts[place] = start; start += signs.length; });
    return { steps: steps, codes: index.codes, starts: starts, sections: index.sections.map(lengths(index)) };
  }

  // For each section: how much repeating counts in its text and its title, and what all of it is multiplied with
  function lengths(index) {
    var mean = function (place) {
      var all = index.sections.map(function (section) { return section[place]; }).filter(Boolean);
      return all.reduce(function (sum, length) { return sum + length; }, 0) / Math.max(1, all.length);
    };
    var titles = mean(3), texts = mean(4);
    return function (section, number) {
      return {
        title: (section[2] === number ? TITLE : HEADING) * (REPEAT + 1) / (1 + REPEAT * (1 - TITLE_LENGTH + TITLE_LENGTH * section[3] / titles)),
        text: REPEAT * (1 - TEXT_LENGTH + TEXT_LENGTH * section[4] / texts),
        weight: index.weights[number] || 1
      };
    };
  }

  // Calls with the number of each section that has a word, its weight there, and whether its title has it; returns how many
  function read(postings, place, size, call) {
    var signs = postings.steps[place], start = postings.starts[place], number = 0;
    var rarity = Math.log(1 + (size - signs.length + 0.5) / (signs.length + 0.5));
    for (var i = 0; i < signs.length; i++) {
      number += signs.charCodeAt(i) - FIRST_STEP;
      var code = postings.codes.charCodeAt(start + i) - FIRST_CODE, section = postings.sections[number];
      var often = OFTEN[code % 8];
      var weight = TEXT * often * (REPEAT + 1) / (often + section.text);
      if (code & IN_TITLE) weight += section.title;
      if (code & IS_ALIAS) weight += ALIAS;
      call(number, weight * rarity * section.weight, code & IN_TITLE);
    }
    return signs.length;
  }

  self.handbook.postings = postings;
  self.handbook.read = read;
})();
