/* What stands in for the worker of the search. It says at once that it is ready, and loads the worker only when somebody
   searches. On file:// a browser refuses workers: there the worker's script runs in a hidden frame that looks like one.
   Nothing is written into the frame, so a strict content security policy holds. */
(function () {
  "use strict";
  // The theme's messages: ready, a query, its results
  var READY = 1, QUERY = 2, RESULTS = 3;
  var Native = window.Worker;

  function LazyWorker(address) {
    var page = new EventTarget(), worker;
    function tell(data) {
      page.dispatchEvent(new MessageEvent("message", { data: data }));
    }
    page.postMessage = function (message) {
      if (message.type !== QUERY) return;
      if (!worker && !message.data.trim()) return tell({ type: RESULTS, data: { items: [] } });
      worker = worker || start(address, tell);
      worker.postMessage(message);
    };
    page.terminate = function () { if (worker) worker.terminate(); };
    setTimeout(tell, 0, { type: READY }); // the theme listens as soon as it has its worker
    return page;
  }

  function start(address, tell) {
    var url = new URL(address, document.baseURI).href; // pages name their worker relative to themselves
    if (location.protocol === "file:") return frameWorker(url, tell);
    var worker = new Native(url);
    worker.onmessage = function (event) { tell(event.data); };
    return worker;
  }

  function frameWorker(url, tell) {
    var frame = document.createElement("iframe");
    frame.hidden = true;
    document.documentElement.appendChild(frame);
    var inside = frame.contentWindow;
    inside.postMessage = tell;
    // A caller that needs the scripts waits for the promise
    inside.importScripts = function () { return Promise.all(Array.from(arguments, load)); };

    function load(address) {
      return new Promise(function (done, failed) {
        var script = frame.contentDocument.createElement("script");
        script.src = new URL(address, url).href;
        script.async = false; // they load together, and run in this order
        script.onload = done;
        script.onerror = failed;
        frame.contentDocument.head.appendChild(script);
      });
    }

    var ready = load(url);
    return {
      postMessage: function (data) {
        ready.then(function () { inside.dispatchEvent(new inside.MessageEvent("message", { data: data })); });
      },
      terminate: function () { frame.remove(); }
    };
  }

  window.IFrameWorker = window.Worker = LazyWorker;
})();
