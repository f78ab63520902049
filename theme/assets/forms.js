/* What checklists.js and cards.js share: keeping on this device only what the reader agrees to, and printing one form. */
(function () {
  "use strict";

  /* One entry of the browser's storage. That it is there is the consent; a browser may refuse all of it. */
  function drawer(key) {
    return {
      read: function () {
        try { return JSON.parse(localStorage.getItem(key)); } catch (error) { return null; }
      },
      write: function (value) {
        try { localStorage.setItem(key, JSON.stringify(value)); return true; } catch (error) { return false; }
      },
      empty: function () {
        try { localStorage.removeItem(key); } catch (error) { /* nothing was kept there */ }
      },
    };
  }

  /* Ties a form to its box "Keep on this device".
     key: the entry, shared by all forms of a kind; name: this form's place in it; read: what is to be kept now;
     show: puts what was kept into the form, nothing to empty it; say: tells the reader something. */
  function keep(form, key, name, read, show, say) {
    var kept = drawer(key), box = form.querySelector('[data-do="keep"]'), words = form.querySelector("[role=status]").dataset;

    function store() {
      if (!box.checked) return;
      var all = kept.read() || {};
      all[name] = read();
      if (kept.write(all)) return;
      box.checked = false;
      say(words.blocked);
    }

    var before = kept.read();
    box.checked = Boolean(before);
    if (before && before[name]) show(before[name]);
    box.addEventListener("change", function () {
      if (box.checked) return store();
      kept.empty();
      say(words.removed);
    });
    window.addEventListener("storage", function (event) {
      if (event.key === null || (event.key === key && !event.newValue)) box.checked = false;  // emptied in another window
    });
    return {
      store: store,
      empty: function () {
        kept.empty();
        box.checked = false;
        show(null);
        say(words.removed);
      },
    };
  }

  /* Prints a form and nothing around it. */
  function printOnly(form) {
    var page = document.documentElement;
    form.classList.add("hb-printed");
    page.classList.add("hb-printing");
    window.addEventListener("afterprint", function () {
      form.classList.remove("hb-printed");
      page.classList.remove("hb-printing");
    }, { once: true });
    window.print();
  }

  window.handbookForms = { keep: keep, printOnly: printOnly };
})();
