// Has the page kept for when there is no connection, with the search of its language. Only where `offline` is set.

const { worker } = document.querySelector("script[data-worker]").dataset;

/** The files of the search of this language, with what reads them. */
async function ofSearch({ index, box, engine }) {
  const response = await fetch(`${index}index.bin`, { cache: "no-cache" });
  const bytes = response.body.pipeThrough(new DecompressionStream("deflate"));
  const { names, stemmer } = await new Response(bytes).json();
  const files = names.match(/.{10}/g).map((name) => `${index}${name}.bin`);
  // This page may have been loaded before there was anybody to keep what it just read.
  return [`${index}index.bin`, ...files, box, engine, ...(stemmer ? [stemmer[0]] : [])];
}

if ("serviceWorker" in navigator) {
  await navigator.serviceWorker.register(worker);
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
  const keep = [location.href.split("#")[0], ...loaded.filter((name) => name.startsWith(location.origin))];
  active.postMessage({ keep });
  const form = document.querySelector("form.search");
  // Who pays for each byte keeps only what was read.
  if (form && !navigator.connection?.saveData) active.postMessage({ keep: await ofSearch(form.dataset) });
}
