
"use strict";
// The filters of a ledger of several pages act on all of them: where other pages hold what is chosen is said and linked.
(() => {
const form = document.getElementById("filter");
const here = location.pathname.split("/").at(-1);
if (!form || !document.querySelector("nav.turn")) return;
const note = document.createElement("p");
note.className = "hint pages";
note.setAttribute("aria-live", "polite");
form.append(note);
let known = null;
globalThis.shard = (_, values) => { known = values; say(); };

function say() {
  const boxes = [...form.querySelectorAll("input")];
  const groups = [...new Set(boxes.map((box) => box.name))].map((name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.dataset.of)).filter((some) => some.length);
  if (!groups.length) { note.replaceChildren(); return; }
  if (known === null) {
    if (!document.querySelector("script[src='search/ledger.js']")) {
      const script = document.createElement("script");
      script.src = "search/ledger.js";
      document.head.append(script);
    }
    return;
  }
  const counts = new Map();
  for (const [file, classes] of known) {
    const has = classes.split(" ");
    if (groups.every((some) => some.some((one) => has.includes(one)))) counts.set(file, (counts.get(file) ?? 0) + 1);
  }
  const n = [...counts.values()].reduce((a, b) => a + b, 0);
  const state = new URLSearchParams(boxes.filter((box) => box.checked).map((box) => [box.name, box.value]));
  const links = [...counts].filter(([file]) => file !== here).map(([file, some]) => {
    const link = document.createElement("a");
    link.href = `${file}#${state}`;
    link.append(`page ${/-(\d+)\.html$/.exec(file)?.[1] ?? 1} (${some})`);
    return link;
  });
  note.replaceChildren(`${n.toLocaleString("en")} of ${known.length.toLocaleString("en")} utterances on all pages${links.length ? ": " : "."}`, ...links.flatMap((link) => [link, " "]));
}

form.addEventListener("change", say);
form.addEventListener("reset", () => setTimeout(say));
window.addEventListener("hashchange", () => setTimeout(say));
window.addEventListener("pageshow", () => setTimeout(say, 50));
})();
