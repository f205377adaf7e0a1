
"use strict";
// Finds what `narrative find` finds. Texts and words lie beside the page in shards, scripts that call `shard`.
(() => {
const known = JSON.parse(document.getElementById("known").textContent);
const waiting = new Map();
const held = new Map();
globalThis.shard = (name, values) => { held.set(name, values); waiting.get(name)?.(values); };

function load(name) {
  if (held.has(name)) return Promise.resolve(held.get(name));
  return new Promise((done, fail) => {
    const script = document.createElement("script");
    waiting.set(name, (values) => { script.remove(); done(values); });
    script.onerror = () => fail(new Error(`search/${name}.js does not load`));
    script.src = `search/${name}.js`;
    document.head.append(script);
  });
}

// The words of a text, as the command reads them.
const WORD = /[\p{L}\p{N}_]+(?:['’][\p{L}\p{N}_]+)*/gu;
const ASKED = /~?[\p{L}\p{N}_*?]+(?:['’][\p{L}\p{N}_*?]+)*/gu;
const GAP = 5;
const MOST = 30;
function keyOf(word) {
  const key = word.toLowerCase().replaceAll("’", "'");
  return key.endsWith("'s") ? key.slice(0, -2) : key;
}

function readQuery(written) {
  const places = [];
  for (const part of written.split(/\s+/u).filter(Boolean)) {
    const choices = part.split("|").map((choice) => (choice.match(ASKED) ?? []).map(keyOf));
    if (choices.length > 1) {
      if (choices.some((words) => words.length !== 1 || words[0] === "*")) throw new Error("Each side of | must be one word.");
      places.push(choices.map((words) => words[0]));
    } else for (const word of choices[0]) places.push(word === "*" ? [] : [word]);
  }
  for (const word of places.flat()) {
    const isWild = /[*?]/.test(word);
    if (!word.replace(/[~*?]/g, "") || (word.startsWith("~") && isWild)) throw new Error("A word must have a letter, and ~ or a wildcard but not both.");
  }
  if (!places.length || places.length > MOST) throw new Error(`A query must have 1 to ${MOST} words.`);
  if (!places[0].length || !places.at(-1).length) throw new Error("A query must begin and end with a word; a * alone is a gap.");
  return places;
}

// Shards of words are in order: those that may hold words with a beginning, or all.
function shardsFor(begin, isWhole) {
  const [firsts, names] = known.words;
  if (begin === "") return names;
  const end = isWhole ? begin : begin + "\uffff";
  return names.filter((_, at) => firsts[at] <= end && (at + 1 === names.length || firsts[at + 1] > begin || (!isWhole && firsts[at + 1].startsWith(begin))));
}

async function wordsOf(asked) {
  if (asked.startsWith("~")) {
    const word = asked.slice(1);
    const all = (await Promise.all(known.words[1].map(load))).flat();
    const stem = (all.find((one) => one[0] === word) ?? all.find((one) => one[1] === word))?.[1];
    return stem === undefined ? [] : all.filter((one) => one[1] === stem);
  }
  const begin = asked.split(/[*?]/)[0];
  const isWhole = begin === asked;
  const found = (await Promise.all(shardsFor(begin, isWhole).map(load))).flat();
  if (isWhole) return found.filter((one) => one[0] === asked);
  const pattern = asked.replace(/[.+^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*").replaceAll("?", ".");
  const fits = new RegExp(`^${pattern}$`, "u");
  return found.filter((one) => fits.test(one[0]));
}

// Each place becomes the set of words that it takes; articles must hold one of each.
async function prepare(written) {
  const places = [];
  let articles = null;
  for (const choices of readQuery(written)) {
    if (!choices.length) { places.push(null); continue; }
    const words = (await Promise.all(choices.map(wordsOf))).flat();
    const holders = new Set();
    for (const [, , steps] of words) { let at = 0; for (const step of steps) holders.add(at += step); }
    articles = articles === null ? holders : new Set([...articles].filter((at) => holders.has(at)));
    places.push(new Set(words.map((one) => one[0])));
  }
  return { places, articles: [...articles].sort((a, b) => a - b) };
}

function ends(places, keys, at) {
  let reached = new Set([at]);
  let slack = 0;
  for (const place of places.slice(1)) {
    if (place === null) { slack = GAP; continue; }
    const next = new Set();
    for (const end of reached) for (let n = 1; n < 2 + slack; n++) if (end + n < keys.length && place.has(keys[end + n])) next.add(end + n);
    reached = next;
    slack = 0;
  }
  return reached.size ? Math.min(...reached) : null;
}

function places(query, article, value, hits) {
  const [file, text, sentences, segments] = value;
  let stretch = 0;
  sentences.forEach(([start, end, section, people], number) => {
    const words = [...text.slice(start, end).matchAll(WORD)];
    const keys = words.map((word) => keyOf(word[0]));
    for (let at = 0; at < keys.length; at++) {
      if (!query[0].has(keys[at])) continue;
      const last = ends(query, keys, at);
      if (last === null) continue;
      const from = start + words[at].index;
      const to = start + words[last].index + words[last][0].length;
      while (stretch + 1 < segments.length && segments[stretch][1] <= from) stretch++;
      const inside = segments[stretch] && segments[stretch][0] <= from && from < segments[stretch][1];
      const [, , voice, speaker] = inside ? segments[stretch] : [0, 0, -1, -1];
      if (inside) hits.push({ article, file, text, number: number + 1, from, to, section, people, voice, speaker });
      at = last;
    }
  });
}

// The words around a place: whole ones, as many characters as the command takes.
const flat = (words) => words.split(/\s+/u).filter(Boolean).join(" ");
function left({ text, from }) {
  const before = [...text.slice(Math.max(0, from - 2 * known.width - 2), from)];
  const words = before.slice(-known.width).join("");
  const cut = before.length > known.width && !/\s/u.test(before.at(-known.width - 1)) && !/^\s/u.test(words);
  return flat(cut && words.trim().includes(" ") ? words.slice(words.indexOf(" ") + 1) : words);
}
function right({ text, to }) {
  const after = [...text.slice(to, to + 2 * known.width + 2)];
  const words = after.slice(0, known.width).join("");
  const cut = after.length > known.width && !/\s/u.test(after[known.width]) && !/\s$/u.test(words);
  return flat(cut && words.trim().includes(" ") ? words.slice(0, words.lastIndexOf(" ")) : words);
}

const form = document.getElementById("search");
const box = document.getElementById("found");
const output = form.querySelector("output");
const more = box.querySelector("button.more");
const selects = [...form.querySelectorAll("select")];
let facts = [];
let hits = [];
let shown = [];
let most = 100;
let turn = 0;

const plural = (n, word) => `${n.toLocaleString("en")} ${word}${n === 1 ? "" : "s"}`;
function inPeriod([, earliest, latest], period) {
  return !period || (earliest && earliest.slice(0, period.length) >= period && latest.slice(0, period.length) <= period);
}
const tests = {
  outlet: (hit, value) => facts[hit.article][0] === Number(value),
  voice: (hit, value) => hit.voice === Number(value),
  speaker: (hit, value) => hit.speaker === Number(value),
  person: (hit, value) => hit.people.includes(Number(value)),
  section: (hit, value) => hit.section === Number(value),
  period: (hit, value) => inPeriod(facts[hit.article], value),
};
const chosen = () => selects.filter((one) => one.value !== "").map((one) => [one.name, one.value]);
const passes = (hit, wanted) => wanted.every(([name, value]) => tests[name](hit, value));

function choices() {
  const years = new Set();
  for (const [, earliest] of facts) if (earliest) { years.add(earliest.slice(0, 4)); years.add(earliest.slice(0, 7)); }
  const numbered = (names) => names.map((name, at) => [String(at), name]);
  return {
    outlet: numbered(known.outlets), voice: numbered(known.voices), speaker: numbered(known.speakers),
    person: numbered(known.people), section: numbered(known.sections), period: [...years].sort().map((one) => [one, one]),
  };
}

function fillFacets() {
  const options = choices();
  for (const select of selects) {
    const value = select.value || select.dataset.wanted || "";
    const others = chosen().filter(([name]) => name !== select.name);
    const left = hits.filter((hit) => passes(hit, others));
    select.replaceChildren(new Option("all", ""));
    for (const [key, label] of options[select.name]) {
      const n = left.reduce((sum, hit) => sum + (tests[select.name](hit, key) ? 1 : 0), 0);
      if (n || key === value) select.append(new Option(`${label} (${n.toLocaleString("en")})`, key));
    }
    select.value = value;
    select.dataset.wanted = "";
  }
}

// Gries' deviation of proportions over its largest possible value.
function dispersion(uses, words) {
  const used = uses.filter((_, at) => words[at] > 0);
  const long = words.filter((n) => n > 0);
  const sum = (values) => values.reduce((a, b) => a + b, 0);
  if (long.length < 2 || !sum(used)) return null;
  const all = sum(long), n = sum(used);
  const smallest = long.reduce((a, b) => Math.min(a, b)) / all;
  return long.reduce((total, words, at) => total + Math.abs(used[at] / n - words / all), 0) / 2 / (1 - smallest);
}

function count() {
  const wanted = chosen();
  const asked = Object.fromEntries(wanted);
  const isPart = wanted.some(([name]) => !["outlet", "period"].includes(name));
  const inside = facts.map((one) => (asked.outlet === undefined || one[0] === Number(asked.outlet)) && inPeriod(one, asked.period));
  const uses = facts.map(() => 0);
  for (const hit of shown) uses[hit.article]++;
  const rows = [...known.outlets.keys()].map((outlet) => [known.outlets[outlet], (at) => facts[at][0] === outlet]);
  rows.push(["all", () => true]);
  const body = box.querySelector(".counts tbody");
  body.replaceChildren();
  for (const [label, belongs] of rows) {
    const part = facts.map((_, at) => at).filter((at) => inside[at] && belongs(at));
    if (!part.length) continue;
    const n = part.reduce((sum, at) => sum + uses[at], 0);
    const words = part.reduce((sum, at) => sum + facts[at][3], 0);
    const even = isPart ? null : dispersion(part.map((at) => uses[at]), part.map((at) => facts[at][3]));
    const row = body.insertRow();
    const head = document.createElement("th");
    head.scope = "row";
    head.append(label);
    row.append(head);
    const held = part.filter((at) => uses[at]).length;
    const cells = [n.toLocaleString("en"), isPart || !words ? "–" : ((n / words) * 10000).toFixed(2), `${held.toLocaleString("en")} of ${part.length.toLocaleString("en")}`, even === null ? "–" : even.toFixed(2)];
    for (const text of cells) { const cell = row.insertCell(); cell.className = "n"; cell.append(text); }
  }
}

function line(hit) {
  const item = document.createElement("li");
  const link = document.createElement("a");
  link.href = hit.file.includes("#") ? `${hit.file}.${hit.number}` : `${hit.file}#s${hit.number}`;
  const part = (tag, name, text) => { const one = document.createElement(tag); one.className = name; one.dir = "auto"; one.append(text); return one; };
  link.append(part("span", "left", left(hit)), part("mark", "found", flat(hit.text.slice(hit.from, hit.to))), part("span", "right", right(hit)));
  const [outlet, earliest] = facts[hit.article];
  const who = hit.speaker < 0 ? "" : ` of ${known.speakers[hit.speaker]}`;
  const people = hit.people.length ? `; names ${hit.people.map((at) => known.people[at]).join(", ")}` : "";
  item.append(link, part("small", "of", `${known.outlets[outlet] ?? "outlet not known"}, ${earliest || "no date"}; ${known.voices[hit.voice]}${who}, ${known.sections[hit.section]}, sentence ${hit.number}${people}`));
  return item;
}

function show() {
  box.querySelector(".lines").replaceChildren(...shown.slice(0, most).map(line));
  more.hidden = shown.length <= most;
  const articles = new Set(shown.map((hit) => hit.article)).size;
  output.value = `${plural(shown.length, "place")} in ${plural(articles, "article")}${shown.length > most ? `; the first ${most} shown` : ""}`;
}

function apply() {
  most = 100;
  fillFacets();
  const wanted = chosen();
  shown = hits.filter((hit) => passes(hit, wanted));
  form.querySelector("[type=reset]").disabled = !wanted.length;
  count();
  show();
  const state = new URLSearchParams([["q", form.q.value], ...wanted]);
  history.replaceState(null, "", `#${state}`);
}

async function find() {
  const mine = ++turn;
  hits = [];
  try {
    output.value = "looking up the words";
    if (!facts.length) facts = (await Promise.all(known.facts.map(load))).flat(2);
    const { places: query, articles } = await prepare(form.q.value);
    const [firsts, names] = known.texts;
    let at = 0;
    for (let part = 0; part < names.length && at < articles.length; part++) {
      const end = part + 1 < names.length ? firsts[part + 1] : Infinity;
      if (articles[at] >= end) continue;
      const texts = await load(names[part]);
      if (mine !== turn) return;
      held.delete(names[part]); // texts are many: only those of places are kept
      for (; at < articles.length && articles[at] < end; at++) places(query, articles[at], texts[articles[at] - firsts[part]], hits);
      output.value = `${plural(hits.length, "place")} so far, in ${at.toLocaleString("en")} of ${plural(articles.length, "article")} that hold the words`;
    }
    box.hidden = false;
    document.body.dataset.found = hits.length;
    apply();
  } catch (error) {
    if (mine !== turn) return;
    box.hidden = true;
    output.value = error.message;
  }
}

function read() {
  const state = new URLSearchParams(location.hash.slice(1));
  if (!state.has("q")) return;
  form.q.value = state.get("q");
  for (const select of selects) { select.replaceChildren(new Option("all", "")); select.dataset.wanted = state.get(select.name) ?? ""; }
  for (const select of selects) if (select.dataset.wanted) { select.append(new Option(select.dataset.wanted, select.dataset.wanted)); select.value = select.dataset.wanted; }
  find();
}

form.hidden = false;
form.addEventListener("submit", (event) => { event.preventDefault(); find(); });
form.addEventListener("change", (event) => { if (event.target.matches("select")) apply(); });
form.addEventListener("reset", (event) => { event.preventDefault(); for (const one of selects) one.value = ""; apply(); });
more.addEventListener("click", () => { const at = most; most += 100; show(); box.querySelectorAll(".lines a")[at]?.focus(); });
document.addEventListener("keydown", (event) => {
  const isTyping = event.target.matches("input, select, textarea");
  if (event.key === "/" && !isTyping) { event.preventDefault(); form.q.focus(); form.q.select(); }
  if (!["ArrowDown", "ArrowUp"].includes(event.key) || event.target.matches("select")) return;
  const links = [...box.querySelectorAll(".lines a")];
  const at = links.indexOf(document.activeElement);
  if (at < 0 && document.activeElement !== form.q) return;
  event.preventDefault();
  const next = at + (event.key === "ArrowDown" ? 1 : -1);
  (next < 0 ? form.q : links[Math.min(next, links.length - 1)])?.focus();
});
window.addEventListener("hashchange", read);
read();
})();
