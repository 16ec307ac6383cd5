// What helps while reading: the outline marks the section in view. Without this file it only leads there.

/** How far below the top of the window a heading still counts as reached, in pixels: a link leaves it a little below. */
const LINE = 100;

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

const outline = document.querySelector(".outline");
if (outline) markSection(outline);
