/* A short address leads to the section in the reader's language: the first of the browser's languages that we have.
   Without this script the page shows the four links. */
(function () {
  "use strict";
  document.addEventListener("DOMContentLoaded", function () {
    var wanted = (navigator.languages || [navigator.language || "en"]).map(function (one) { return one.slice(0, 2).toLowerCase(); });
    wanted.concat("en").some(function (language) {
      var link = document.querySelector('a[hreflang="' + language + '"]');
      if (link) location.replace(link.href);
      return link;
    });
  });
})();
