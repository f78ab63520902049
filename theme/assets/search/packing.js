/* Packing: numbers and words out of the strings of an index. The same as hooks/handbook/search/packing.py. */
(function () {
  "use strict";
  var FIRST = 42, FIFTY = 50, FIRST_FIFTIES = 92;

  function numbers(signs) {
    var found = new Uint16Array(signs.length);
    for (var i = 0; i < signs.length; i++) found[i] = signs.charCodeAt(i) - FIRST;
    return found;
  }

  function words(starts, tails) {
    var found = tails.split(" ");
    for (var i = 1; i < found.length; i++) {
      var shared = starts.charCodeAt(i) - FIRST;
      if (shared) found[i] = found[i - 1].slice(0, shared) + found[i];
    }
    return found;
  }

  // The numbers of rows that follow each other, each row as long as `lengths` says
  function rows(steps, rests, lengths) {
    var found = new Uint16Array(steps.length), at = 0, rest = 0;
    lengths.forEach(function (length) {
      for (var end = at + length, number = 0; at < end; at++) {
        var sign = steps.charCodeAt(at);
        number += sign > FIRST_FIFTIES ? (sign - FIRST_FIFTIES) * FIFTY + rests.charCodeAt(rest++) - FIRST : sign - FIRST;
        found[at] = number;
      }
    });
    return found;
  }

  // For each place, the one before in its group and the next, itself where there is none
  function chains(signs) {
    var next = numbers(signs), before = new Uint16Array(next.length);
    for (var i = 0; i < next.length; i++) before[i] = i;
    for (i = 0; i < next.length; i++) before[next[i] += i] = next[i] === i ? before[i] : i;
    return { before: before, next: next };
  }

  // A value that is made when it is first asked for: the first letter typed needs no words, and the first word no typos
  function lazily(object, name, make) {
    Object.defineProperty(object, name, {
      configurable: true,
      get: function () {
        Object.defineProperty(object, name, { value: make() });
        return object[name];
      }
    });
  }

  self.handbook.lazily = lazily;
  self.handbook.packing = { FIRST: FIRST, numbers: numbers, words: words, rows: rows, chains: chains };
})();
