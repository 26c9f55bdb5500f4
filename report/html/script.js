"use strict";
for (const form of document.querySelectorAll("form.filter")) {
  const place = form.parentNode, fields = form.elements, said = form.querySelector("p");
  const rows = [...place.querySelectorAll("tbody tr:not(.total)")];
  const parts = [...place.querySelectorAll("section")];
  const folds = [...place.querySelectorAll("details.fold")].map(fold => [fold, [...fold.querySelectorAll("tbody tr")]]);
  const heat = row => row.closest("table").classList.contains("heat");
  const plain = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const words = new Map(), cells = new Map(), title = new Map();
  for (const [fold, inside] of folds) for (const row of inside) title.set(row, fold.querySelector("b").textContent + " ");
  const once = (known, row, make) => known.get(row) || known.set(row, make(row)).get(row);
  const wordsOf = row => once(words, row, r => plain((title.get(r) || "") + (heat(r) ? r.cells[0] : r).textContent));
  const cellsOf = row => once(cells, row, r => [...r.cells].slice(1).map(c => [c, c.textContent.replace(/^\S* /, "").split(", ")]));
  let marked = [];
  const shows = (row, text, standing) => {
    if (!wordsOf(row).includes(text)) return false;
    if (!standing) return true;
    const hits = cellsOf(row).filter(c => c[1].includes(standing));
    for (const c of hits) { c[0].classList.add("hit"); marked.push(c[0]); }
    return hits.length > 0;
  };
  const opened = new Set();
  const unfold = text => {
    for (const [fold, inside] of folds) fold.hidden = inside.every(row => row.hidden);
    const left = folds.map(f => f[0]).filter(f => !f.closest("[hidden]"));
    const few = text ? 12 > left.length : false;
    for (const fold of opened) if (!few || fold.hidden) { fold.open = false; opened.delete(fold); }
    for (const fold of few ? left : []) if (!fold.open) { fold.open = true; opened.add(fold); }
  };
  const apply = () => {
    for (const cell of marked) cell.classList.remove("hit");
    marked = [];
    const text = plain(fields.text.value.trim());
    const part = fields.part ? fields.part.value : "";
    const standing = fields.standing ? fields.standing.value : "";
    for (const p of parts) p.hidden = part ? p.id !== part : false;
    let all = 0, shown = 0;
    for (const row of rows) {
      row.hidden = !shows(row, text, standing);
      if (row.closest("section").hidden) continue;
      all++;
      shown += row.hidden ? 0 : 1;
    }
    unfold(text);
    said.textContent = shown + " of " + all + " rows shown";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", e => e.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
}
if (!CSS.supports("selector(::details-content)")) {
  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("details:not([open])")];
    for (const d of folded) d.open = true;
  });
  addEventListener("afterprint", () => { for (const d of folded) d.open = false; });
}
