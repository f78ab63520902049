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
