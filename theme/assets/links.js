/* The dialog behind "link to this section": permanent address, short address, QR code. Loaded when first asked for
   (handbook.js); the picture is fetched when the dialog opens. Without it the sign beside a heading is a plain link. */
(function () {
  "use strict";

  var root = handbookSite.root, words, dialog;

  function add(parent, name, text, values) {
    var element = Object.assign(document.createElement(name), values);
    if (text) element.textContent = text;
    parent.append(element);
    return element;
  }

  /* An address that can be selected, and a button that copies it. */
  function offer(name, address, status) {
    var label = add(dialog, "label", name), field = add(label, "input", "", { type: "text", readOnly: true, value: address, dir: "ltr" });
    var button = add(dialog, "button", words.copy, { type: "button", className: "md-button" });
    button.setAttribute("aria-label", words.copy + ": " + name);
    button.addEventListener("click", function () {
      field.select();
      var done = document.execCommand("copy"); // works from a disk too, where the newer way may be refused
      if (!done && navigator.clipboard) navigator.clipboard.writeText(address);
      status.textContent = words.copied;
    });
    return field;
  }

  function open(link) {
    // A dialog takes every press outside: the way out goes into it, and back to its place
    var leave = document.querySelector(".hb-leave"), before = leave.previousElementSibling;
    var section = link.getAttribute("href"), code = link.dataset.go, where = handbookSite.published();
    if (dialog) dialog.remove();
    dialog = add(document.body, "dialog", "", { className: "hb-link md-typeset" });
    var title = add(dialog, "h2", words.here, { id: "hb-link-title" }), status = document.createElement("p");
    dialog.setAttribute("aria-labelledby", title.id);
    status.setAttribute("role", "status");
    if (where.page) {
      offer(words.permanent, where.page + section, status);
      if (code) {
        offer(words.short, where.site + "go/" + code + ".html", status);
        add(dialog, "img", "", { src: root + "go/" + code + ".svg", alt: words.qr, width: 180, height: 180 });
      } else add(dialog, "p", words.unreleased);
    } else {
      offer(words.none, location.href.split("#")[0] + section, status);
    }
    dialog.append(status);
    var close = add(dialog, "button", words.close, { type: "button", className: "md-button" });
    close.addEventListener("click", function () { dialog.close(); });
    dialog.addEventListener("close", function () {
      before.after(leave);
      link.focus();
    });
    dialog.addEventListener("click", function (event) { if (event.target === dialog) dialog.close(); });
    dialog.showModal();
    dialog.append(leave);
  }

  window.handbookLinks = function (link) {
    if (words) return open(link);
    var script = document.createElement("script");
    script.src = root + "assets/links/" + document.documentElement.lang + ".js";
    script.onload = function () {
      words = window.handbookLinkWords;
      open(link);
    };
    document.head.append(script);
  };
})();
