/* Makes a card one to fill in. What is written stays in this page, unless the reader saves a file or asks to keep it
   (forms.js); it goes into no address and no request. Without this script the card is a blank form to print. */
(function () {
  "use strict";

  // Whoever picks a film instead of a card by mistake need not wait for it
  var LARGEST = 200000;
  // Says nothing about what is in it
  var FILE_NAME = "card.json";

  /* What says what belongs into a blank: the words before it, or the heads of its row and its column. */
  function labelsOf(blank) {
    if (!blank.cellIndex) return [blank.previousElementSibling];
    return [blank.parentNode.cells[0], blank.closest("table").tHead.rows[0].cells[blank.cellIndex]];
  }

  /* The name of a value, block.field or block.row.column, from the ids of the labels: card.block.field, or
     card.block.row.row and card.block.column. */
  function nameOf(labels) {
    var parts = labels[0].split(".").slice(1);
    if (labels[1]) parts[2] = labels[1].split(".")[2];
    return parts.join(".");
  }

  /* Puts a field into a blank, and beside it what paper shows: a field cuts long text off. */
  function addField(blank) {
    var date = blank.dataset.kind === "date";
    var field = document.createElement(date ? "input" : "textarea"), paper = document.createElement("span");
    if (date) field.type = "date";
    else field.rows = blank.dataset.kind === "long" ? 3 : 1;
    field.autocomplete = "off";
    field.spellcheck = false;
    field.dir = "auto";
    var labels = labelsOf(blank).map(function (label) { return label.id; });
    field.dataset.name = nameOf(labels);
    field.setAttribute("aria-labelledby", labels.join(" "));
    paper.className = "hb-written";
    blank.append(field, paper);
    return field;
  }

  function mirror(field) {
    field.nextSibling.textContent = field.value;
  }

  /* The values in the text of a saved file; null when it is no file of this card. */
  function readFile(text, card) {
    var found;
    try { found = JSON.parse(text); } catch (error) { return null; }
    if (!found || found.card !== card || typeof found.values !== "object" || !found.values) return null;
    var whole = Object.keys(found.values).every(function (name) { return typeof found.values[name] === "string"; });
    return whole ? found.values : null;
  }

  function download(text) {
    var link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: "application/json" }));
    link.download = FILE_NAME;
    link.click();
    URL.revokeObjectURL(link.href);
  }

  function prepare(card) {
    var fields = Array.from(card.querySelectorAll(".hb-blank, [data-column]"), addField), status = card.querySelector("[role=status]");
    var words = status.dataset, chooser = card.querySelector('[data-do="open"]');

    function say(text) {
      status.textContent = text;
    }

    function values() {
      var found = {};
      fields.forEach(function (field) { if (field.value) found[field.dataset.name] = field.value; });
      return found;
    }

    /* Fills in what is given and leaves the rest; returns how many entries have no field here. */
    function fillIn(given) {
      var names = fields.map(function (field) {
        var value = given[field.dataset.name];
        if (typeof value === "string") field.value = value;
        mirror(field);
        return field.dataset.name;
      });
      return Object.keys(given).filter(function (name) { return names.indexOf(name) < 0; }).length;
    }

    function show(given) {
      if (!given) fields.forEach(function (field) { field.value = ""; });
      fillIn(given || {});
    }

    function open() {
      var file = chooser.files[0], reader = new FileReader();
      if (!file) return;
      reader.onload = function () {
        var given = file.size < LARGEST ? readFile(reader.result, card.dataset.card) : null;
        chooser.value = "";
        if (!given) return say(words.wrong);
        say(words.opened.replace("{left}", fillIn(given)));
        kept.store();
      };
      reader.onerror = function () { say(words.wrong); };
      reader.readAsText(file.slice(0, LARGEST));
    }

    function on(name, act) {
      card.querySelector('[data-do="' + name + '"]').addEventListener("click", act);
    }

    var kept = handbookForms.keep(card, "handbook-cards", card.dataset.card, values, show, say);
    card.addEventListener("input", function (event) {
      if (fields.indexOf(event.target) < 0) return;
      mirror(event.target);
      kept.store();
    });
    chooser.addEventListener("change", open);
    on("save", function () {
      download(JSON.stringify({ card: card.dataset.card, values: values() }, null, 1));
      say(words.saved);
    });
    on("print", function () { handbookForms.printOnly(card); });
    on("remove", kept.empty);
    card.classList.add("hb-ready");
    card.querySelector(".hb-tools").hidden = false;
  }

  document.querySelectorAll(".hb-card").forEach(prepare);
})();
