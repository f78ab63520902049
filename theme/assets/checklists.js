/* Makes a checklist one to tick. Ticks live in this page only, unless the reader asks to keep them (forms.js).
   Without this script it is a list to read and to print.
   WORDS are the buttons in the page's language: the build writes this file once for each (handbook/scripts.py). */
(function () {
  "use strict";
  var tools = WORDS;

  function addBox(item) {
    var label = document.createElement("label"), box = document.createElement("input"), text = document.createElement("span");
    box.type = "checkbox";
    box.autocomplete = "off";
    box.value = item.dataset.item;
    text.append.apply(text, Array.from(item.childNodes));
    label.append(box, text);
    item.append(label);
    return box;
  }

  function prepare(list) {
    list.querySelector(".hb-files").insertAdjacentHTML("beforebegin", tools);
    var boxes = Array.from(list.querySelectorAll("[data-item]"), addBox), status = list.querySelector("[role=status]");

    function say(text) {
      status.textContent = text;
    }

    function ticked() {
      return boxes.filter(function (box) { return box.checked; }).map(function (box) { return box.value; });
    }

    function count() {
      say(status.dataset.count.replace("{done}", ticked().length).replace("{all}", boxes.length));
    }

    function show(names) {
      boxes.forEach(function (box) { box.checked = Array.isArray(names) && names.indexOf(box.value) >= 0; });
    }

    var kept = handbookForms.keep(list, "handbook-ticks", list.dataset.list, ticked, show, say);
    count();
    list.addEventListener("change", function (event) {
      if (boxes.indexOf(event.target) < 0) return;
      count();
      kept.store();
    });
    list.querySelector('[data-do="clear"]').addEventListener("click", kept.empty);
    list.querySelector('[data-do="print"]').addEventListener("click", function () { handbookForms.printOnly(list); });
    list.classList.add("hb-ready");
  }

  document.querySelectorAll(".hb-checklist").forEach(prepare);
})();
