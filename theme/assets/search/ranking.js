/* Ranking: how well each section of an index answers a query. Words add up; sections that have all of them come first. */
(function () {
  "use strict";
  // How much a word such as "what" counts; a translation of a term, beside the term itself; another form of its words
  var COMMON = 0.12, TRANSLATION = 0.8, FORM = 0.85;
  // What the title of a page says about each of its sections
  var PAGE_TITLE = 0.3;
  // When words are all of a title; when a term is the whole query, or part of it: its section, then its glossary entry
  var WHOLE_TITLE = 0.6, WHOLE_TERM = 1.5, PART_TERM = 0.6, GLOSSARY = 0.5, ONLY_GLOSSARY = 0.8;
  var LONGEST_TERM = 9, OTHER_FORM = 0.5;
  // A word that is surely none of ours may be two of ours
  var SPLIT_BELOW = 0.5;

  function prepare(index, ring) {
    index.lexicon = self.handbook.lexicon(index);
    index.read = self.handbook.postings(index);
    index.ends = index.sections.map(function () { return 0; });
    index.sections.forEach(function (section, number) { index.ends[section[2]] = number + 1; });
    index.terms = new Map(Object.entries(ring.keys)); // words such as constructor are properties of every object
    index.forms = new Map();
    index.terms.forEach(function (concepts, key) {
      var plain = key.split(" ").map(function (word) { return usual(index, index.lexicon.places.get(word), word); }).join(" ");
      if (plain !== key) index.forms.set(plain, (index.forms.get(plain) || index.terms.get(plain) || []).concat(concepts));
    });
    index.spreads = new Map();
    return index;
  }

  // The same word for all forms of a word
  function usual(index, place, word) {
    if (place === undefined) return word;
    return index.lexicon.words[(index.lexicon.classes.get(place) || [place])[0]];
  }

  // The sections that answer, as { scores, top, words, sure }: a number each, the highest before terms raise theirs, the
  // words that were matched, how sure the best is
  function rank(index, words, ring) {
    var common = new Set(ring.common);
    var plain = words.every(function (word) { return common.has(word); });
    var typed = [];
    words.forEach(function (word, at) {
      var unit = read(index, word, at === words.length - 1, !plain && common.has(word));
      var parts = unit.sure < SPLIT_BELOW && self.handbook.parts(index.lexicon, word);
      typed = typed.concat(parts ? parts.map(function (part) { return read(index, part); }) : unit);
    });
    var terms = termsIn(index, typed);
    if (!terms.length) terms = termsIn(index, typed.filter(function (word) { return !word.common; }));
    var units = terms.map(function (term) { return translated(index, term); });
    typed.forEach(function (word) { if (!word.taken) units.push(word); });
    var scores = total(index, units);
    var top = scores.reduce(function (a, b) { return Math.max(a, b); }, 0);
    terms.forEach(function (term, place) { raiseTargets(index, term, units[place], typed, scores); });
    var sure = units.reduce(function (most, unit) { return Math.max(most, unit.sure); }, 0);
    return { scores: scores, top: top, words: matched(units, common), sure: sure };
  }

  function read(index, word, typing, isCommon) {
    var found = self.handbook.candidates(index.lexicon, word, typing);
    var unit = spread(index, found);
    var best = Array.from(found).sort(function (a, b) { return b[1] - a[1]; })[0];
    var known = best && best[1] >= 0.55;
    unit.meant = known ? index.lexicon.words[best[0]] : word;
    unit.usual = known ? usual(index, best[0], word) : word;
    unit.sure = best ? best[1] : 0;
    unit.common = isCommon;
    unit.rarity *= isCommon ? COMMON : 1;
    unit.factor = isCommon ? COMMON : 1;
    unit.size = 1;
    return unit;
  }

  // What a typed word says about each section, and whether the section's title has it
  function spread(index, found) {
    var size = index.sections.length;
    var unit = { scores: new Float32Array(size), titles: new Float32Array(size), words: new Map(), rarity: 0 };
    var frequency = 0, surest = 0;
    found.forEach(function (quality, place) {
      unit.words.set(index.lexicon.words[place], quality);
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
    index.sections.forEach(function (section, page) {
      if (section[2] !== page || !unit.titles[page]) return;
      for (var i = page + 1; i < index.ends[page]; i++) unit.scores[i] += PAGE_TITLE * unit.scores[page];
    });
  }

  // The longest terms in the query, in any language: [{ concepts, words, fit }]
  function termsIn(index, typed) {
    var found = [];
    for (var at = 0; at < typed.length; at++) {
      for (var length = Math.min(LONGEST_TERM, typed.length - at); length > 0; length--) {
        var words = typed.slice(at, at + length);
        if (words.every(function (word) { return word.common; })) continue;
        var exact = index.terms.get(join(words, "meant"));
        var concepts = exact || index.forms.get(join(words, "usual"));
        if (!concepts) continue;
        // One word in another form may be another word: coordination and coordinator
        found.push({ concepts: concepts, words: words, fit: exact || length > 1 ? 1 : OTHER_FORM });
        words.forEach(function (word) { word.taken = true; });
        at += length - 1;
        break;
      }
    }
    return found;
  }

  function join(words, name) {
    return words.map(function (word) { return word[name]; }).join(" ");
  }

  // A term as one unit: its own words or those of its wordings in the reader's language, whichever fit a section better
  function translated(index, term) {
    var unit = together(index, term.words);
    unit.sure = 1;
    term.concepts.forEach(function (concept) {
      index.wordings[concept].forEach(function (wording) {
        var words = wording.split(" ").map(function (word) { return known(index, word); });
        var other = together(index, words);
        for (var i = 0; i < unit.scores.length; i++) {
          // By the number of words, or long translations would outdo short ones
          var score = TRANSLATION * other.scores[i] * term.words.length / words.length * other.parts[i];
          if (score > unit.scores[i]) unit.scores[i] = score;
          if (other.parts[i] > unit.parts[i]) unit.parts[i] = other.parts[i];
          if (other.titles[i] > unit.titles[i]) unit.titles[i] = other.titles[i];
          if (other.named[i] > unit.named[i]) unit.named[i] = other.named[i];
        }
        other.words.forEach(function (quality, word) { if (!unit.words.has(word)) unit.words.set(word, quality); });
      });
    });
    return unit;
  }

  // A word of a wording with its forms; kept, since who types on asks for the same terms again
  function known(index, word) {
    if (!index.spreads.has(word)) {
      var place = index.lexicon.places.get(word), found = new Map();
      if (place !== undefined) {
        (index.lexicon.classes.get(place) || []).forEach(function (other) { found.set(other, FORM); });
        found.set(place, 1);
      }
      index.spreads.set(word, spread(index, found));
    }
    return index.spreads.get(word);
  }

  // Several words as one: scores added, `titles` how many its title has, `parts` and `named` these as shares
  function together(index, words) {
    var size = index.sections.length;
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

  function total(index, units) {
    var scores = new Float32Array(index.sections.length);
    var rarity = 0, size = 0;
    units.forEach(function (unit) { rarity += unit.rarity; size += unit.factor < 1 ? 0 : unit.size; });
    for (var i = 0; i < scores.length; i++) {
      var sum = 0, covered = 0, titled = 0;
      units.forEach(function (unit) {
        if (!unit.scores[i]) return;
        sum += unit.factor * unit.scores[i];
        covered += unit.rarity * (unit.parts ? unit.parts[i] : 1);
        if (unit.factor === 1) titled += unit.titles[i];
      });
      if (!sum) continue;
      var coverage = rarity ? covered / rarity : 1;
      var title = Math.min(1, titled / Math.max(size, index.sections[i][3], 1));
      scores[i] = sum * (0.3 + 0.7 * coverage * coverage) * (1 + WHOLE_TITLE * title * title);
    }
    return scores;
  }

  function raiseTargets(index, term, unit, typed, scores) {
    var top = Math.max(1, scores.reduce(function (a, b) { return Math.max(a, b); }, 0));
    var all = 0, own = 0;
    typed.forEach(function (word) { all += word.rarity; if (term.words.includes(word)) own += word.rarity; });
    var whole = typed.every(function (word) { return word.common || term.words.includes(word); });
    term.concepts.forEach(function (concept, order) {
      var targets = index.targets[concept];
      targets.forEach(function (section, place) {
        var share = (place ? GLOSSARY : targets.length > 1 || !index.wordings[concept].length ? 1 : ONLY_GLOSSARY) / (1 + order / 10);
        scores[best(index, section, unit)] += term.fit * top * share * (whole ? WHOLE_TERM : PART_TERM * (all ? own / all : 1));
      });
    });
  }

  // Where a page that explains a term says most about it: the page itself when its title does, else one of its sections
  function best(index, page, unit) {
    if (index.sections[page][2] !== page || unit.named[page] > 0.99) return page;
    var found = page, most = 0;
    for (var i = page + 1; i < index.ends[page]; i++) if (unit.scores[i] > most) most = unit.scores[found = i];
    return found;
  }

  function matched(units, common) {
    var words = new Map();
    units.forEach(function (unit) {
      if (unit.factor < 1) return;
      unit.words.forEach(function (quality, word) {
        if (!common.has(word) || units.length === 1 && unit.size === 1) words.set(word, Math.max(quality, words.get(word) || 0));
      });
    });
    return words;
  }

  self.handbook.prepare = prepare;
  self.handbook.rank = rank;
})();
