
"use strict";
// Points that the picture only draws become links when one comes to it: thousands of links at once would be too many for
// whoever checks or walks the page. The word of the point that one is at, or that is nearest, stands beside it.
(() => {
const NEAR = 10;
const make = (kind, given, ...inside) => {
  const it = document.createElementNS("http://www.w3.org/2000/svg", kind);
  for (const [name, value] of Object.entries(given)) it.setAttribute(name, value);
  it.append(...inside);
  return it;
};

function linksOf(path, { a, b }) {
  const places = path.getAttribute("d").split("M").slice(1).map((one) => one.match(/[\d.]+/g).map(Number));
  return path.dataset.terms.split(";").map((line, at) => {
    const [term, inA, inB, effect, q] = line.split("|");
    const [edge, cy, r] = places[at];
    const kinds = path.getAttribute("class").replace("dots", "weak");
    const said = `${term}: ${a} ${inA}, ${b} ${inB}; log ratio ${effect}; q ${q}`;
    const href = path.dataset.search + encodeURIComponent(term);
    return make("a", { class: kinds, href, tabindex: -1 }, make("title", {}, said), make("circle", { cx: (edge + r).toFixed(1), cy, r }));
  });
}

for (const chart of document.querySelectorAll(".explorer")) {
  const word = make("text", { class: "pointed", "aria-hidden": "true" });
  const open = () => {
    if (word.parentNode) return;
    for (const path of chart.querySelectorAll(".dots")) path.replaceWith(...linksOf(path, chart.dataset));
    chart.append(word);
  };
  const say = (link) => {
    for (const one of chart.querySelectorAll(".near")) one.classList.remove("near");
    link?.classList.add("near");
    word.textContent = !link || link.querySelector("text") ? "" : link.querySelector("title").textContent.split(": ")[0];
    if (!word.textContent) return;
    const [x, y, r] = ["cx", "cy", "r"].map((name) => Number(link.querySelector("circle").getAttribute(name)));
    const isLate = x > chart.viewBox.baseVal.width / 2; // there it would leave the picture
    word.setAttribute("text-anchor", isLate ? "end" : "start");
    word.setAttribute("x", isLate ? x - r - 3 : x + r + 3);
    word.setAttribute("y", y + 4);
  };
  const nearest = (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(chart.getScreenCTM().inverse());
    const far = (link) => {
      const circle = link.querySelector("circle");
      return Math.hypot(circle.getAttribute("cx") - at.x, circle.getAttribute("cy") - at.y) - circle.getAttribute("r");
    };
    const seen = [...chart.querySelectorAll("a")].filter((link) => link.getClientRects().length).map((link) => [far(link), link]);
    const [distance, link] = seen.reduce((one, other) => (other[0] < one[0] ? other : one), [NEAR, null]);
    return distance < NEAR ? link : null;
  };
  chart.addEventListener("pointerenter", open);
  chart.addEventListener("focusin", (event) => { open(); say(event.target.closest("a")); });
  chart.addEventListener("focusout", () => say(null));
  chart.addEventListener("pointermove", (event) => say(event.target.closest("a") ?? nearest(event)));
  chart.addEventListener("pointerleave", () => say(null));
  chart.addEventListener("click", (event) => { if (!event.target.closest("a")) nearest(event)?.dispatchEvent(new MouseEvent("click", { ctrlKey: event.ctrlKey, metaKey: event.metaKey })); });
}
})();
