/* Presents a deck, one slide at a time: keys, buttons, swipes; notes on demand; the letters as large as fit.
   Nothing is stored; the address names the slide, so that a reload stays there. Without this script: one long page. */
(function () {
  "use strict";

  var page = document.documentElement, slides = Array.from(document.querySelectorAll("main > section"));
  var bar = document.querySelector("nav"), status = document.querySelector("[role=status]"), at = -1;
  var rightToLeft = page.dir === "rtl";

  /* The largest letters with which the slide fits its place; paper has its own size. */
  function fit() {
    var face = slides[at].querySelector(".face");
    for (var size = 100; size >= 30; size -= 5) {
      face.style.setProperty("--size", size / 100);
      if (face.scrollHeight <= face.clientHeight && face.scrollWidth <= face.clientWidth) return;
    }
  }

  function show(wanted) {
    var next = Math.max(0, Math.min(slides.length - 1, wanted));
    if (next === at) return;
    at = next;
    slides.forEach(function (slide, number) { slide.hidden = number !== at; });
    conceal(slides[at]);
    document.getElementById("count").textContent = document.body.dataset.count.replace("{number}", at + 1).replace("{all}", slides.length);
    if (location.hash !== "#" + slides[at].id) location.replace("#" + slides[at].id);
    window.scrollTo(0, 0);
    fit();
    slides[at].focus({ preventScroll: true });
  }

  function answer(slide) {
    return slide.querySelector('[data-answer="' + slide.dataset.correct + '"]');
  }

  function conceal(slide) {
    if (slide.dataset.correct) answer(slide).classList.remove("right");
    status.textContent = "";
  }

  /* A question first shows its answer, then makes room for the next slide. */
  function next() {
    var right = slides[at].dataset.correct && answer(slides[at]);
    if (!right || right.classList.contains("right")) return show(at + 1);
    right.classList.add("right");
    status.textContent = right.textContent;
  }

  function previous() { show(at - 1); }

  function toggleNotes() {
    var on = page.classList.toggle("with-notes");
    bar.querySelector('[data-do="notes"]').setAttribute("aria-pressed", on);
    fit();
  }

  function toggleFull() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (page.requestFullscreen) page.requestFullscreen().catch(function () { /* the browser does not allow it */ });
  }

  function leave() {
    if (page.classList.contains("with-notes")) toggleNotes();
    else document.getElementById("leave").click();
  }

  var acts = { previous: previous, next: next, notes: toggleNotes, full: toggleFull };
  var keys = {
    " ": next, PageDown: next, ArrowDown: next, PageUp: previous, ArrowUp: previous,
    ArrowRight: rightToLeft ? previous : next, ArrowLeft: rightToLeft ? next : previous,
    Home: function () { show(0); }, End: function () { show(slides.length - 1); },
    n: toggleNotes, f: toggleFull, Escape: leave,
  };

  document.addEventListener("keydown", function (event) {
    var act = keys[event.key.length > 1 ? event.key : event.key.toLowerCase()], onControl = event.target.closest("a, button");
    if (!act || event.ctrlKey || event.metaKey || event.altKey || (event.key === " " && (onControl || event.shiftKey))) return;
    event.preventDefault();
    act();
  });
  bar.addEventListener("click", function (event) {
    var act = acts[event.target.dataset.do];
    if (act) act();
  });

  var touched = null;
  document.addEventListener("touchstart", function (event) {
    touched = event.touches.length === 1 ? event.touches[0] : null;
  }, { passive: true });
  document.addEventListener("touchend", function (event) {
    var end = event.changedTouches[0], wide = touched ? end.clientX - touched.clientX : 0;
    if (Math.abs(wide) < 60 || Math.abs(end.clientY - touched.clientY) > Math.abs(wide)) return;
    if (wide < 0 === rightToLeft) previous();
    else next();
  });

  function wanted() {
    return slides.findIndex(function (slide) { return "#" + slide.id === location.hash; });
  }

  slides.forEach(function (slide) {
    slide.tabIndex = -1;
    var heading = slide.querySelector("h1, h2, .big");
    if (heading) slide.setAttribute("aria-label", heading.textContent);
  });
  page.classList.add("ready");
  document.querySelectorAll("body > [hidden], header [hidden]").forEach(function (one) { one.hidden = false; });
  window.addEventListener("resize", fit);
  window.addEventListener("hashchange", function () { if (wanted() >= 0) show(wanted()); });
  show(Math.max(0, wanted()));
})();
