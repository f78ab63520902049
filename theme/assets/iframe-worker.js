/* On file:// a browser refuses workers: there the script of a worker runs in a hidden frame that looks like one.
   Nothing is written into the frame, so a strict content security policy holds. */
(function () {
  "use strict";
  if (location.protocol !== "file:") return;

  function FrameWorker(address) {
    var url = new URL(address, document.baseURI).href; // pages name their worker relative to themselves
    var worker = new EventTarget();
    var frame = document.createElement("iframe");
    frame.hidden = true;
    document.documentElement.appendChild(frame);
    var inside = frame.contentWindow;

    inside.postMessage = function (data) {
      var event = new MessageEvent("message", { data: data });
      worker.dispatchEvent(event);
      if (worker.onmessage) worker.onmessage(event);
    };
    // Scripts load one after the other; a caller that needs them waits for the promise
    inside.importScripts = function () {
      return Array.prototype.reduce.call(arguments, function (before, address) {
        return before.then(function () { return load(address); });
      }, Promise.resolve());
    };

    function load(script_address) {
      return new Promise(function (done, failed) {
        var script = frame.contentDocument.createElement("script");
        script.src = new URL(script_address, url).href;
        script.onload = done;
        script.onerror = failed;
        frame.contentDocument.head.appendChild(script);
      });
    }

    var ready = load(url);
    worker.postMessage = function (data) {
      ready.then(function () {
        inside.dispatchEvent(new inside.MessageEvent("message", { data: data }));
      });
    };
    worker.terminate = function () { frame.remove(); };
    return worker;
  }

  window.IFrameWorker = window.Worker = FrameWorker;
})();
