"use strict";
const data = JSON.parse(document.getElementById("data").textContent);
const at = (id) => document.getElementById(id);
const KEYS = "123456789abdefgijkmoprtvwyz";
const store = `coding:${data.plan}:${data.coder}`;
let answers = {};
let training = data.training.length > 0;
let place = 0;
let waiting = false;  // for a key, after the feedback on a unit of the training
let unsure = false;
let unsaved = false;
const past = [];

const units = () => (training ? data.training : data.units);
const unit = () => units()[place];
const isAnswered = (one) => Boolean(answers[one.id] && answers[one.id].value);
const trained = {};

/** Where the browser keeps nothing, a page with answers that are in no file is not left without a question. */
function warn(event) { if (unsaved) event.preventDefault(); }

function keep() {
  unsaved = true;
  try { localStorage.setItem(store, JSON.stringify(answers)); } catch { addEventListener("beforeunload", warn); }
}

function show() {
  const one = unit();
  const done = data.units.filter(isAnswered).length;
  const doubts = data.units.filter((it) => isAnswered(it) && !answers[it.id].sure).length;
  at("where").textContent = training ? `training ${place + 1} of ${units().length}`
    : `unit ${place + 1} of ${units().length} · ${done} coded · ${doubts} unsure`;
  at("bar").value = training ? place / units().length : done / Math.max(data.units.length, 1);
  at("kept").textContent = !done ? "" : unsaved ? "not saved to a file yet" : "saved to a file";
  at("round").textContent = training ? "Training: these answers do not count." : "";
  const asked = data.variables[one.variable];
  at("question").textContent = asked.question.replace("{target}", one.target || "");
  at("flag").hidden = !one.flag;
  at("before").textContent = one.before;
  at("after").textContent = one.after;
  const text = at("text");
  text.replaceChildren();
  if (one.mark) {
    const letters = Array.from(one.text);
    const marked = document.createElement("mark");
    marked.textContent = letters.slice(one.mark[0], one.mark[1]).join("");
    text.append(letters.slice(0, one.mark[0]).join(""), marked, letters.slice(one.mark[1]).join(""));
  } else {
    text.textContent = one.text;
  }
  text.scrollTop = 0;
  const given = training ? trained[one.id] : answers[one.id];
  unsure = Boolean(given && given.value && given.sure === false);
  at("answers").replaceChildren(...asked.answers.map(([value, label], turn) => {
    const button = document.createElement("button");
    const key = document.createElement("kbd");
    key.textContent = KEYS[turn].toUpperCase();
    button.type = "button";
    button.dataset.value = value;
    button.append(key, ` ${label}`);
    button.setAttribute("aria-pressed", String(Boolean(given && given.value === value)));
    button.addEventListener("click", () => answer(value));
    return button;
  }));
  at("unsure").setAttribute("aria-pressed", String(unsure));
  at("note").value = (given && given.note) || "";
  at("undo").disabled = !past.length;
  at("skip").hidden = !training;
  at("feedback").hidden = true;
  at("entries").replaceChildren(...asked.codebook.flatMap(([head, body]) => {
    const title = document.createElement("h3");
    const words = document.createElement("p");
    title.textContent = head;
    words.textContent = body;
    return [title, words];
  }));
  at("previous").disabled = place === 0;
  at("next").disabled = !training && place === units().length - 1;
}

function answer(value) {
  const one = unit();
  if (waiting) return;
  const kept = training ? trained : answers;
  past.push({ training, place, id: one.id, before: kept[one.id] });
  kept[one.id] = { value, sure: !unsure, note: at("note").value, time: new Date().toISOString() };
  if (training) return teach(one, value);
  keep();
  onward();
}

function teach(one, value) {
  const labels = Object.fromEntries(data.variables[one.variable].answers);
  const right = one.answer && one.answer === value;
  const lines = [!one.answer ? "No answer is set for this unit: read the codebook again, and talk about it with the others."
    : right ? `Yes: ${labels[one.answer]}.` : `The answer set for it is: ${labels[one.answer]}. You said: ${labels[value]}.`];
  if (one.reason) lines.push(one.reason);
  lines.push("Any key goes on.");
  show();
  at("feedback").textContent = lines.join("\n");
  at("feedback").hidden = false;
  waiting = true;
}

function onward() {
  const count = units().length;
  let next = -1;
  for (let step = 1; step <= count; step += 1) {
    const other = (place + step) % count;
    if (!isAnswered(units()[other])) { next = other; break; }
  }
  if (next >= 0) place = next;
  else say("Every unit is coded. Save to a file (S) and send it back.");
  show();
}

function goOn() {
  waiting = false;
  if (place + 1 < units().length) { place += 1; show(); } else endTraining();
}

function endTraining() {
  training = false;
  waiting = false;
  past.length = 0;
  place = 0;
  if (data.units.length && isAnswered(data.units[0])) onward(); else show();
}

function undo() {
  const last = past.pop();
  if (!last) return;
  const kept = last.training ? trained : answers;
  if (last.before) kept[last.id] = last.before; else delete kept[last.id];
  training = last.training;
  place = last.place;
  waiting = false;
  if (!training) keep();
  show();
}

function move(step) {
  if (waiting) return goOn();
  const next = place + step;
  if (next >= 0 && next < units().length) { place = next; show(); }
}

function doubt() {
  unsure = !unsure;
  at("unsure").setAttribute("aria-pressed", String(unsure));
  const given = answers[unit().id];
  if (!training && given && given.value) {
    past.push({ training, place, id: unit().id, before: { ...given } });
    given.sure = !unsure;
    keep();
    show();
  }
}

function note() {
  const given = answers[unit().id];
  if (!training && given && given.note !== at("note").value) {
    given.note = at("note").value;
    keep();
    at("kept").textContent = "not saved to a file yet";
  }
}

const say = (words) => { at("said").textContent = words; };
const cell = (value) => `"${(/^[=+@\t\r]|^-(?!\d)/.test(value) ? `'${value}` : value).replaceAll('"', '""')}"`;
const COLUMNS = ["unit_id", "coder", "variable", "value", "sure", "note", "coded_at", "codebook"];

function written() {
  const rows = data.units.filter(isAnswered).map((one) => {
    const given = answers[one.id];
    const book = data.variables[one.variable].hash;
    return [one.id, data.coder, one.variable, given.value, given.sure ? "1" : "0", given.note || "", given.time || "", book];
  });
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(",")).join("\r\n") + "\r\n";
}

function save() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([written()], { type: "text/csv" }));
  link.download = `answers-${data.coder}.csv`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
  unsaved = false;
  say(`Saved as ${link.download}: ${data.units.filter(isAnswered).length} units.`);
  show();
}

function rows(text) {
  const found = [];
  let row = [];
  let value = "";
  let quoted = false;
  const head = text.split("\n", 1)[0];
  const apart = [",", ";", "\t"].reduce((most, sign) => (head.split(sign).length > head.split(most).length ? sign : most));
  for (let i = 0; i < text.length; i += 1) {
    const sign = text[i];
    if (quoted) {
      if (sign !== '"') value += sign;
      else if (text[i + 1] === '"') { value += '"'; i += 1; } else quoted = false;
    } else if (sign === '"') quoted = true;
    else if (sign === apart) { row.push(value); value = ""; }
    else if (sign === "\n") { row.push(value); found.push(row); row = []; value = ""; }
    else if (sign !== "\r") value += sign;
  }
  if (value || row.length) { row.push(value); found.push(row); }
  return found;
}

const bare = (value) => value.trim().replace(/^['’‘"“”„`]+|['’‘"“”„`]+$/g, "").trim();

/** The answer that a cell means, by what is written down or what it is called, as a spreadsheet may write it. */
function meant(value, allowed) {
  const plain = bare(value).replace(/[−–]/g, "-").replace(/^\+/, "").replace(/[.,]0$/, "").toLowerCase();
  const found = allowed.find(([key]) => key.toLowerCase() === plain) || allowed.find(([, label]) => label.toLowerCase() === plain);
  return found && found[0];
}

function load(text) {
  const [head, ...body] = rows(text.replace(/^\ufeff/, "").replace(/^"?sep=.*\r?\n/, ""));
  const column = Object.fromEntries((head || []).map((name, turn) => [bare(name).toLowerCase(), turn]));
  if (!("unit_id" in column && "value" in column)) return say("This is no file of answers: it has no unit_id and value.");
  const known = Object.fromEntries(data.units.map((one) => [one.id, one]));
  const read = {};
  for (const row of body) {
    const field = (name) => (name in column ? (row[column[name]] || "").trim() : "");
    if (row.every((value) => !value.trim())) continue;
    const one = known[bare(field("unit_id")).toLowerCase()];
    if (!one || (field("coder") && bare(field("coder")).toLowerCase() !== data.coder.toLowerCase())) {
      return say(one ? `This file is of another coder: ${field("coder")}.` : `This file is of another sheet: ${field("unit_id")}.`);
    }
    const asked = data.variables[one.variable];
    if (field("codebook") && bare(field("codebook")).toLowerCase() !== asked.hash) return say("This file was coded by another codebook.");
    if (!field("value")) continue;
    const value = meant(field("value"), asked.answers);
    if (value === undefined) {
      return say(`This file has an answer that is none: ${field("value")}. Allowed: ${asked.answers.map(([key]) => key).join(", ")}.`);
    }
    read[one.id] = { value, sure: field("sure") !== "0", note: field("note").replace(/^'(?=[=+@-])/, ""), time: field("coded_at") };
  }
  const isLater = (one, other) => Boolean(one && other && (one.time || "") > (other.time || ""));
  const later = Object.keys(answers).filter((id) => !(id in read) || isLater(answers[id], read[id]));
  answers = { ...read, ...Object.fromEntries(later.map((id) => [id, answers[id]])) };
  keep();
  unsaved = later.length > 0;  // what this page holds beyond the file
  endTraining();
  say(`Read ${Object.keys(read).length} units; go on where you left.`);
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const key = event.key.toLowerCase();
  if (event.target === at("note")) {
    if (key === "escape" || key === "enter") { note(); at("note").blur(); event.preventDefault(); }
    return;
  }
  if (["tab", "shift", "control", "alt", "meta"].includes(key)) return;
  if (event.target instanceof HTMLButtonElement && (key === "enter" || key === " ")) {
    if (waiting) { event.preventDefault(); goOn(); }
    return;
  }
  const does = {
    u: undo, q: doubt, n: () => at("note").focus(), s: save, l: () => at("file").click(), c: () => at("book").click(),
    x: () => { if (training) endTraining(); }, arrowleft: () => move(-1), arrowright: () => move(1), backspace: undo,
  };
  if (waiting && !["u", "backspace", "x"].includes(key)) { event.preventDefault(); return goOn(); }
  const turn = KEYS.indexOf(key);
  const asked = data.variables[unit().variable].answers;
  if (key.length === 1 && turn >= 0 && turn < asked.length) { event.preventDefault(); say(""); answer(asked[turn][0]); }
  else if (does[key]) { event.preventDefault(); say(""); does[key](); }
});
at("note").addEventListener("change", note);
at("unsure").addEventListener("click", doubt);
at("undo").addEventListener("click", undo);
at("previous").addEventListener("click", () => move(-1));
at("next").addEventListener("click", () => move(1));
at("save").addEventListener("click", save);
at("load").addEventListener("click", () => at("file").click());
at("skip").addEventListener("click", endTraining);
at("feedback").addEventListener("click", goOn);
at("book").addEventListener("click", () => {
  const open = at("entries").hidden;
  at("entries").hidden = !open;
  at("book").setAttribute("aria-expanded", String(open));
});
at("file").addEventListener("change", async () => {
  if (at("file").files.length) load(await at("file").files[0].text());
  at("file").value = "";
});

try { answers = JSON.parse(localStorage.getItem(store) || "{}"); } catch { answers = {}; }
if (Object.keys(answers).length) {
  unsaved = true;
  endTraining();
  say("Answers that this browser kept are here again. The file that you save is what counts.");
} else {
  show();
}
