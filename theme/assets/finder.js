/* Turns the numbered lists of the finder into choices that filter its table, and the numbers in the table into words.
   A choice that would leave nothing cannot be made. Nothing is stored, and nothing goes into the address.
   Without this script it is a table with numbers, and the lists that explain them. */
(function () {
  "use strict";

  function addChoice(finder, list, any) {
    var title = list.previousElementSibling, label = document.createElement("label"), select = document.createElement("select");
    select.autocomplete = "off";
    select.add(new Option(any, ""));
    Array.from(list.children).forEach(function (item, at) { select.add(new Option(item.textContent, at + 1)); });
    label.append(title.textContent, select);
    title.remove();
    list.replaceWith(label);
    return select;
  }

  /* A row: for each choice the numbers that it serves, or null when it serves all. */
  function readRow(row, choices) {
    return choices.map(function (select, at) {
      var cell = row.cells[at + 1], numbers = cell.textContent.match(/\d+/g);
      if (numbers) {
        cell.textContent = numbers.map(function (number) { return select.options[number].text; }).join(" · ");
      }
      return numbers;
    });
  }

  function prepare(finder) {
    var choices = Array.from(finder.querySelectorAll("ol"), function (list) { return addChoice(finder, list, finder.dataset.any); });
    var body = finder.querySelector("tbody"), rows = Array.from(body.rows);
    var serves = rows.map(function (row) { return readRow(row, choices); });
    var status = document.createElement("p");
    status.setAttribute("role", "status");
    body.closest("table").before(status);

    /* How well a row fits: -1 not at all, else how many of the chosen words it names itself. */
    function fit(served, chosen) {
      return chosen.reduce(function (sum, number, at) {
        if (sum < 0 || !number || !served[at]) return sum;
        return served[at].indexOf(number) < 0 ? -1 : sum + 1;
      }, 0);
    }

    function update() {
      var chosen = choices.map(function (select) { return select.value; });
      var fits = serves.map(function (served) { return fit(served, chosen); });
      rows.forEach(function (row, at) { row.hidden = fits[at] < 0; });
      var order = rows.map(function (_, at) { return at; }).sort(function (a, b) { return fits[b] - fits[a] || a - b; });
      body.append.apply(body, order.map(function (at) { return rows[at]; }));
      choices.forEach(function (select, at) {
        Array.from(select.options).forEach(function (option) {
          var instead = chosen.slice();
          instead[at] = option.value;
          option.disabled = !serves.some(function (served) { return fit(served, instead) >= 0; });
        });
      });
      status.textContent = finder.dataset.count.replace("{count}", fits.filter(function (one) { return one >= 0; }).length);
    }

    finder.addEventListener("change", update);
    finder.classList.add("hb-ready");
    update();
  }

  document.querySelectorAll(".hb-finder").forEach(prepare);
})();
