/* What pages do beyond reading. Without this script the text, the menu, the languages and the way out are there all the same. */

/* The menu and the search are opened by labels of hidden boxes; for a keyboard and a screen reader buttons take their place. */
(function () {
  "use strict";
  document.documentElement.className = "js";

  document.querySelectorAll("label.md-header__button").forEach(function (label) {
    var box = document.getElementById(label.htmlFor), button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.dataset.opens = label.htmlFor;
    button.setAttribute("aria-label", label.getAttribute("aria-label"));
    button.append.apply(button, Array.from(label.childNodes));
    function tell() { button.setAttribute("aria-expanded", box.checked); }
    box.addEventListener("change", tell);
    button.addEventListener("click", function () { box.click(); });
    tell();
    label.replaceWith(button);
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
    document.querySelector("[data-opens=__drawer]").focus();
  });
})();

/* The section that is being read: the table of contents marks it, and the language switch keeps it. */
(function () {
  "use strict";
  var marked, top = document.querySelector(".md-top"), before = 0, waiting = false;

  /* What an address has led to counts while it stands at the top, be it short, or as far up as the page's end lets it. */
  function sectionInView() {
    var found = "", aim = document.querySelector("article :target"), at = aim ? aim.getBoundingClientRect().top : -1;
    var end = window.scrollY + window.innerHeight > document.documentElement.scrollHeight - 2;
    if (at >= 0 && at < window.innerHeight / (end ? 1 : 3)) return aim.id;
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

/* An acronym says its words where it first stands in the page; here they go to every section that names it. */
(function () {
  "use strict";
  var words = {};
  document.querySelectorAll("article abbr").forEach(function (one) {
    one.title = words[one.textContent] = one.title || words[one.textContent] || "";
  });
})();

/* The sign beside a heading opens the addresses of the section (links.js, loaded when first asked for). */
(function () {
  "use strict";
  var assets = document.currentScript.src.replace(/[^/]*$/, ""), root = assets.slice(0, -"assets/".length);

  /* root: the first folder of this copy. published: where this page and the whole site stand on the web, from the
     canonical address; both empty in a copy that has none. */
  function published() {
    var canonical = document.querySelector('link[rel="canonical"]'), page = canonical ? canonical.href : "";
    var own = location.href.split(/[?#]/)[0].slice(root.length) || "index.html";
    if (page.endsWith("/")) page += "index.html";
    var found = page.endsWith("/" + own);
    return { page: found ? page : "", site: found ? page.slice(0, -own.length) : "" };
  }

  window.handbookSite = { root: root, published: published };

  function showAddresses(link) {
    if (window.handbookLinks) return handbookLinks(link);
    var script = document.createElement("script");
    script.src = assets + "links.js";
    script.onload = function () { handbookLinks(link); };
    document.head.append(script);
  }

  // What the first one is called, all are: it need not stand in the page as often as there are headings
  var links = document.querySelectorAll("[data-go]");
  links.forEach(function (link) {
    link.title = links[0].title;
    link.setAttribute("aria-label", link.title);
  });

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest("[data-go]");
    if (!link || !window.HTMLDialogElement || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showAddresses(link);
  });
})();

/* The search box opens and closes here; what it does is loaded when somebody goes to it. Letters alone open nothing, since
   people who speak to their device would open it by every word. */
(function () {
  "use strict";
  var box = document.querySelector(".md-search"), query = box.querySelector("input"), toggle = document.getElementById("__search");
  var loaded = false, before;
  query.spellcheck = false;
  query.setAttribute("autocapitalize", "off");
  query.setAttribute("autocorrect", "off");

  function load() {
    if (loaded) return;
    loaded = true;
    var script = document.createElement("script");
    script.src = handbookSite.root + "assets/search/box." + document.documentElement.lang + ".js";
    document.head.append(script);
  }

  function open(wanted) {
    if (toggle.checked === wanted) return;
    toggle.checked = wanted;
    toggle.dispatchEvent(new Event("change"));
  }

  toggle.addEventListener("change", function () {
    if (toggle.checked) {
      load();
      return query.focus();
    }
    if (box.contains(document.activeElement)) document.activeElement.blur();
    if (before && document.activeElement === document.body) before.focus();
  });
  box.addEventListener("focusin", function (event) {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) before = event.relatedTarget;
    open(true);
  });
  box.addEventListener("focusout", function (event) {
    if (!event.relatedTarget || box.contains(event.relatedTarget)) return;
    before = null; // the reader goes on by the key Tab
    open(false);
  });
  document.addEventListener("keydown", function (event) {
    if (event.key === "Escape") open(false);
    if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    query.focus();
  });
})();

/* A table wider than the screen scrolls by itself: by keyboard too. */
document.querySelectorAll("article table").forEach(function (table) {
  if (table.scrollWidth > table.clientWidth) table.tabIndex = 0;
});

/* What is folded is printed too. */
window.addEventListener("beforeprint", function () {
  document.querySelectorAll("article details").forEach(function (one) { one.open = true; });
});
