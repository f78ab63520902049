/* What pages do beyond the theme. Without this script the language switch keeps the page, and all else works. */

/* The language switch keeps the section that is being read. */
(function () {
  "use strict";

  function sectionInView() {
    var found = "";
    document.querySelectorAll("article h1[id], article h2[id], article h3[id]").forEach(function (heading) {
      if (heading.getBoundingClientRect().top < window.innerHeight / 3) found = heading.id;
    });
    return found;
  }

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".hb-languages a[hreflang]");
    if (!link) return;
    var title = document.querySelector("article h1[id]");
    var section = sectionInView();
    link.hash = section && title && section !== title.id ? section : "";
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

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".headerlink");
    if (!link || !window.HTMLDialogElement || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    showAddresses(link);
  });
})();

/* The search box: it hears what is pasted or spoken, says what to try when nothing is found, and gives the focus back. */
(function () {
  "use strict";
  var box = document.querySelector(".md-search");
  if (!box) return;
  var query = box.querySelector(".md-search__input"), list = box.querySelector(".md-search-result__list");
  var nothing = box.querySelector(".hb-nothing"), advice = box.querySelector("template");
  var toggle = document.getElementById("__search"), before;

  // The theme listens to keys only
  query.addEventListener("input", function () { query.dispatchEvent(new Event("keyup")); });

  // The theme writes the count first, then the list
  new MutationObserver(function () {
    nothing.replaceChildren();
    if (query.value.trim() && !list.firstElementChild) nothing.append(advice.content.cloneNode(true));
  }).observe(box.querySelector(".md-search-result__meta"), { childList: true });

  document.addEventListener("focusin", function (event) {
    if (!box.contains(event.target) && event.target !== toggle) before = event.target;
  });
  toggle.addEventListener("change", function () {
    if (!toggle.checked && before) setTimeout(function () { if (!focused()) before.focus(); });
  });

  function focused() {
    return document.activeElement !== document.body && !box.contains(document.activeElement);
  }
})();
