// Table: the same facts as the map, for reading, sorting and choosing. Text only ever enters as text.

const shown = (value, digits) => value.toLocaleString("en-US", { minimumFractionDigits: digits, maximumFractionDigits: digits });
const MILE = 1609.344;
const signed = value => (value > 0 ? "+" : value < 0 ? "−" : "") + shown(Math.abs(value), 2);

function element(name, text = "", attributes = {}) {
  const made = document.createElement(name);
  made.textContent = text;
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

// Where in a beat's row the shares of its load begin that are each signal's.
const SHARES_AT = 20;

// A column is its title, the place of its value in a beat's row, and how it is written.
function columnsOf(data) {
  if (data.counterpart) {
    // Both plans' columns beside each other; what has no counterpart has no figure before.
    const [at, other, title] = data.areas.load ? [3, 14, data.unitTitle] : [2, 9, "Calls"];
    const text = value => value === null ? "–" : value.toLocaleString("en-US", { maximumFractionDigits: 1 });
    return [
      { title: "Beat", at: 0, text: String },
      { title, at, text },
      { title: "in the other", at: other, text },
      { title: "Dev. %", at: 4, text: value => value === null ? "left out" : signed(value) },
      { title: "in the other", at: 10, text: value => value === null ? "–" : signed(value) },
      { title: "Areas", at: 1, text: value => shown(value, 0) },
      { title: "gained", at: 11, text: value => shown(value, 0) },
      { title: "given", at: 12, text: value => shown(value, 0) },
    ];
  }
  const load = data.areas.load ? [{ title: data.unitTitle, at: 3, text: value => value.toLocaleString("en-US", { maximumFractionDigits: 1 }) }] : [];
  return [
    { title: "Beat", at: 0, text: String },
    ...(data.callFree ? [] : [{ title: "Calls", at: 2, text: value => shown(value, 0) }]),
    ...load,
    ...(data.shares ?? []).map((name, at) => ({ title: `${name} %`, at: SHARES_AT + at, text: value => shown(100 * value, 1) })),
    { title: "Dev. %", at: 4, text: value => value === null ? "left out" : signed(value) },
    { title: "Areas", at: 1, text: value => shown(value, 0) },
    data.measures === "us" ? { title: "sq mi", at: 5, text: value => shown(value / (MILE * MILE / 1e6), 3) } : { title: "km²", at: 5, text: value => shown(value, 3) },
    { title: "Compact", at: 7, text: value => shown(value, 3) },
    ...(data.plans[0].beats[0].length > 8 ? [{ title: "Busy %", at: 8, text: value => value === undefined ? "" : shown(value, 1) }] : []),
  ];
}

class BeatTable {
  constructor(table, data, choose) {
    Object.assign(this, { table, choose, columns: columnsOf(data), sorted: 0, descending: false });
    const row = table.tHead.insertRow();
    this.columns.forEach((column, index) => {
      const head = element("th", "", { scope: "col", "data-title": column.title });
      const button = element("button", column.title, { type: "button" });
      button.addEventListener("click", () => this.sort(index));
      head.append(button);
      row.append(head);
    });
  }

  fill(beats, nameOf, group) {
    Object.assign(this, { beats, nameOf, group });
    this.table.tHead.rows[0].cells[0].firstChild.textContent = group;
    this.sort(this.sorted, this.descending);
    const sum = at => beats.reduce((total, beat) => total + beat[at], 0);
    const foot = element("tr");
    foot.append(element("th", "All", { scope: "row" }));
    for (const column of this.columns.slice(1)) {
      foot.append(element("td", [1, 2, 3, 5, 11, 12].includes(column.at) ? column.text(sum(column.at)) : ""));
    }
    this.table.tFoot.replaceChildren(foot);
  }

  // A second press on a title turns the order round. Equal values stay in the order of beats.
  sort(index, descending = index === this.sorted ? !this.descending : false) {
    Object.assign(this, { sorted: index, descending });
    const at = this.columns[index].at;
    const order = [...this.beats].sort((a, b) => (descending ? b[at] - a[at] : a[at] - b[at]) || a[0] - b[0]);
    this.table.tBodies[0].replaceChildren(...order.map(beat => this.row(beat)));
    [...this.table.tHead.rows[0].cells].forEach((head, at) => {
      if (at === index) head.setAttribute("aria-sort", descending ? "descending" : "ascending");
      else head.removeAttribute("aria-sort");
    });
    this.mark(this.chosen, false);
  }

  row(beat) {
    const row = element("tr", "", { "data-beat": beat[0] });
    const head = element("th", "", { scope: "row" });
    head.append(element("button", this.nameOf(beat[0]), { type: "button", "aria-pressed": "false", "aria-label": `${this.group} ${this.nameOf(beat[0])}` }));
    row.append(head, ...this.columns.slice(1).map(column => element("td", column.text(beat[column.at]))));
    row.addEventListener("click", () => this.choose(beat[0] === this.chosen ? 0 : beat[0]));
    return row;
  }

  mark(number, scroll = true) {
    this.chosen = number;
    for (const row of this.table.tBodies[0].rows) {
      const chosen = Number(row.dataset.beat) === number;
      row.classList.toggle("chosen", chosen);
      row.querySelector("button").setAttribute("aria-pressed", chosen);
      if (chosen && scroll) this.bring(row);
    }
  }

  // Scrolls the table's own box, never the page.
  bring(row) {
    const box = this.table.parentElement;
    const head = this.table.tHead.offsetHeight;
    const [top, bottom] = [row.offsetTop - head, row.offsetTop + row.offsetHeight];
    if (top < box.scrollTop) box.scrollTop = top;
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTop = bottom - box.clientHeight;
  }
}
