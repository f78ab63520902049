/* Packing: numbers and words out of the strings of an index. The same as hooks/handbook/search/packing.py. */
(function () {
  "use strict";
  var FIRST = 42, FIFTY = 50, FIRST_FIFTIES = 92, MOST = 50000, WHOLE = 64, MARKED = 32, SPACE = 32, TATWEEL = 0x640;

  function numbers(signs) {
    var found = new Uint16Array(signs.length);
    for (var i = 0; i < signs.length; i++) found[i] = signs.charCodeAt(i) - FIRST;
    return found;
  }

  // The bit of a letter: each of an alphabet has its own, the Arabic one too, which stands in two runs around six other signs
  function bit(sign) {
    return 1 << (sign > TATWEEL ? sign - 6 : sign) % 32;
  }

  // Sorted words, as { length, at: place → word, shapes }: some are unpacked when one of them is asked for
  function words(starts, tails) {
    var found = tails.split(" "), whole = new Uint8Array(Math.ceil(found.length / WHOLE));
    return {
      length: found.length,
      at: function (place) {
        var block = Math.floor(place / WHOLE);
        if (!whole[block] && place < found.length) whole[block] = unpack(block * WHOLE);
        return found[place];
      },
      // Of each word, without unpacking it: how many letters, and which, a bit a letter
      shapes: function () {
        var lengths = new Uint8Array(found.length), letters = new Int32Array(found.length), bits = [0], place = 0, length = 0;
        for (var at = 0; at <= tails.length; at++) {
          var sign = at < tails.length ? tails.charCodeAt(at) : SPACE;
          if (sign !== SPACE) {
            bits[length + 1] = bits[length] | bit(sign);
            length++;
            continue;
          }
          lengths[place] = length;
          letters[place++] = bits[length];
          length = starts.charCodeAt(place) - FIRST; // of the word before; nothing after the last
        }
        return { lengths: lengths, letters: letters };
      }
    };

    function unpack(first) {
      for (var i = first + 1, end = Math.min(found.length, first + WHOLE); i < end; i++) {
        var shared = starts.charCodeAt(i) - FIRST;
        if (shared) found[i] = found[i - 1].slice(0, shared) + found[i];
      }
      return 1;
    }
  }

  // Rows of ascending numbers that follow each other, each from the place that `starts` says; { numbers, open: row → its
  // numbers are there now, with those of some others }
  function rows(steps, rests, marks, starts) {
    var found = new Uint16Array(steps.length), opened = new Uint8Array(marks.length), firstRests = sums(marks), last = starts.length - 1;
    return {
      numbers: found,
      open: function (row) {
        var mark = Math.floor(row / MARKED);
        if (opened[mark]) return;
        opened[mark] = 1;
        var rest = firstRests[mark];
        for (var one = mark * MARKED; one < Math.min(last, (mark + 1) * MARKED); one++) {
          for (var at = starts[one], number = 0; at < starts[one + 1]; at++) {
            var sign = steps.charCodeAt(at);
            number += sign > FIRST_FIFTIES ? (sign - FIRST_FIFTIES) * FIFTY + rests.charCodeAt(rest++) - FIRST : sign - FIRST;
            found[at] = number;
          }
        }
      }
    };
  }

  // What all numbers before each come to, and all of them
  function sums(numbers) {
    var found = new Uint32Array(numbers.length + 1);
    for (var i = 0; i < numbers.length; i++) found[i + 1] = found[i] + numbers[i];
    return found;
  }

  // The places of a group, in order, from any of them
  function group(signs, place) {
    var found = [];
    for (var at = place; !found.length || at !== place;) {
      var step = signs.charCodeAt(at) - FIRST;
      found.push(at);
      at += step % 2 ? -(step >> 1) : step >> 1;
    }
    return found.sort(function (a, b) { return a - b; });
  }

  // A value that is made when it is first asked for: the first letter typed needs no words
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
  self.handbook.packing = { FIRST: FIRST, MOST: MOST, numbers: numbers, words: words, bit: bit, rows: rows, sums: sums, group: group };
})();
