/* Matching: the words of an index that a typed word may mean, and how surely. */
(function () {
  "use strict";
  // Exact before another form of the word, before a word that goes on, before one with the same beginning, before typos
  var EXACT = 1, FORM = 0.85, PREFIX = 0.75, BEGINNING = 0.55, ONE_EDIT = 0.6, TWO_EDITS = 0.35;
  // When the word itself exists, words that go on or begin alike count for less
  var BESIDE = 0.45;
  // Letters that a word needs to have one edit, or two; Arabic writes no short vowels, and its article is off already
  var EDITS_FROM = [Infinity, 4, 8], ARABIC_EDITS_FROM = [Infinity, 4, 6], ARABIC = /^[ء-ي]/;
  var SHORTEST_PART = 4;  // of a word that is two words written as one

  function lexicon(index) {
    var words = self.handbook.packing.words(index.starts, index.tails), found = { words: words, forms: index.forms, learnt: 0 };
    self.handbook.lazily(found, "shapes", words.shapes);
    return found;
  }

  // Does before it is asked for what typos need: the shapes of all words, and so many more of the words; whether there are more
  function learn(lexicon, many) {
    for (var end = Math.min(lexicon.shapes.lengths.length, lexicon.learnt + many); lexicon.learnt < end; lexicon.learnt++) lexicon.words.at(lexicon.learnt);
    return lexicon.learnt < lexicon.words.length;
  }

  // The place of a word, or nothing
  function place(lexicon, word) {
    var at = from(lexicon.words, word);
    return lexicon.words.at(at) === word ? at : undefined;
  }

  // The places of a word and of its other forms, in order
  function forms(lexicon, place) {
    return self.handbook.packing.group(lexicon.forms, place);
  }

  function letters(word) {
    var bits = 0;
    for (var i = 0; i < word.length; i++) bits |= self.handbook.packing.bit(word.charCodeAt(i));
    return bits;
  }

  // Place of a word → how surely it is meant, 0 to 1; `typing` when the word may go on
  function candidates(lexicon, word, typing) {
    var found = new Map();
    var add = function (place, quality) {
      if (!(found.get(place) >= quality)) found.set(place, quality);
    };
    var exact = place(lexicon, word);
    if (exact !== undefined) withForms(lexicon, exact, EXACT, add);
    if (word.length >= (typing ? 2 : 4)) goingOn(lexicon, word, exact === undefined ? PREFIX : PREFIX * BESIDE, add);
    if (word.length >= 6) sameBeginning(lexicon, word, exact === undefined ? BEGINNING : BEGINNING * BESIDE, add);
    if (exact !== undefined) return found;
    typos(lexicon, word, add);
    if (!found.size && typing && word.length >= 5) beginningAlike(lexicon, word, add);
    return found;
  }

  function withForms(lexicon, place, quality, add) {
    forms(lexicon, place).forEach(function (other) { add(other, quality * FORM); });
    add(place, quality);
  }

  function from(words, start) {
    var low = 0, high = words.length;
    while (low < high) {
      var middle = (low + high) >> 1;
      if (words.at(middle) < start) low = middle + 1; else high = middle;
    }
    return low;
  }

  function goingOn(lexicon, word, quality, add) {
    var words = lexicon.words;
    for (var i = from(words, word); i < words.length && words.at(i).startsWith(word); i++) {
      if (words.at(i) !== word) add(i, quality * Math.max(0.4, word.length / words.at(i).length));
    }
  }

  // Forms that the build has not seen or not brought together: protégeons for protéger, détenus for détention
  function sameBeginning(lexicon, word, quality, add) {
    var start = word.slice(0, Math.max(4, Math.ceil(word.length * 0.6)));
    var words = lexicon.words;
    for (var i = from(words, start); i < words.length && words.at(i).startsWith(start); i++) {
      var other = words.at(i), same = start.length;
      while (same < word.length && other[same] === word[same]) same++;
      if (same >= Math.max(word.length, other.length) * 0.6) add(i, quality * 2 * same / (word.length + other.length));
    }
  }

  function typos(lexicon, word, add) {
    var from = ARABIC.test(word) ? ARABIC_EDITS_FROM : EDITS_FROM;
    var length = word.length, most = length >= from[2] ? 2 : length >= from[1] ? 1 : 0;
    if (!most) return;
    var lengths = lexicon.shapes.lengths, others = lexicon.shapes.letters, bits = letters(word);
    for (var place = 0; place < lengths.length; place++) {
      // Lengths and letters tell most words apart, and few are unpacked. An edit that makes the other word longer explains
      // no letter that it lacks, one that makes it shorter none that is new in it
      var longer = lengths[place] - length, lacking = bits & ~others[place], fresh = others[place] & ~bits;
      if (longer > most || longer < -most || ones(lacking) > most - Math.max(0, longer) || ones(fresh) > most - Math.max(0, -longer)) continue;
      var other = lexicon.words.at(place), edits = distance(word, other, most);
      if (edits <= most) withForms(lexicon, place, (edits === 1 ? ONE_EDIT : TWO_EDITS) * (other[0] === word[0] ? 1 : 0.8), add);
    }
  }

  // Words that go on after a typo
  function beginningAlike(lexicon, word, add) {
    var lengths = lexicon.shapes.lengths, others = lexicon.shapes.letters, bits = letters(word);
    for (var place = 0; place < lengths.length; place++) {
      if (lengths[place] <= word.length || ones(bits & ~others[place]) > 1) continue;
      if (distance(word, lexicon.words.at(place).slice(0, word.length), 1) <= 1) add(place, TWO_EDITS);
    }
  }

  function ones(bits) {
    for (var count = 0; bits; count++) bits &= bits - 1;
    return count;
  }

  var LONGEST = 40, rows = [new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1), new Uint8Array(LONGEST + 1)];

  // Letters to insert, leave out, change or swap with their neighbour; more than `most` is only said to be more
  function distance(a, b, most) {
    if (a.length > LONGEST || b.length > LONGEST) return most + 1;
    var before = rows[0], row = rows[1], next = rows[2];
    for (var j = 0; j <= b.length; j++) row[j] = j;
    for (var i = 1; i <= a.length; i++) {
      var letter = a.charCodeAt(i - 1), least = next[0] = i;
      for (j = 1; j <= b.length; j++) {
        var other = b.charCodeAt(j - 1);
        var edits = letter === other ? row[j - 1] : 1 + Math.min(row[j - 1], row[j], next[j - 1]);
        if (i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === other) edits = Math.min(edits, before[j - 2] + 1);
        next[j] = edits;
        if (edits < least) least = edits;
      }
      if (least > most) return most + 1;
      var free = before;
      before = row;
      row = next;
      next = free;
    }
    return row[b.length];
  }

  // The two words that are written as one, such as countertrafficking; nothing when they are not known
  function parts(lexicon, word) {
    for (var at = SHORTEST_PART; at <= word.length - SHORTEST_PART; at++) {
      if (place(lexicon, word.slice(0, at)) !== undefined && place(lexicon, word.slice(at)) !== undefined) return [word.slice(0, at), word.slice(at)];
    }
  }

  self.handbook.lexicon = lexicon;
  self.handbook.learn = learn;
  self.handbook.place = place;
  self.handbook.forms = forms;
  self.handbook.candidates = candidates;
  self.handbook.parts = parts;
})();
