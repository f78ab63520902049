/* Makes the questions of a knowledge check ones to answer: a reason after each answer, a score at the end.
   Nothing is stored, and nothing goes into the address. Without this script they are questions to read, with a key.
   Whoever wants the score listens to the event `handbook-answered` of the questions: {right, done, all, percent, pass}. */
(function () {
  "use strict";

  function add(parent, name, text) {
    var element = document.createElement(name);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  }

  /* Turns an item of the list into a question to answer; `answered` is called with whether the answer was right. */
  function ask(item, number, key, words, answered) {
    var field = document.createElement("fieldset"), legend = add(field, "legend", item.querySelector("p").textContent);
    var number_words = document.createElement("span");
    number_words.className = "hb-number";
    number_words.textContent = words.question.replace("{number}", number) + " ";
    legend.prepend(number_words);
    var boxes = Array.from(item.querySelectorAll("[data-answer]"), function (answer) {
      var label = add(field, "label"), box = add(label, "input"), text = add(label, "span");
      box.type = "radio";
      box.name = "q-" + number;
      box.value = answer.dataset.answer;
      box.autocomplete = "off";
      text.append.apply(text, Array.from(answer.childNodes));
      return box;
    });
    var button = add(field, "button", words.check), said = add(field, "div");
    button.type = "button";
    button.className = "md-button";
    said.setAttribute("role", "status");
    item.replaceChildren(field);

    function chosen() {
      return boxes.find(function (box) { return box.checked; });
    }

    button.addEventListener("click", function () {
      var one = chosen(), correct = key.dataset.correct;
      if (!one) {
        said.textContent = words.choose;
        return;
      }
      var right = one.value === correct, reason = key.cloneNode(true);
      boxes.forEach(function (box) {
        box.disabled = true;
        if (box.value === correct) box.parentNode.classList.add("hb-right");
      });
      var letter = reason.querySelector("strong");
      letter.textContent = right ? words.right : words.wrong.replace("{letter}", letter.textContent);
      said.replaceChildren.apply(said, Array.from(reason.childNodes));
      said.tabIndex = -1;
      button.hidden = true;
      said.focus();
      answered(right);
    });
    return function empty() {
      boxes.forEach(function (box) {
        box.disabled = box.checked = false;
        box.parentNode.classList.remove("hb-right");
      });
      said.replaceChildren();
      button.hidden = false;
    };
  }

  function prepare(questions) {
    var status = questions.querySelector(".hb-tools [role=status]"), words = status.dataset, done = 0, right = 0;
    var items = Array.from(questions.querySelector("ol").children), keys = questions.querySelectorAll(".hb-key li");

    function tell() {
      var percent = Math.round(100 * right / items.length), pass = Number(questions.dataset.pass);
      var text = done < items.length ? words.count : words.score;
      var values = { done: done, all: items.length, right: right, percent: percent, pass: pass };
      status.textContent = text.replace(/\{(\w+)\}/g, function (_, name) { return values[name]; });
      if (done) questions.dispatchEvent(new CustomEvent("handbook-answered", { detail: values, bubbles: true }));
    }

    var empties = items.map(function (item, at) {
      return ask(item, at + 1, keys[at], words, function (was_right) {
        done += 1;
        if (was_right) right += 1;
        tell();
      });
    });
    questions.querySelector('[data-do="again"]').addEventListener("click", function () {
      empties.forEach(function (empty) { empty(); });
      done = right = 0;
      tell();
      items[0].querySelector("input").focus();
    });
    var print = questions.querySelector('[data-do="print"]');
    if (window.handbookForms) print.addEventListener("click", function () { handbookForms.printOnly(questions); });
    else print.hidden = true;
    questions.classList.add("hb-ready");
    questions.querySelector(".hb-tools").hidden = false;
    tell();
  }

  document.querySelectorAll(".hb-questions").forEach(prepare);

  // Closed details print nothing
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll(".hb-key:not([open])").forEach(function (key) { key.open = key.dataset.closed = true; });
  });
  window.addEventListener("afterprint", function () {
    document.querySelectorAll(".hb-key[data-closed]").forEach(function (key) { key.open = false; delete key.dataset.closed; });
  });
})();
