// The search page: words are looked up in an index that lies beside the pages, in the browser alone.
const form = document.querySelector(".search-form");
const field = document.getElementById("champ-recherche");
const state = document.getElementById("etat-recherche");
const list = document.getElementById("resultats-recherche");
const base = state.dataset.base;
const MOST = 30;
let engine = null;
let asked = 0;

const say = (text) => { state.textContent = text; };

async function open() {
  if (engine) return engine;
  engine = await import(`${base}/pagefind/pagefind.js`);
  await engine.options({ baseUrl: `${base}/`, excerptLength: 24 });
  await engine.init();
  return engine;
}

// The excerpt comes as HTML whose only tag is <mark>: it is made again as text and marks.
function excerpt(html) {
  const line = document.createElement("p");
  const read = new DOMParser().parseFromString(html, "text/html").body;
  for (const node of read.childNodes) {
    if (node.nodeName === "MARK") {
      const mark = document.createElement("mark");
      mark.textContent = node.textContent;
      line.append(mark);
    } else {
      line.append(node.textContent);
    }
  }
  return line;
}

function shown(result) {
  const item = document.createElement("li");
  const title = document.createElement("h2");
  const link = document.createElement("a");
  link.href = result.url;
  link.textContent = result.meta.title || result.url;
  title.append(link);
  item.append(title, excerpt(result.excerpt));
  return item;
}

async function search(words) {
  const turn = ++asked;
  list.replaceChildren();
  if (!words) { say("Écrivez un mot, puis Entrée."); return; }
  say("Recherche…");
  let found;
  try {
    found = await (await open()).search(words);
  } catch {
    say("La recherche n’est pas disponible ici. Le menu et le plan en bas de page mènent à tout.");
    return;
  }
  const results = await Promise.all(found.results.slice(0, MOST).map((result) => result.data()));
  if (turn !== asked) return;
  list.replaceChildren(...results.map(shown));
  const count = found.results.length;
  const kept = count > MOST ? `, les ${MOST} premières` : "";
  say(count === 0 ? `Aucune page ne contient « ${words} ».`
    : `${count} ${count > 1 ? "pages" : "page"} pour « ${words} »${kept}.`);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const words = field.value.trim();
  history.replaceState(null, "", words ? `?q=${encodeURIComponent(words)}` : location.pathname);
  search(words);
});

field.value = new URLSearchParams(location.search).get("q") || "";
search(field.value.trim());
