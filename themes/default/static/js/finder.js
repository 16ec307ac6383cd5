// The finder of instruments: filters the table and shows some of its rows side by side. What is filtered and chosen
// stands in the fragment of the address and nowhere else. Without this file the table shows everything.
"use strict";

{
  const state = globalThis.finderState;
  const language = document.documentElement.lang;
  const finder = document.querySelector(".finder");
  const form = finder.querySelector(".finder-filters");
  const count = finder.querySelector(".finder-count");
  const list = finder.querySelector(".finder-list");
  const table = list.querySelector("table");
  const comparison = finder.querySelector(".finder-comparison");
  const heading = comparison.querySelector("h3");
  const bar = finder.querySelector(".finder-bar");
  const message = bar.querySelector("[role=status]");
  const most = Number(bar.dataset.most);
  const digits = new Intl.NumberFormat(language);

  const filled = (text, values) => text.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);

  // The first column has the boxes to choose by, the second the names.
  const heads = [...table.tHead.rows[0].cells].slice(2);
  const rows = new Map(
    [...table.tBodies[0].rows].map((element) => {
      const { id, name, rater, items, minutes, language: languages, licence } = element.dataset;
      const [choice, first, ...cells] = element.cells;
      const texts = [first.querySelector("a"), first.querySelector(".finder-name"), element.querySelector(".finder-construct")];
      const text = texts.map((part) => part?.textContent ?? "").join(" ");
      const values = state.row({ text, rater, items, minutes, language: languages, licence }, language);
      return [id, { element, name, first, cells, values, box: choice.querySelector("input") }];
    }),
  );
  let chosen = [];

  const filters = () => Object.fromEntries(state.FILTERS.map((key) => [key, form.elements[key].value.trim()]));

  function keep() {
    const fragment = state.write({ filters: filters(), chosen });
    history.replaceState(history.state, "", fragment || location.pathname + location.search);
  }

  function filter() {
    const fits = state.test(filters(), language);
    let shown = 0;
    for (const { element, values } of rows.values()) {
      const fitting = fits(values);
      element.hidden = !fitting;
      shown += fitting ? 1 : 0;
    }
    count.textContent = filled(count.dataset.text, { shown: digits.format(shown), total: digits.format(rows.size) });
  }

  /** A cell with what another holds, which keeps its own. */
  function copy(cell, tag) {
    const made = document.createElement(tag);
    if (cell.lang) {
      made.lang = cell.lang;
    }
    made.append(...[...cell.childNodes].map((node) => node.cloneNode(true)));
    return made;
  }

  function compare() {
    for (const [id, { box }] of rows) {
      box.checked = chosen.includes(id);
    }
    bar.hidden = chosen.length === 0;
    message.textContent = filled(message.dataset.text, { number: digits.format(chosen.length) });
    message.classList.remove("finder-refusal");
    const columns = chosen.map((id) => rows.get(id));
    const compared = columns.length > 1;
    comparison.hidden = !compared;
    bar.querySelector(".finder-show").disabled = !compared;
    finder.classList.toggle("finder-compares", compared);
    const [head, body] = [comparison.querySelector("thead"), comparison.querySelector("tbody")];
    head.replaceChildren();
    body.replaceChildren();
    if (!compared) {
      return;
    }
    const names = document.createElement("tr");
    names.append(document.createElement("td"));
    for (const { name, first, box } of columns) {
      const cell = copy(first, "th");
      cell.scope = "col";
      const button = document.createElement("button");
      button.type = "button";
      button.value = box.value;
      button.textContent = filled(comparison.dataset.remove, { name });
      button.lang = language;
      cell.append(button);
      names.append(cell);
    }
    head.append(names);
    heads.forEach((property, index) => {
      const line = document.createElement("tr");
      const label = document.createElement("th");
      label.scope = "row";
      label.textContent = property.textContent;
      line.append(label);
      line.append(...columns.map(({ cells }) => copy(cells[index], "td")));
      body.append(line);
    });
  }

  function choose(next) {
    chosen = next;
    compare();
    keep();
  }

  /** Takes over what the address says. A fragment that names a place in the page changes nothing. */
  function restore() {
    const told = state.read(location.hash, rows.keys(), most);
    if (told) {
      for (const key of state.FILTERS) {
        form.elements[key].value = told.filters[key];
      }
      chosen = told.chosen;
      // On a phone the filters are closed, but not while they filter.
      if (Object.values(told.filters).some(Boolean)) {
        form.querySelector("details").open = true;
      }
    }
    filter();
    compare();
  }

  finder.classList.add("finder-ready");
  restore();

  form.addEventListener("input", () => {
    filter();
    keep();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => {
    // The fields are empty only after this event.
    setTimeout(() => {
      filter();
      keep();
    });
  });

  table.addEventListener("change", ({ target }) => {
    const next = state.toggled(chosen, target.value, most);
    if (next) {
      choose(next);
    } else {
      target.checked = false;
      message.textContent = message.dataset.full;
      message.classList.add("finder-refusal");
    }
  });

  bar.querySelector(".finder-show").addEventListener("click", () => {
    comparison.scrollIntoView();
    heading.focus({ preventScroll: true });
  });
  bar.querySelector(".finder-clear").addEventListener("click", () => {
    choose([]);
    list.focus({ preventScroll: true });
  });

  // The button is gone afterwards, so the next one has the focus, or the table.
  comparison.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) {
      return;
    }
    const place = chosen.indexOf(button.value);
    choose(state.toggled(chosen, button.value, most));
    const buttons = comparison.querySelectorAll("button");
    (buttons[Math.min(place, buttons.length - 1)] ?? list).focus();
  });

  addEventListener("hashchange", restore);
}
