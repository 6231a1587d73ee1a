// Reloads a page of the local server when the workspace changed, and keeps the place that was read.
// The same file is the page's script and the worker that all tabs share, so that they need one connection.
"use strict";
(function () {
  const events = "/_pmledger/events";

  if (typeof document === "undefined") {
    const ports = new Set();
    let version = "";
    let source = null;
    const listen = function () {
      source = new EventSource(events);
      source.onmessage = function (event) {
        version = event.data;
        for (const port of ports) port.postMessage(version);
      };
      source.onerror = function () {
        version = "";  // what was heard last may be of a server that has ended
        if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
      };
    };
    self.onconnect = function (event) {
      const port = event.ports[0];
      ports.add(port);
      port.onmessage = function () { ports.delete(port); };
      port.start();
      if (version) port.postMessage(version);
      if (!source) listen();
    };
    return;
  }

  const script = document.currentScript;
  const mine = new URL(script.src).searchParams.get("v").split("-");
  const key = "pmledger-scroll " + location.pathname;
  let leaving = false;

  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = "/_pmledger/live.css";
  document.head.append(style);

  // A version is the run of the server and a number that counts up; the worker may not have heard yet of this page's.
  const hear = function (version) {
    const [run, number] = version.split("-");
    if (leaving || (run === mine[0] && Number(number) <= Number(mine[1]))) return;
    leaving = true;
    try { sessionStorage.setItem(key, scrollX + " " + scrollY); } catch (error) { /* storage may be off */ }
    location.reload();
  };

  const restore = function () {
    let place = null;
    try { place = sessionStorage.getItem(key); sessionStorage.removeItem(key); } catch (error) { /* storage may be off */ }
    if (place) scrollTo(...place.split(" ").map(Number));
  };
  if (document.readyState === "complete") restore();
  else addEventListener("load", restore);

  if (typeof SharedWorker === "function") {
    const worker = new SharedWorker("/_pmledger/live.js", { name: "pmledger" });
    worker.port.onmessage = function (event) { hear(event.data); };
    worker.port.start();
    addEventListener("pagehide", function () { worker.port.postMessage("bye"); });
    addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  } else {
    const source = new EventSource(events);
    source.onmessage = function (event) { hear(event.data); };
  }
})();
