/* Terms: the longest terms of the termbase in a query, in any language, and the sections that explain them. */
(function () {
  "use strict";
  var LONGEST_TERM = 9;
  // How much a translation of a term counts beside the term itself; another form of its words; of its only word
  var TRANSLATION = 0.8, FORM = 0.85, OTHER_FORM = 0.5;
  // When a term is the whole query, or part of it: its section, then its glossary entry
  var WHOLE_TERM = 1.5, PART_TERM = 0.6, GLOSSARY = 0.5, ONLY_GLOSSARY = 0.8;
  // Words of wordings that are kept, since who types on asks for the same terms again
  var MOST_KEPT = 200;

  function prepare(index, ring) {
    index.terms = ring.keys;
    index.common = new Set(ring.common);
    index.kept = new Map();
  }

  // Words such as constructor are properties of every object
  function own(object, key) {
    return object && Object.prototype.hasOwnProperty.call(object, key) ? object[key] : null;
  }

  // The same word for all forms of a word
  function usual(index, place, word) {
    if (place === undefined) return word;
    return index.lexicon.words.at(self.handbook.forms(index.lexicon, place)[0]);
  }

  // [{ concepts, words, fit, wordings }], from words as ranking reads them, which are then taken
  function find(index, typed) {
    var found = [];
    for (var at = 0; at < typed.length; at++) {
      for (var length = Math.min(LONGEST_TERM, typed.length - at); length > 0; length--) {
        var words = typed.slice(at, at + length);
        if (words.every(function (word) { return word.common; })) continue;
        var exact = named(index, words);
        var concepts = exact || inOtherForms(index, words);
        if (!concepts) continue;
        // One word in another form may be another word: coordination and coordinator
        found.push({ concepts: concepts, words: words, fit: exact || length > 1 ? 1 : OTHER_FORM, wordings: wordings(index, concepts) });
        words.forEach(function (word) { word.taken = true; });
        at += length - 1;
        break;
      }
    }
    return found;
  }

  // What may follow a first word: in terms of any language, in everyday words of the reader's
  function after(index, first) {
    var terms = own(index.terms, first), everyday = own(index.everyday, first);
    if (!terms || !everyday) return terms || everyday;
    var both = Object.assign({}, terms);
    Object.keys(everyday).forEach(function (others) { both[others] = (own(terms, others) || []).concat(everyday[others]); });
    return both;
  }

  function named(index, words) {
    var others = words.slice(1).map(function (word) { return word.meant; });
    return own(after(index, words[0].meant), others.join(" "));
  }

  // Concepts of terms whose words are other forms of these, or what these were mistyped for; or nothing
  function inOtherForms(index, words) {
    var found = [], mayBe = words.map(function (word) { return word.mayBe || (word.mayBe = meanings(index, word)); });
    mayBe[0].forEach(function (first) {
      var keys = after(index, first) || {};
      Object.keys(keys).forEach(function (others) {
        var parts = others ? others.split(" ") : [];
        if (parts.length === words.length - 1 && parts.every(function (part, at) { return mayBe[at + 1].has(part); })) found = found.concat(keys[others]);
      });
    });
    return found.length ? found : null;
  }

  // The forms of a word; of a mistyped one also all others that are as near to it
  function meanings(index, word) {
    var found = new Set([word.usual]), place = self.handbook.place(index.lexicon, word.usual);
    if (place !== undefined) self.handbook.forms(index.lexicon, place).forEach(function (at) { found.add(index.lexicon.words.at(at)); });
    if (word.sure < 1) word.words.forEach(function (quality, one) { if (quality === word.sure) found.add(one); });
    return found;
  }

  // What the reader's language says for some concepts, each as the units of its words
  function wordings(index, concepts) {
    return concepts.flatMap(function (concept) {
      return index.wordings[concept].map(function (wording) { return wording.split(" ").map(function (word) { return known(index, word); }); });
    });
  }

  // A term as one unit: its own words or those of its wordings in the reader's language, whichever fit a section better
  function translated(index, term) {
    var unit = self.handbook.together(index, term.words);
    unit.sure = 1;
    term.wordings.forEach(function (words) {
      var other = self.handbook.together(index, words);
      other.sections.forEach(function (i) {
        // By the number of words, or long translations would outdo short ones
        var score = TRANSLATION * other.scores[i] * term.words.length / words.length * other.parts[i];
        if (!unit.scores[i]) unit.sections.push(i);
        if (score > unit.scores[i]) unit.scores[i] = score;
        if (other.parts[i] > unit.parts[i]) unit.parts[i] = other.parts[i];
        if (other.titles[i] > unit.titles[i]) unit.titles[i] = other.titles[i];
        if (other.named[i] > unit.named[i]) unit.named[i] = other.named[i];
      });
      other.words.forEach(function (quality, word) { // nobody looks for the "de" of a translation
        if (!unit.words.has(word) && !index.common.has(word)) unit.words.set(word, quality);
      });
    });
    return unit;
  }

  // A word of a wording with its forms
  function known(index, word) {
    if (index.kept.has(word)) return index.kept.get(word);
    var place = self.handbook.place(index.lexicon, word), found = new Map();
    if (place !== undefined) {
      self.handbook.forms(index.lexicon, place).forEach(function (other) { found.set(other, FORM); });
      found.set(place, 1);
    }
    var unit = self.handbook.unit(index, found);
    if (index.kept.size > MOST_KEPT) index.kept.clear();
    index.kept.set(word, unit);
    return unit;
  }

  // Raises what explains a term, a part of a query by its share of the rarity of all parts: a term of many words is one of them
  function raise(index, term, unit, typed, rarity, all) {
    var top = Math.max(1, self.handbook.highest(all));
    var whole = typed.every(function (word) { return word.common || term.words.includes(word); });
    term.concepts.forEach(function (concept, order) {
      var targets = index.targets[concept];
      targets.forEach(function (section, place) {
        var share = (place ? GLOSSARY : targets.length > 1 || !index.wordings[concept].length ? 1 : ONLY_GLOSSARY) / (1 + order / 10);
        self.handbook.add(all, best(index, section, unit), term.fit * top * share * (whole ? WHOLE_TERM : PART_TERM * unit.rarity / (rarity || 1)));
      });
    });
  }

  // Where a page that explains a term says most about it: the page itself when its title does, else one of its sections
  function best(index, page, unit) {
    if (index.page[page] !== page || unit.named[page] > 0.99) return page;
    var found = page, most = 0;
    for (var i = page + 1; i < index.ends.get(page); i++) if (unit.scores[i] > most) most = unit.scores[found = i];
    return found;
  }

  self.handbook.terms = { prepare: prepare, usual: usual, find: find, translated: translated, raise: raise };
})();
