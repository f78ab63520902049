/* Keeping languages of the handbook on this device. Nothing is registered or stored before the reader presses the button:
   the press is the consent. What the worker does with it: sw.js. */
(function () {
  "use strict";
  var box = document.querySelector(".hb-keep"), words = box.dataset, root = new URL(words.root, location.href).href;
  var ours = "handbook " + root + " ", tools = box.querySelector(".hb-tools"), status = box.querySelector("[role=status]");
  var button = box.querySelector('[data-do="keep"]'), remover = box.querySelector('[data-do="remove"]'), bar = box.querySelector("progress");
  var locale = document.documentElement.lang, summary;

  function say(name, values) {
    var text = words[name] || "";
    Object.keys(values || {}).forEach(function (key) { text = text.replace("{" + key + "}", values[key]); });
    status.textContent = text;
  }

  function size(bytes) {
    var number = (bytes / 1e6).toLocaleString(locale + "-u-nu-latn", { maximumFractionDigits: 1, minimumFractionDigits: 1 });
    return words.unit.replace("{number}", number);
  }

  function day(date) {
    return new Date(date).toLocaleDateString(locale + "-u-ca-gregory-nu-latn", { dateStyle: "long", timeZone: "UTC" });
  }

  function boxes() {
    return Array.from(box.querySelectorAll("input"));
  }

  function chosen() {
    return boxes().filter(function (one) { return one.checked && !one.closest("p").hidden; }).map(function (one) { return one.value; });
  }

  function get(name) {
    return fetch(root + "offline/" + name + ".json", { cache: "no-store" }).then(function (got) {
      if (!got.ok) throw new Error("network");
      return got.json();
    }, function () { throw new Error("network"); });
  }

  /* What is kept now: asked of the browser each time, since it may have thrown it away. */
  function kept() {
    return caches.has(ours + "active").then(function (there) {
      return there && caches.open(ours + "active").then(function (cache) { return cache.match(root + "offline/active"); });
    }).then(function (found) {
      return found ? found.json() : null;
    }).then(function (active) {
      return active && caches.has(active.pack).then(function (there) { return there ? active : null; });
    });
  }

  function show() {
    return kept().then(function (active) {
      remover.hidden = !active;
      if (!active) return say(summary ? "none" : "unknown");
      link();
      var names = boxes().map(function (one) { return one.value; }).filter(function (one) { return active.languages[one]; });
      boxes().forEach(function (one) { one.checked = names.indexOf(one.value) >= 0; });
      var first = active.languages[names[0]], newer = summary && names.some(function (one) {
        return summary[one] && summary[one].version !== active.languages[one].version;
      });
      var state = summary ? newer ? words.newer.replace("{date}", day(summary[names[0]].date)) : words.newest : words.unknown;
      say("kept", {
        languages: names.map(function (one) { return box.querySelector("[value=" + one + "] + span").textContent; }).join(" · "),
        date: day(first.date),
        version: names.map(function (one) { return active.languages[one].version.slice(0, 7); }).join(" · "),
        size: size(names.reduce(function (sum, one) { return sum + active.languages[one].bytes; }, 0)),
      });
      status.textContent += " " + state;
    });
  }

  /* The manifest, once the reader keeps something: then the browser may offer an icon for it. */
  function link() {
    if (document.querySelector("link[rel=manifest]")) return;
    [["manifest", "offline/" + locale + ".webmanifest"], ["apple-touch-icon", "assets/icon-192.png"]].forEach(function (one) {
      var element = document.createElement("link");
      element.rel = one[0];
      element.href = root + one[1];
      document.head.append(element);
    });
  }

  function busy(now) {
    boxes().concat(button, remover).forEach(function (one) { one.disabled = now; });
    bar.hidden = !now;
    bar.removeAttribute("value");
  }

  function worker() {
    return navigator.serviceWorker.register(root + "sw.js", { scope: root }).then(function (registration) {
      if (registration.active) return registration.active;
      return new Promise(function (resolve, reject) {
        var coming = registration.installing || registration.waiting;
        coming.addEventListener("statechange", function () {
          if (coming.state === "activated") resolve(coming);
          if (coming.state === "redundant") reject(new Error("other"));
        });
      });
    });
  }

  function tell(to, message) {
    return new Promise(function (resolve, reject) {
      var channel = new MessageChannel();
      channel.port1.onmessage = function (event) { event.data.error ? reject(new Error(event.data.error)) : resolve(event.data); };
      to.postMessage(message, [channel.port2]);
    });
  }

  function turn(to, lists) {
    return tell(to, { do: "keep", lists: lists }).then(function (said) {
      bar.max = said.all;
      bar.value = said.done;
      say("progress", said);
      return said.more && turn(to, lists);
    });
  }

  function fail(error) {
    say({ network: "network", changed: "changed", QuotaExceededError: "full" }[error.message] || "other");
    remover.hidden = false; // a part may have come
  }

  button.addEventListener("click", function () {
    var names = chosen(), lists = {};
    if (!names.length) return say("choose");
    busy(true);
    Promise.all(names.map(function (one) { return get(one).then(function (list) { lists[one] = list; }); })).then(worker).then(function (to) {
      if (navigator.storage && navigator.storage.persist) navigator.storage.persist().catch(function () {}); // a wish, no condition
      return turn(to, lists);
    }).then(function () {
      return get("index").then(function (now) { summary = now; }, function () { summary = null; });
    }).then(function () { return show(); }).catch(fail).finally(function () { busy(false); });
  });

  remover.addEventListener("click", function () {
    busy(true);
    navigator.serviceWorker.getRegistration(root).then(function (registration) {
      return registration && registration.unregister();
    }).then(function () { return caches.keys(); }).then(function (all) {
      return Promise.all(all.filter(function (one) { return one.indexOf(ours) === 0; }).map(function (one) { return caches.delete(one); }));
    }).then(function () {
      remover.hidden = true;
      say("gone");
    }).catch(fail).finally(function () { busy(false); });
  });

  if (location.protocol === "file:") return say("folder");
  if (!("serviceWorker" in navigator) || !("caches" in window)) return say("unable");
  get("index").then(function (found) {
    summary = found;
    boxes().forEach(function (one) {
      var own = found[one.value];
      one.closest("p").hidden = !own;
      if (own) box.querySelector('[data-size="' + one.value + '"]').textContent = words.size.replace("{size}", size(own.bytes)).replace("{transfer}", size(own.transfer));
    });
  }, function () {
    button.hidden = true; // no network, no download; what is kept can still be removed
  }).then(function () {
    tools.hidden = false;
    return show();
  }).catch(function () { say("unable"); });
})();
