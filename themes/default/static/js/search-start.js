// Opens the search. What else it needs is loaded when somebody first searches: `search-box.js`, and what that loads.

const form = document.querySelector("form.search");
const dialog = form?.closest("dialog");
let box;

const load = () => {
  box ??= import(form.dataset.box).catch(() => {
    // It is tried again.
    box = undefined;
    form.querySelector(".search-status").textContent = form.dataset.failed;
  });
};

if (form) {
  const input = form.querySelector("input");
  const open = () => {
    if (dialog && !dialog.open) dialog.showModal();
    input.focus();
    input.select();
    load();
  };
  for (const event of ["focus", "input"]) input.addEventListener(event, load);
  document.querySelector(".search-open")?.addEventListener("submit", (event) => {
    event.preventDefault();
    open();
  });
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const isSlash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping;
    const isK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
    if (isSlash || isK) {
      event.preventDefault();
      open();
    }
  });
  const query = dialog ? "" : new URLSearchParams(location.search).get("q");
  if (query) {
    input.value = query;
    load();
  }
}
