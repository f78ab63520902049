/* The language switch keeps the section that is being read. Without this script it keeps the page. */
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
