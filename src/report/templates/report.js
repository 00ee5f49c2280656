"use strict";
// Filters, order and the review. The page says everything without this script.
(function () {
  const byId = (id) => document.getElementById(id);
  const tools = byId("tools");

  // A link into a closed article or agreement opens it first.
  function reveal() {
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && byId(id);
    if (!target) return;
    for (let at = target; at; at = at.parentElement) if (at.tagName === "DETAILS") at.open = true;
    const inner = target.matches(".agreements > li") && target.querySelector("details");
    if (inner) inner.open = true;
    if (target.hidden && tools) { tools.reset(); apply(); }
    if (target.tabIndex < 0) target.focus({ preventScroll: true });
    target.scrollIntoView({ block: target.matches(".card") ? "start" : "center" });
  }
  window.addEventListener("hashchange", reveal);
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest('a[href^="#"]');
    if (link && link.getAttribute("href") === location.hash) { event.preventDefault(); reveal(); }
  });

  if (!tools) { reveal(); return; }
  tools.hidden = false;
  const list = byId("cards");
  const cards = Array.from(list.children);
  const texts = new Map();
  const verdictOf = (card) => { const on = card.querySelector("input[type=radio]:checked"); return on ? on.value : ""; };
  const noteOf = (card) => card.querySelector("textarea").value;

  function text(card) {
    if (!texts.has(card)) {
      const words = Array.from(card.querySelectorAll("h3, .kind, .side"), (part) => part.textContent);
      texts.set(card, words.join(" ").toLowerCase());
    }
    return texts.get(card) + " " + noteOf(card).toLowerCase();
  }

  function apply() {
    const kind = byId("by-kind").value, outlet = byId("by-outlet").value, level = byId("by-level").value;
    const verdict = byId("by-verdict").value;
    const words = byId("by-words").value.toLowerCase().split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const card of cards) {
      const data = card.dataset;
      const fits = (!kind || data.kind === kind) && (!level || data.level === level)
        && (!outlet || data.a === outlet || data.b === outlet)
        && (!verdict || (verdict === "open" ? !verdictOf(card) : verdictOf(card) === verdict))
        && words.every((word) => text(card).includes(word));
      card.hidden = !fits;
      if (fits) shown += 1;
    }
    byId("none").hidden = shown > 0;
    byId("shown").textContent = shown + " of " + cards.length + " shown";
  }

  let ordered = "number";
  function order() {
    const by = byId("order").value;
    if (by === ordered) return;
    ordered = by;
    const number = (card) => Number(card.dataset.number);
    const compare = (x, y) => (x < y ? -1 : x > y ? 1 : 0);
    const orders = {
      number: () => 0,
      date: (x, y) => compare(y.dataset.date, x.dataset.date),
      kind: (x, y) => compare(x.dataset.kind, y.dataset.kind),
      outlet: (x, y) => compare(x.dataset.a, y.dataset.a) || compare(x.dataset.b, y.dataset.b),
    };
    const sorted = cards.slice().sort((x, y) => orders[by](x, y) || number(x) - number(y));
    list.append(...sorted);
  }

  // The review: verdicts and notes, and what an earlier review says of pairs that are not shown here.
  let carried = JSON.parse(byId("carried").textContent);
  let unsaved = false;
  function paint(card) { card.dataset.verdict = verdictOf(card); }
  function review() {
    const here = cards
      .map((card) => ({ pair_id: card.dataset.pair, verdict: verdictOf(card), note: noteOf(card) }))
      .filter((entry) => entry.verdict || entry.note);
    const all = here.concat(carried);
    all.sort((x, y) => (x.pair_id < y.pair_id ? -1 : 1));
    return JSON.stringify({ rashomon_review: 1, findings: all }, null, 1) + "\n";
  }
  function changed(event) {
    const card = event.target.closest(".card");
    if (!card) return;
    paint(card);
    unsaved = true;
    byId("saved").textContent = "Not saved yet.";
  }
  list.addEventListener("change", changed);
  list.addEventListener("input", changed);
  // A chosen verdict can be taken back: a second click, or the Delete key.
  function clear(radio) { radio.checked = false; radio.dispatchEvent(new Event("change", { bubbles: true })); }
  let before = null;
  list.addEventListener("pointerdown", (event) => {
    const label = event.target.closest("label");
    const radio = label && label.querySelector("input[type=radio]");
    before = radio && radio.checked ? radio : null;
  });
  list.addEventListener("click", (event) => {
    if (event.target.type === "radio" && event.target === before) { before = null; clear(event.target); }
  });
  list.addEventListener("keydown", (event) => {
    if (event.target.type === "radio" && (event.key === "Delete" || event.key === "Backspace")) clear(event.target);
  });

  byId("save").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([review()], { type: "application/json" }));
    link.download = "review.json";
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
    unsaved = false;
    byId("saved").textContent = "Saved as review.json. The next run takes it with --review review.json.";
  });
  byId("load").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    try {
      const read = JSON.parse(await file.text());
      if (read.rashomon_review !== 1) throw new Error("it is no review of this form");
      const entries = new Map(read.findings.map((entry) => [entry.pair_id, entry]));
      for (const card of cards) {
        const entry = entries.get(card.dataset.pair);
        if (!entry) continue;
        entries.delete(card.dataset.pair);
        for (const radio of card.querySelectorAll("input[type=radio]")) radio.checked = radio.value === entry.verdict;
        card.querySelector("textarea").value = entry.note || "";
        paint(card);
      }
      carried = carried.filter((entry) => !entries.has(entry.pair_id)).concat(Array.from(entries.values()));
      byId("saved").textContent = "Read " + read.findings.length + " verdicts and notes.";
      apply();
    } catch (error) {
      byId("saved").textContent = "This file could not be read: " + error.message;
    }
  });
  window.addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });

  tools.addEventListener("input", () => { order(); apply(); });
  tools.addEventListener("reset", () => setTimeout(() => { order(); apply(); }));
  tools.addEventListener("submit", (event) => event.preventDefault());
  cards.forEach(paint);
  apply();
  reveal();
})();
