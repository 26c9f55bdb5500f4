"use strict";
for (const form of document.querySelectorAll("form.filter")) {
  const place = form.parentNode, fields = form.elements, said = form.querySelector("p");
  const rows = [...place.querySelectorAll("tbody tr:not(.total)")];
  const parts = [...place.querySelectorAll("section")];
  const heat = row => row.closest("table").classList.contains("heat");
  const plain = text => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
  const words = new Map(), cells = new Map();
  const once = (known, row, make) => known.get(row) || known.set(row, make(row)).get(row);
  const wordsOf = row => once(words, row, r => plain((heat(r) ? r.cells[0] : r).textContent));
  const cellsOf = row => once(cells, row, r => [...r.querySelectorAll("i")].map(i => [i.parentNode, i.textContent.slice(1).split(", ")]));
  let marked = [];
  const shows = (row, text, standing) => {
    if (!wordsOf(row).includes(text)) return false;
    if (!standing) return true;
    const hits = cellsOf(row).filter(c => c[1].includes(standing));
    for (const c of hits) { c[0].classList.add("hit"); marked.push(c[0]); }
    return hits.length > 0;
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
    said.textContent = shown + " of " + all + " rows shown";
  };
  form.addEventListener("input", apply);
  form.addEventListener("submit", e => e.preventDefault());
  form.addEventListener("reset", () => setTimeout(apply));
  form.hidden = false;
}
