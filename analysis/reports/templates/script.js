"use strict";
// Three aids that pages work without: filters, keys within charts, and long lists.
const all = (what, where = document) => [...where.querySelectorAll(what)];

// A thing (a mark, an utterance, a row) stays when, of every group with a choice, it has the class of one choice.
// What is chosen, and the sentence that one is at, stand in the address: #person=ana&voice=own&at=s12.
function filter(form) {
  const boxes = all("input", form);
  const names = [...new Set(boxes.map((box) => box.name))];
  const things = all(".text mark, section.item").map((it) => ({ it, place: it.closest(".why, section.item") }));
  const chosen = (name) => boxes.filter((box) => box.name === name && box.checked).map((box) => box.dataset.of);
  const fits = (it, wanted) => wanted.every((some) => !some.length || some.some((one) => it.classList.contains(one)));
  const reset = form.querySelector("[type=reset]");
  let places = [];
  let at = "";

  function apply() {
    const wanted = names.map(chosen);
    const isOpen = wanted.every((some) => !some.length);
    for (const { it } of things) it.classList.toggle("off", !fits(it, wanted));
    const every = [...new Set(things.map(({ place }) => place))];
    const shown = new Set(things.filter(({ it }) => !it.classList.contains("off")).map(({ place }) => place));
    places = every.filter((place) => shown.has(place));
    for (const place of every) place.classList.toggle("off", !shown.has(place));
    for (const place of every) if (place.matches(".why")) place.tabIndex = shown.has(place) ? 0 : -1;
    let sentences = 0;
    for (const one of all(".text .s")) {
      const isPale = !isOpen && !one.querySelector(".why:not(.off)");
      one.classList.toggle("pale", isPale);
      document.getElementById("c" + one.id.slice(1))?.classList.toggle("pale", isPale);
      sentences += !isPale && one.querySelector(".why") !== null;
    }
    const spoken = wanted.filter((_, number) => names[number] !== "frame");
    for (const one of all("aside .said")) one.classList.toggle("pale", !fits(one, spoken));
    for (const row of all(".evidence tbody tr")) row.hidden = !fits(row, wanted);
    for (const box of boxes) {
      const others = names.map((name, number) => (name === box.name ? [box.dataset.of] : wanted[number]));
      const n = new Set(things.filter(({ it }) => fits(it, others)).map(({ place }) => place)).size;
      box.parentElement.querySelector(".count").textContent = n;
      box.parentElement.classList.toggle("none", n === 0);
    }
    form.querySelector("output").value = document.querySelector(".text")
      ? `${places.length} of ${every.length} marked places, in ${sentences} sentence${sentences === 1 ? "" : "s"}`
      : `${places.length} of ${every.length} utterances on this page`;
    reset.disabled = isOpen;
  }

  function write() {
    const state = new URLSearchParams();
    for (const box of boxes) if (box.checked) state.append(box.name, box.value);
    if (at && state.size) state.append("at", at);
    const hash = state.size ? `#${state}` : at && `#${at}`;
    history.replaceState(null, "", hash || location.href.split("#")[0]);
  }

  function read() {
    const hash = location.hash.slice(1);
    if (hash.includes("=")) {
      const state = new URLSearchParams(hash);
      for (const box of boxes) box.checked = state.getAll(box.name).includes(box.value);
      apply();
      at = state.get("at") ?? "";
      if (at && document.getElementById(at)) location.replace(`#${at}`); // the browser goes there and marks it
    } else {
      at = hash;
      write();
    }
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("change", () => { apply(); write(); });
  form.addEventListener("reset", () => setTimeout(() => { apply(); write(); }));
  for (const button of all("[type=button]", form)) button.addEventListener("click", () => {
    const last = places.indexOf(document.querySelector(".why.last"));
    const next = last < 0 && button.value < 0 ? -1 : last + Number(button.value);
    const place = places.at(next % places.length);
    for (const one of all(".last, .open")) one.classList.remove("last", "open");
    place?.classList.add("last");
    place?.closest(".row").classList.add("open");
    place?.scrollIntoView({ block: "center" });
  });
  window.addEventListener("hashchange", read);
  window.addEventListener("pageshow", () => setTimeout(read)); // before, the browser would go to the whole address
  apply();
}

// A chart is one stop of the Tab key; arrow keys move within it.
function walk(chart) {
  const links = () => [...all("a:not(.weak)", chart), ...all("a.weak", chart)]; // weak ones come later, and lie below
  const stop = (link) => links().forEach((one) => one.setAttribute("tabindex", one === link ? 0 : -1));
  const steps = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity };
  const seen = () => links().filter((one) => one.getClientRects().length);
  const begin = () => stop(seen()[0] ?? links()[0]);
  begin();
  document.addEventListener("change", begin); // what was hidden may hold the stop
  chart.addEventListener("focusin", (event) => stop(event.target.closest("a")));
  chart.addEventListener("keydown", (event) => {
    if (!(event.key in steps)) return;
    event.preventDefault();
    const there = seen();
    const next = there.indexOf(document.activeElement) + steps[event.key];
    there[Math.max(0, Math.min(there.length - 1, next))].focus();
  });
}

// A long list shows fifty rows, more on demand; a word finds rows, a head sorts them.
function list(table) {
  const body = table.tBodies[0];
  const rows = [...body.rows];
  const form = document.querySelector("form.list");
  const more = document.querySelector("button.more");
  const key = (cell) => cell.dataset.value ?? cell.textContent.trim();
  let most = 50;

  function show() {
    const word = form.querySelector("input").value.toLowerCase();
    const found = [...body.rows].filter((row) => row.textContent.toLowerCase().includes(word));
    for (const row of rows) row.hidden = true;
    for (const row of found.slice(0, most)) row.hidden = false;
    more.hidden = found.length <= most;
    form.querySelector("output").value = `${Math.min(most, found.length)} of ${found.length} articles shown`;
  }

  function sort(head, column) {
    const isDown = head.getAttribute("aria-sort") === "ascending";
    for (const one of all("th", table.tHead)) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const compare = (a, b) => (key(a) === "") - (key(b) === "") ||
      (isDown ? -1 : 1) * (key(a) - key(b) || key(a).localeCompare(key(b)));
    body.append(...[...body.rows].sort((a, b) => compare(a.cells[column], b.cells[column])));
    show();
  }

  all("th", table.tHead).forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, column));
    head.append(button);
  });
  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", show);
  more.addEventListener("click", () => { most += 50; show(); });
  show();
}

// A table of a question shows fifty rows, page by page; a word finds rows, a head sorts them, and what is found is
// given as a file.
function page(box) {
  const table = box.querySelector("table");
  const body = table?.tBodies[0];
  if (!body || body.rows.length < 8 || !table.tHead) return;
  const rows = [...body.rows];
  let size = 50;
  const make = (kind, more) => Object.assign(document.createElement(kind), more);
  const tools = make("div", { className: "rowtools" });
  const find = make("input", { type: "search" });
  const said = make("output", {});
  const [back, next] = ["← Rows before", "Rows after →"].map((textContent) => make("button", { type: "button", textContent }));
  const save = make("button", { type: "button", textContent: "CSV of these rows" });
  const label = make("label", { textContent: "Find " });
  label.append(find);
  tools.append(label, back, next, said, save);
  box.before(tools);
  let order = rows;
  let found = rows;
  let at = 0;
  const number = (text) => Number(text.replace("−", "-").replaceAll(",", "").replace("–", "NaN").replace("%", "").trim() || NaN);

  function show() {
    const word = find.value.toLowerCase();
    found = order.filter((row) => row.textContent.toLowerCase().includes(word));
    at = Math.max(0, Math.min(at, found.length - 1));
    at -= at % Math.min(size, found.length || 1);
    body.replaceChildren(...found.slice(at, at + size));
    back.disabled = at === 0;
    next.disabled = at + size >= found.length;
    back.hidden = next.hidden = found.length <= size;
    said.value = found.length ? `rows ${at + 1} to ${Math.min(at + size, found.length)} of ${found.length}` : "no row";
  }

  function sort(head, column) {
    const isDown = head.getAttribute("aria-sort") === "ascending";
    for (const one of all("th", table.tHead)) one.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", isDown ? "descending" : "ascending");
    const text = (row) => row.cells[column].textContent;
    const compare = (a, b) => (text(a) === "–") - (text(b) === "–") ||
      (isDown ? -1 : 1) * (number(text(a)) - number(text(b)) || text(a).localeCompare(text(b)));
    order = [...rows].sort(compare);
    at = 0;
    show();
  }

  all("th", table.tHead).forEach((head, column) => {
    const button = make("button", { type: "button" });
    button.append(...head.childNodes);
    button.addEventListener("click", () => sort(head, column));
    head.append(button);
  });
  find.addEventListener("input", () => { at = 0; show(); });
  back.addEventListener("click", () => { at -= size; show(); });
  next.addEventListener("click", () => { at += size; show(); });
  addEventListener("beforeprint", () => { size = Infinity; at = 0; show(); });
  addEventListener("afterprint", () => { size = 50; show(); });
  box.find = (words) => { find.value = words; at = 0; show(); };
  save.addEventListener("click", () => {
    const guard = (text) => (/^[=+@\t\r-]/.test(text) && !/^-?[\d.,]+%?$/.test(text) ? `'${text}` : text); // a spreadsheet would run it
    const line = (row) => [...row.cells].map((cell) => `"${guard(cell.textContent).replaceAll('"', '""')}"`).join(",");
    const text = [table.tHead.rows[0], ...found].map(line).join("\r\n");
    const link = make("a", { href: URL.createObjectURL(new Blob(["\ufeff", text], { type: "text/csv" })), download: "rows.csv" });
    link.click();
    URL.revokeObjectURL(link.href);
  });
  show();
}

all(".table").forEach(page);
for (const link of all("a[data-find]")) link.addEventListener("click", () => {
  document.querySelector(link.getAttribute("href"))?.find?.(link.dataset.find); // the rows that a mark is made of
});
all("#filter").forEach(filter);
all("svg[role=group]").forEach(walk);
all("table.list").forEach(list);
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  document.documentElement.classList.add("quiet");
  const again = () => document.documentElement.classList.remove("quiet");
  for (const kind of ["mousemove", "focusin"]) document.addEventListener(kind, again, { once: true });
});
