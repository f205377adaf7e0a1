"use strict";
// Filters the marks of an article: a mark stays when it has the class of every choice.
const form = document.getElementById("filter");
const all = (where, what) => [...where.querySelectorAll(what)];

function apply() {
  const wanted = all(form, "select").map((select) => select.value).filter(Boolean);
  const fits = (element) => wanted.every((name) => element.classList.contains(name));
  for (const mark of all(document, ".text mark")) mark.classList.toggle("off", !fits(mark));
  let places = 0;
  for (const why of all(document, ".text .why")) {
    const shown = why.querySelector("mark:not(.off)") !== null;
    why.classList.toggle("off", !shown);
    why.tabIndex = shown ? 0 : -1;
    places += shown;
  }
  let sentences = 0;
  for (const sentence of all(document, ".text .s")) {
    const shown = sentence.querySelector(".why:not(.off)") !== null;
    sentence.classList.toggle("pale", wanted.length > 0 && !shown);
    sentences += shown;
  }
  for (const row of all(document, ".evidence tbody tr")) row.hidden = !fits(row);
  form.querySelector("output").value = `${places} marked places in ${sentences} sentences`;
}

form.hidden = false;
form.addEventListener("change", apply);
form.addEventListener("reset", () => setTimeout(apply));
window.addEventListener("pageshow", apply);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.documentElement.classList.add("quiet");
  const again = () => document.documentElement.classList.remove("quiet");
  for (const kind of ["mousemove", "focusin"]) document.addEventListener(kind, again, { once: true });
});
