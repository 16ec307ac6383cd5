// How things stand with courses, as of the reader's day: the page was made on the day of the build. What is over moves
// to the courses that are over; where registration has ended, the way to it goes. Without this file the page says how
// things stood when it was made, beside the days themselves.

/** Today where the reader is, as `2014-06-23`; such days compare as texts. */
function today() {
  const now = new Date();
  const two = (number) => String(number).padStart(2, "0");
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}

function update() {
  const day = today();
  for (const element of document.querySelectorAll("[data-open-until]")) {
    if (element.dataset.openUntil >= day) {
      continue;
    }
    if (element.dataset.closed) {
      element.textContent = element.dataset.closed;
    } else {
      element.hidden = true;
    }
  }
  for (const element of document.querySelectorAll("[data-last-day]")) {
    if (element.dataset.over && element.dataset.lastDay < day) {
      element.textContent = element.dataset.over;
    }
  }
  part(day);
}

/** Moves the courses that are over. Those to come stand in the order of their days, the others in the reverse. */
function part(day) {
  const upcoming = document.querySelector('[data-courses="upcoming"] > .cards');
  const past = document.querySelector('[data-courses="past"]');
  if (!upcoming || !past) {
    return;
  }
  const list = past.querySelector(".cards");
  for (const card of [...upcoming.children]) {
    const lastDay = card.querySelector("[data-last-day]")?.dataset.lastDay;
    if (!lastDay || lastDay >= day) {
      continue;
    }
    list.prepend(card);
    past.hidden = false;
  }
  if (!upcoming.children.length) {
    upcoming.parentElement.hidden = true;
    document.querySelector('[data-courses="none"]').hidden = false;
  }
}

update();
// A page that was left open over night is looked at again.
document.addEventListener("visibilitychange", update);
