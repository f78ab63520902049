/* Snippets: the part of a text with the words that were found, as they are written there, marked. */
(function () {
  "use strict";
  var LENGTH = 200, BEFORE = 40;
  var ESCAPES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

  function escape(text) {
    return text.replace(/[&<>"']/g, function (sign) { return ESCAPES[sign]; });
  }

  // HTML of a short text with marks
  function mark(text, words) {
    return words.size ? marked(text, hits(text, words), 0, text.length) : escape(text);
  }

  // HTML of the best part of a long text
  function snippet(text, words) {
    var found = hits(text, words);
    var start = found.length ? Math.max(0, best(found) - BEFORE) : 0;
    if (text.length - start < LENGTH) start = Math.max(0, text.length - LENGTH);
    var end = Math.min(text.length, start + LENGTH);
    if (start) start = text.indexOf(" ", start) + 1;
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), start);
    return (start ? "… " : "") + marked(text, found, start, end) + (end < text.length ? " …" : "");
  }

  function hits(text, words) {
    return self.folding.pieces(text, words).map(function (piece) { return piece.concat(words.get(piece[2])); });
  }

  // Where to begin so that most of the different words are in view
  function best(found) {
    var top = 0, start = 0;
    found.forEach(function (first, at) {
      var seen = new Set(), value = 0;
      for (var i = at; i < found.length && found[i][1] - first[0] < LENGTH - BEFORE; i++) {
        value += seen.has(found[i][2]) ? 0.1 * found[i][3] : found[i][3];
        seen.add(found[i][2]);
      }
      if (value > top) { top = value; start = first[0]; }
    });
    return start;
  }

  function marked(text, found, start, end) {
    var html = "", at = start;
    found.forEach(function (hit) {
      if (hit[0] < at || hit[1] > end) return;
      html += escape(text.slice(at, hit[0])) + "<mark>" + escape(text.slice(hit[0], hit[1])) + "</mark>";
      at = hit[1];
    });
    return html + escape(text.slice(at, end));
  }

  self.handbook.mark = mark;
  self.handbook.snippet = snippet;
  self.handbook.escape = escape;
})();
