// What helps while reading, where the screen is wide enough: notes stand in the margin beside what they are about, and
// the outline marks the section in view. Without this file notes are at the foot, where they also stay.

/** How far below the top of the window a heading still counts as reached, in pixels: a link leaves it a little below. */
const LINE = 100;

/** Puts a copy of each footnote beside its number. Whoever listens to the page hears the note once, at its foot. */
function putNotes(prose) {
  const notes = [];
  for (const reference of prose.querySelectorAll(".footnote-ref > a")) {
    const note = document.getElementById(decodeURIComponent(reference.hash.slice(1)));
    if (!note || notes.some((other) => other.note === note)) continue;
    const copy = document.createElement("div");
    copy.className = "margin-note";
    copy.setAttribute("aria-hidden", "true");
    const number = document.createElement("sup");
    number.textContent = reference.textContent;
    for (const part of note.cloneNode(true).childNodes) copy.append(part);
    for (const back of copy.querySelectorAll(".footnote-back")) back.remove();
    for (const element of copy.querySelectorAll("[id]")) element.removeAttribute("id");
    for (const element of copy.querySelectorAll("[aria-describedby]")) element.removeAttribute("aria-describedby");
    for (const element of copy.querySelectorAll("a, [tabindex]")) element.tabIndex = -1;
    (copy.querySelector("p") ?? copy).prepend(number, " ");
    prose.append(copy);
    notes.push({ note, reference, copy });
  }
  const place = () => {
    const top = prose.getBoundingClientRect().top;
    let free = 0;
    // What is measured first need not be measured again after the first one has moved.
    const wanted = notes.map(({ reference, copy }) => [reference.getBoundingClientRect().top - top - 4, copy.offsetHeight]);
    notes.forEach(({ copy }, index) => {
      const [at, height] = wanted[index];
      const start = Math.max(at, free);
      copy.style.insetBlockStart = `${Math.round(start)}px`;
      free = start + height + 12;
    });
  };
  if (notes.length) new ResizeObserver(place).observe(prose);
}

/** Marks in the outline the last heading at the top of the window, or above it. */
function markSection(outline) {
  const links = [...outline.querySelectorAll("a")];
  const headings = links.map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))));
  let current = -1;
  const mark = () => {
    const next = headings.findLastIndex((heading) => heading && heading.getBoundingClientRect().top <= LINE);
    if (next === current) return;
    links[current]?.removeAttribute("aria-current");
    links[next]?.setAttribute("aria-current", "true");
    current = next;
  };
  addEventListener("scroll", mark, { passive: true });
  addEventListener("resize", mark);
  mark();
}

const prose = document.querySelector(".page-with-outline > .prose");
const outline = document.querySelector(".outline");
if (prose) putNotes(prose);
if (outline) markSection(outline);
