/* The language switch keeps the section that is being read; without this script it keeps the page.
   The sign beside a heading opens the section's addresses (links.js, loaded when first asked for); without, it is a link. */
(function () {
  "use strict";

  function sectionInView() {
    var found = "";
    document.querySelectorAll("article h1[id], article h2[id], article h3[id]").forEach(function (heading) {
      if (heading.getBoundingClientRect().top < window.innerHeight / 3) found = heading.id;
    });
    return found;
  }

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

  document.addEventListener("click", function (event) {
    var link = event.target.closest && event.target.closest(".hb-languages a[hreflang]");
    if (!link) return;
    var title = document.querySelector("article h1[id]");
    var section = sectionInView();
    link.hash = section && title && section !== title.id ? section : "";
  });
})();
