/* "Leave this page", faster than the plain link that it is without this script: one press hides the page at once and puts
   another in its place in the history; the key Shift three times within five seconds does the same, from anywhere.
   Not Escape: that stops pages from loading. Nothing is loaded before, and nothing is brought back by the button Back.
   WORDS are those of a language: the build writes this file once for each (handbook/scripts.py). */
(function () {
  "use strict";
  var TIMES = 3, WITHIN = 5000;
  var words = WORDS;
  var link = document.querySelector(".hb-leave a"), status = document.querySelector(".hb-leave [role=status]");
  if (!link) return;
  var presses = 0, alone = false, timer;

  function leave() {
    clearTimeout(timer);
    document.documentElement.classList.add("hb-left"); // the style hides all but this cover, as long as the page lives
    var cover = document.createElement("div");
    cover.className = "hb-cover";
    cover.setAttribute("role", "alert");
    cover.textContent = words.going;
    document.body.append(cover);
    document.title = "\u2026";
    location.replace(link.href);
  }

  function say(text) {
    status.textContent = text || "";
  }

  function forget(late) {
    clearTimeout(timer);
    presses = 0;
    say(late ? words.late : "");
    if (late) timer = setTimeout(say, WITHIN);
  }

  function count() {
    presses += 1;
    if (presses === 1) {
      clearTimeout(timer);
      timer = setTimeout(forget, WITHIN, true);
    }
    if (presses === TIMES) return leave();
    say(presses === 1 ? words.more : words.once);
  }

  link.addEventListener("click", function (event) {
    event.preventDefault();
    leave();
  });
  // Shift with another key is a capital letter or a shortcut, and begins anew; with a press it chooses text; either of the two Shift keys counts
  document.addEventListener("keydown", function (event) {
    alone = event.key === "Shift" && !event.ctrlKey && !event.altKey && !event.metaKey;
    if (event.key !== "Shift" && presses) forget();
  });
  document.addEventListener("pointerdown", function () { alone = false; });
  document.addEventListener("keyup", function (event) {
    if (event.key === "Shift" && alone) count();
  });
})();
