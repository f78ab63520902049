/* Folding: what different spellings of a word have in common. The same as hooks/handbook/search/folding.py. */
(function () {
  "use strict";
  var SAME = {
    "œ": "oe", "æ": "ae", "ß": "ss", "ø": "o", "ł": "l", "đ": "d", "ı": "i",
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ة": "ه", "ہ": "ه", "ک": "ك", "ء": ""
  };
  var DROPPED = /[\p{M}\p{Cf}\u0640]/gu;
  var WORD = /[\p{L}\p{N}]+/gu;
  var LOOKALIKE = new RegExp("[" + Object.keys(SAME).join("") + "]", "g");
  var DIGIT = /(?![0-9])\p{Nd}/gu;
  var ARTICLES = ["وبال", "وال", "بال", "كال", "فال", "ولل", "ال", "لل"];
  var LETTERS = ["و", "ب", "ل", "ك", "ف"];
  var ARABIC = /^[ء-ي]{4}/;

  function fold(text) {
    return text.toLowerCase().normalize("NFKD").replace(DROPPED, "")
      .replace(LOOKALIKE, function (letter) { return SAME[letter]; }).replace(DIGIT, plainDigit);
  }

  // In every script the ten digits stand in a row, and no other digit before their zero
  function plainDigit(digit) {
    var code = digit.codePointAt(0), value = 0;
    while (value < 9 && /\p{Nd}/u.test(String.fromCodePoint(code - value - 1))) value++;
    return String(value);
  }

  function bare(word) {
    var starts = function (prefix) { return word.startsWith(prefix); };
    while (ARABIC.test(word)) {
      var prefix = ARTICLES.find(function (p) { return starts(p) && word.length >= p.length + 3; });
      prefix = prefix || (word.length >= 5 && LETTERS.find(starts));
      if (!prefix) break;
      word = word.slice(prefix.length);
    }
    return word;
  }

  // The folded words of a text, in order; single letters are none
  function tokens(text) {
    return (fold(text).match(WORD) || []).map(bare).filter(function (word) {
      return [...word].length > 1 || /^\p{Nd}$/u.test(word);
    });
  }

  var known = new Map();
  var WRITTEN = /[\p{L}\p{N}\p{M}\p{Cf}\u0640]+/gu;

  // Where some words stand in a text as it is written: [start, end, folded word]
  function pieces(text, wanted) {
    var found = [], match;
    WRITTEN.lastIndex = 0;
    while ((match = WRITTEN.exec(text))) {
      var word = known.get(match[0]);
      if (word === undefined) known.set(match[0], word = tokens(match[0])[0] || "");
      if (wanted.has(word)) found.push([match.index, match.index + match[0].length, word]);
    }
    return found;
  }

  self.folding = { fold: fold, tokens: tokens, pieces: pieces };
})();
