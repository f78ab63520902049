/* What pages do beyond reading. Without this script the text, the menu, the languages and the way out are there all the same. */

/* The menu and the search are opened by labels of hidden boxes; with a keyboard and a screen reader they are buttons. */
(function () {
  "use strict";
  document.documentElement.className = "js";

  document.querySelectorAll(".md-header label[for]").forEach(function (label) {
    var box = document.getElementById(label.htmlFor);
    if (!label.getAttribute("aria-label")) return;
    label.tabIndex = 0;
    label.setAttribute("role", "button");
    function tell() { label.setAttribute("aria-expanded", box.checked); }
    box.addEventListener("change", tell);
    tell();
    label.addEventListener("keydown", function (event) {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      label.click();
    });
  });

  var drawer = document.getElementById("__drawer"), menu = document.querySelector(".md-sidebar--primary");
  drawer.addEventListener("change", function () {
    if (drawer.checked) menu.querySelector("a").focus({ preventScroll: true });
  });
  menu.addEventListener("focusout", function (event) {
    if (event.relatedTarget && !menu.contains(event.relatedTarget)) drawer.checked = false;
    drawer.dispatchEvent(new Event("change"));
  });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "Escape") return;
    if (document.activeElement.closest(".md-select")) document.activeElement.blur();
    if (!drawer.checked) return;
    drawer.checked = false;
    drawer.dispatchEvent(new Event("change"));
    document.querySelector("label[for=__drawer]").focus();
  });
})();

/* A link to each section, for whoever points at its heading; the table of contents holds the same for everybody. */
document.querySelectorAll("article :is(h1, h2, h3)[id]").forEach(function (heading) {
  var link = document.createElement("a");
  link.className = "headerlink";
  link.href = "#" + heading.id;
  link.textContent = "\u00b6";
  link.tabIndex = -1;
  link.setAttribute("aria-hidden", "true");
  heading.append(link);
});

/* The section that is being read: the table of contents marks it, and the language switch keeps it. */
(function () {
  "use strict";
  var marked, top = document.querySelector(".md-top"), before = 0, waiting = false;

  function sectionInView() {
    var found = "";
    document.querySelectorAll("article :is(h1, h2, h3)[id]").forEach(function (heading) {
      if (heading.getBoundingClientRect().top < window.innerHeight / 3) found = heading.id;
    });
    return found;
  }

  function mark() {
    waiting = false;
    var id = sectionInView(), link = id && document.querySelector('.hb-toc a[href="#' + CSS.escape(id) + '"]');
    if (marked) marked.removeAttribute("aria-current");
    if (link) link.setAttribute("aria-current", "location");
    marked = link;
    // The way up shows itself to whoever goes up
    top.hidden = window.scrollY < 400 || window.scrollY >= before;
    before = window.scrollY;
  }

  window.addEventListener("scroll", function () {
    if (!waiting) requestAnimationFrame(mark);
    waiting = true;
  }, { passive: true });
  mark();
  top.addEventListener("click", function () {
    window.scrollTo(0, 0);
    document.getElementById("main").focus({ preventScroll: true });
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".hb-languages a[hreflang]");
    if (!link) return;
    var title = document.querySelector("article h1[id]"), section = sectionInView();
    link.hash = section && title && section !== title.id ? section : "";
  });
})();

/* The search box costs nothing until somebody wants it: then its script is loaded. Letters alone open nothing, since
   people who speak to their device would open it by every word. */
(function () {
  "use strict";
  var box = document.querySelector(".md-search"), query = box.querySelector("input"), toggle = document.getElementById("__search");

  function load(event) {
    box.before = event.relatedTarget; // Escape leads back to it
    query.removeEventListener("focus", load);
    toggle.removeEventListener("change", load);
    var script = document.createElement("script");
    script.src = box.dataset.box;
    document.head.append(script);
  }

  query.addEventListener("focus", load);
  toggle.addEventListener("change", load);
  document.addEventListener("keydown", function (event) {
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    query.focus();
  });
})();

/* What is folded is printed too. */
window.addEventListener("beforeprint", function () {
  document.querySelectorAll("article details").forEach(function (one) { one.open = true; });
});
