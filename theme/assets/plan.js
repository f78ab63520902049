/* A plan of a session: what it holds, how it is written into an address and a file, and when each part begins.
   Parts are named by ids that all languages share. This file knows nothing of the page. */
(function () {
  "use strict";

  var MOST = 100;
  var NAME = /^[a-z0-9]+(?:[-/][a-z0-9]+)*$/, MINUTES = /^\d{1,3}$/;
  var KINDS = { activity: "a", section: "s", questions: "q", break: "b" };

  function empty() {
    return { name: "", start: "09:00", total: 90, items: [] };
  }

  /* 1;90;0900;Title;a.module~activity.10;s.page/path~section.15;q.module~question~question.10;b.5 */
  function encode(plan) {
    var parts = plan.items.map(function (item) {
      return [KINDS[item.kind]].concat(item.kind === "break" ? [] : [item.of].concat(item.ids).join("~"), item.minutes).join(".");
    });
    return ["1", plan.total, plan.start.replace(":", ""), encodeURIComponent(plan.name)].concat(parts).join(";");
  }

  /* The plan in such a text; null when it is none. */
  function decode(text) {
    var parts = text.split(";"), items = parts.slice(4).map(readItem), name;
    try { name = decodeURIComponent(parts[3] || ""); } catch (error) { return null; }
    var whole = parts[0] === "1" && MINUTES.test(parts[1]) && /^([01]\d|2[0-3])[0-5]\d$/.test(parts[2]) && items.length <= MOST;
    if (!whole || name.length > 200 || items.indexOf(null) >= 0) return null;
    return { name: name, start: parts[2].slice(0, 2) + ":" + parts[2].slice(2), total: Number(parts[1]), items: items };
  }

  function readItem(text) {
    var parts = text.split("."), minutes = parts.pop();
    var kind = Object.keys(KINDS).find(function (one) { return KINDS[one] === parts[0]; });
    if (!kind || !MINUTES.test(minutes) || parts.length !== (kind === "break" ? 1 : 2)) return null;
    var names = kind === "break" ? [] : parts[1].split("~");
    if (kind !== "break" && (names.length < 2 || !names.every(function (name) { return NAME.test(name); }))) return null;
    return { kind: kind, of: names[0] || "", ids: names.slice(1), minutes: Number(minutes) };
  }

  function write(plan) {
    return JSON.stringify({ session: 1, name: plan.name, start: plan.start, total: plan.total, items: plan.items }, null, 1);
  }

  /* The plan in the text of a file; null when it is none: whatever an address could not hold is refused here too. */
  function read(text) {
    try {
      var found = JSON.parse(text);
      return found.session === 1 ? decode(encode(found)) : null;
    } catch (error) {
      return null;
    }
  }

  function clock(minutes) {
    var two = function (number) { return String(number).padStart(2, "0"); };
    return two(Math.floor(minutes / 60) % 24) + ":" + two(minutes % 60);
  }

  /* When each part begins, when the last one ends, and how many minutes there are in all. */
  function times(plan) {
    var begin = Number(plan.start.slice(0, 2)) * 60 + Number(plan.start.slice(3)), used = 0;
    var starts = plan.items.map(function (item) {
      var start = clock(begin + used);
      used += item.minutes;
      return start;
    });
    return { starts: starts, end: clock(begin + used), used: used };
  }

  window.handbookPlan = { empty: empty, encode: encode, decode: decode, write: write, read: read, times: times };
})();
