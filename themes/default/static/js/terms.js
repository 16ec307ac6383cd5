// What a term of the glossary means, beside the word itself: on hover, on focus, and on the first tap. Without this file
// the word is a plain link, and screen readers are told the meaning by `aria-describedby`.
"use strict";

{
  const DELAY = 200; // Milliseconds: a pointer that only passes opens nothing.
  const GAP = 6; // Pixels between word and card.

  const cards = document.querySelector(".term-cards");
  const card = document.createElement("div");
  card.className = "term-card";
  card.hidden = true;
  // The meaning is already told as the description of the link.
  card.setAttribute("aria-hidden", "true");
  card.lang = cards.lang || document.documentElement.lang;
  document.body.append(card);

  let word = null; // The link whose card is shown.
  let timer = 0;
  let pointer = "mouse";

  const linkAt = (target) => (target instanceof Element ? target.closest("a.term") : null);

  function place() {
    const box = word.getClientRects()[0] ?? word.getBoundingClientRect();
    const width = document.documentElement.clientWidth;
    const left = Math.max(GAP, Math.min(box.left, width - card.offsetWidth - GAP));
    const below = box.bottom + GAP;
    const fits = below + card.offsetHeight <= window.innerHeight || box.top < card.offsetHeight + GAP;
    const top = fits ? below : box.top - card.offsetHeight - GAP;
    card.style.left = `${left + window.scrollX}px`;
    card.style.top = `${top + window.scrollY}px`;
  }

  function show(link) {
    clearTimeout(timer);
    const meaning = document.getElementById(link.getAttribute("aria-describedby"));
    if (!meaning || link === word) {
      return;
    }
    word = link;
    const term = document.createElement("strong");
    term.textContent = meaning.previousElementSibling.textContent;
    const text = document.createElement("p");
    text.textContent = meaning.textContent;
    const more = document.createElement("a");
    more.href = link.href;
    more.tabIndex = -1;
    more.textContent = cards.dataset.more;
    card.replaceChildren(term, text, more);
    card.hidden = false;
    place();
  }

  function hide() {
    clearTimeout(timer);
    word = null;
    card.hidden = true;
  }

  function later(action) {
    clearTimeout(timer);
    timer = setTimeout(action, DELAY);
  }

  document.addEventListener("pointerover", (event) => {
    if (event.pointerType !== "mouse") {
      return;
    }
    const link = linkAt(event.target);
    if (link) {
      later(() => show(link));
    } else if (card.contains(event.target)) {
      clearTimeout(timer);
    } else if (document.activeElement !== word || !word) {
      later(hide);
    }
  });

  document.addEventListener("pointerdown", (event) => {
    pointer = event.pointerType;
    if (!card.contains(event.target) && linkAt(event.target) !== word) {
      hide();
    }
  });

  // The first tap shows the card, the second follows the link.
  document.addEventListener("click", (event) => {
    const link = linkAt(event.target);
    if (link && link !== word && pointer !== "mouse" && event.detail > 0) {
      event.preventDefault();
      show(link);
    }
  });

  document.addEventListener("focusin", (event) => {
    const link = linkAt(event.target);
    if (link?.matches(":focus-visible")) {
      show(link);
    } else if (!link && !card.contains(event.target)) {
      hide();
    }
  });

  document.addEventListener("focusout", (event) => {
    if (linkAt(event.target) === word && !card.contains(event.relatedTarget)) {
      hide();
    }
  });

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      hide();
    }
  });

  window.addEventListener("resize", () => word && place());
}
