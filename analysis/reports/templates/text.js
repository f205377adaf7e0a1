"use strict";
// Shows any article as plain text, from the shards of the search: #7.12 is sentence 12 of article 7. Articles that have
// a page with marks since (`narrative room`) are shown there.
(() => {
const known = JSON.parse(document.getElementById("known").textContent);
const waiting = new Map();
const at = (id) => document.getElementById(id);
let pages = {};
globalThis.shard = (name, values) => waiting.get(name)?.(values);
globalThis.asked = (found) => { pages = found; };

function load(name) {
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    waiting.set(name, (values) => { script.remove(); done(values); });
    script.onerror = () => fail(new Error(`search/${name}.js does not load`));
    script.src = `search/${name}.js`;
    document.head.append(script);
  });
}

function make(tag, className, ...children) {
  const one = document.createElement(tag);
  one.className = className;
  one.append(...children);
  return one;
}

// The words between two places, cut where the voice changes.
function spoken(text, start, end, segments) {
  const parts = [];
  let here = start;
  for (const [from, to, voice] of segments) {
    if (to <= start || from >= end || !["quoted", "paraphrased"].includes(known.voices[voice])) continue;
    parts.push(text.slice(here, Math.max(from, start)), make("span", known.voices[voice], text.slice(Math.max(from, start), Math.min(to, end))));
    here = Math.min(to, end);
  }
  return [...parts, text.slice(here, end)];
}

function write([, text, sentences, segments]) {
  const rows = [];
  let before = 0;
  sentences.forEach(([start, end], number) => {
    const sentence = make("span", "s", make("span", "no", String(number + 1)), ...spoken(text, start, end, segments));
    sentence.id = `s${number + 1}`;
    if (!rows.length || text.slice(before, start).includes("\n")) rows.push(make("p", "body"));
    rows.at(-1).append(" ", sentence);
    rows.at(-1).dir = "auto";
    before = end;
  });
  at("words").replaceChildren(...rows);
}

async function show() {
  const [article, number] = location.hash.slice(1).split(".").map(Number);
  const [firsts, names] = known.texts;
  const part = firsts.findLastIndex((first) => first <= article);
  try {
    if (!location.hash || !(part >= 0)) throw new Error("Search leads to an article here; no article is named in the address.");
    const facts = (await Promise.all(known.facts.map(load))).flat(2)[article];
    const value = (await load(names[part]))[article - firsts[part]];
    if (!value) throw new Error(`There is no article ${article}.`);
    const page = value.length > 4 ? pages[value[4]] : value[0];
    if (page) { location.replace(number ? `${page}#s${number}` : page); return; }
    at("of").textContent = `${known.outlets[facts[0]] ?? "Outlet not known"} · ${facts[1] || "date not known"}`;
    at("title").textContent = `Article ${value[4]}`;
    at("id").textContent = value[4];
    at("how").hidden = false;
    at("said").textContent = "";
    write(value);
    const sentence = at(`s${number}`);
    sentence?.classList.add("here");
    sentence?.scrollIntoView({ block: "center" });
    document.body.dataset.shown = article;
  } catch (error) {
    at("said").textContent = error.message;
  }
}

const script = document.createElement("script");
script.onload = script.onerror = show; // where nobody asked for a page the file may be gone
script.src = "asked.js";
document.head.append(script);
window.addEventListener("hashchange", show);
})();
