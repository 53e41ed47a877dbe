// The preview in the page: follows each save, and shows the remarks beside it. Adds no style
// attribute and no inline script, so that the site's own policy holds. All text is set as text.
const own = document.currentScript;
const base = own.dataset.base;
const seen = { words: own.dataset.words, style: own.dataset.style };
const wide = window.matchMedia("(min-width: 62rem)");

function kept(store, key) {
  try { return store.getItem(key); } catch { return null; }
}
function keep(store, key, value) {
  try { store.setItem(key, value); } catch { /* a browser that keeps nothing */ }
}
const french = (text) => text.replaceAll("« ", "«\u00a0").replace(/ (?=[»:;!?])/g, "\u00a0");
function make(tag, options = {}, ...inside) {
  const { text, ...given } = options;
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(given)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value !== "") node.setAttribute(name, value);
  }
  node.append(...[text, ...inside].filter(Boolean).map((part) =>
    (typeof part === "string" ? french(part) : part)));
  return node;
}
const many = (count, one, more = `${one}s`) => `${count} ${count > 1 ? more : one}`;

// Where the reader was, across a reload.
const SPOT = `comptoir-spot:${location.pathname}`;
const spot = JSON.parse(kept(sessionStorage, SPOT) || "null");
if (spot) {
  sessionStorage.removeItem(SPOT);
  history.scrollRestoration = "manual";
  const back = () => window.scrollTo(spot.x, spot.y);
  back();
  window.addEventListener("load", () => { back(); history.scrollRestoration = "auto"; });
}
const LAST = "comptoir-last";
function reload(words, where) {
  if (kept(sessionStorage, LAST) === words) return; // asked for already: never in a circle
  keep(sessionStorage, LAST, words);
  source?.close();
  if (where) { location.replace(where + location.hash); return; }
  keep(sessionStorage, SPOT, JSON.stringify({ x: window.scrollX, y: window.scrollY }));
  location.reload();
}

// New style sheets are loaded beside the old ones, which leave once they are there.
function dress(sheets, mark) {
  const old = [...document.querySelectorAll('link[rel~="stylesheet"]')]
    .filter((link) => !link.getAttribute("href").startsWith("/_comptoir/"));
  let left = sheets.length;
  const done = () => { if (--left === 0) old.forEach((link) => link.remove()); };
  for (const sheet of sheets) {
    const href = `${sheet}${sheet.includes("?") ? "&" : "?"}comptoir=${mark}`;
    const link = make("link", { rel: "stylesheet", href });
    link.addEventListener("load", done);
    link.addEventListener("error", done);
    if (old.length) old[0].before(link);
    else document.head.append(link);
  }
}

// The panel.
const host = make("comptoir-preview");
const root = host.attachShadow({ mode: "open" });
const sheet = make("link", { rel: "stylesheet", href: "/_comptoir/panel.css" });
const dot = make("span", { class: "dot none", "aria-hidden": "true" });
const title = make("strong", { text: "Aperçu" });
const count = make("span");
const fold = make("span", { class: "fold", text: "Replier" });
const button = make("button", { type: "button", "aria-controls": "body" }, dot, title, count, fold);
const bar = make("h2", { class: "bar", id: "bar" }, button);
const body = make("div", { class: "body", id: "body" });
const said = make("p", { class: "said", role: "status" });
const panel = make("aside", { class: "panel", "aria-label": "Aperçu de Comptoir", hidden: true },
  bar, body, said);
const dialog = make("dialog", { "aria-labelledby": "trouble" });
root.append(sheet, panel, dialog);
sheet.addEventListener("load", () => { panel.hidden = false; });
document.body.append(host);

const OPEN = "comptoir-panel";
function unfold(open) {
  panel.dataset.open = String(open);
  button.setAttribute("aria-expanded", String(open));
  body.hidden = !open;
  document.documentElement.dataset.comptoirPanel = open ? "open" : "folded";
}
const wished = kept(localStorage, OPEN);
unfold(wished ? wished === "open" : wide.matches);
function choose(open) {
  unfold(open);
  keep(localStorage, OPEN, open ? "open" : "folded");
  button.focus();
}
button.addEventListener("click", () => choose(body.hidden));
panel.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && !body.hidden) choose(false);
});

function place(told) {
  const parts = [told.file && make("code", { text: told.file })];
  if (told.line) parts.push(`${told.file ? ", " : ""}ligne ${told.line}`);
  if (told.element) parts.push(`${told.file || told.line ? ", " : ""}${told.element}`);
  return parts.some(Boolean) && make("p", { class: "where" }, ...parts);
}
function remark(told) {
  return make("li", { class: told.severity },
    make("p", { class: "what" },
      make("span", { class: "kind", text: told.kind[0].toUpperCase() + told.kind.slice(1) }),
      " ", make("code", { class: "code", text: told.code }), " ", told.title),
    make("p", { text: told.found }),
    told.remedy && make("p", { text: `→ ${told.remedy}` }),
    place(told),
    told.basis && make("p", { class: "basis", text: `Source : ${told.basis}. ${told.waiver}` }));
}
function list(remarks) {
  return make("ol", { class: "list" }, ...remarks.map(remark));
}
function folded(key, label, inside) {
  const node = make("details", {}, make("summary", { text: label }), inside);
  node.open = kept(sessionStorage, key) === "open";
  node.addEventListener("toggle", () => keep(sessionStorage, key, node.open ? "open" : ""));
  return node;
}
function worst(remarks) {
  return ["error", "warning", "info"].find((one) => remarks.some((r) => r.severity === one));
}
function counted(remarks) {
  const of = (one) => remarks.filter((r) => r.severity === one).length;
  return [[of("error"), "erreur"], [of("warning"), "avertissement"], [of("info"), "information"]]
    .filter(([n]) => n).map(([n, word]) => many(n, word)).join(", ");
}

function show(told) {
  const { remarks, site, others, waiting, troubles } = told;
  const standing = waiting.find((page) => page.url === told.url)?.standing;
  const level = troubles.length ? "error" : worst(remarks);
  dot.className = `dot ${level || "none"}`;
  const wrong = troubles.length && many(troubles.length, "défaut à corriger", "défauts à corriger");
  const words = wrong || counted(remarks) || (told.judged ? "rien à signaler ici" : "vérification…");
  count.textContent = words;
  body.replaceChildren(...[
    (told.source || standing) && make("p", { class: "source" },
      told.source && make("code", { text: told.source }), standing && " ",
      standing && make("span", { class: "mark", text: standing })),
    wrong && held(troubles),
    make("h3", { text: remarks.length ? `Cette page : ${counted(remarks)}` : "Cette page" }),
    remarks.length ? list(remarks) : make("p", {
      text: told.judged ? "Les règles n’y trouvent rien à redire." : "Les règles la lisent…",
    }),
    remarks.some((one) => one.severity === "error")
      && make("p", { text: "Une erreur retient la page : elle ne sera pas publiée ainsi." }),
    site.length && folded("comptoir-site",
      `Le site entier : ${counted(site)}${told.more ? ", et d’autres" : ""}`, make("div", {}, list(site),
        told.more && make("p", { text: `Et ${told.more} de plus : « comptoir vérifier » dit tout.` }))),
    others.length && folded("comptoir-others",
      `D’autres pages : ${many(others.reduce((sum, page) => sum + page.count, 0), "remarque")}`,
      make("ul", { class: "links" }, ...others.map((page) => make("li", {},
        make("a", { href: base + page.url, text: page.file }), ` : ${page.count}`)))),
    waiting.length && folded("comptoir-waiting",
      many(waiting.length, "page que l’aperçu est seul à montrer",
        "pages que l’aperçu est seul à montrer"),
      make("ul", { class: "links" }, ...waiting.map((page) => make("li", {},
        make("a", { href: base + page.url, text: page.title }), " ",
        make("span", { class: "mark", text: page.standing }))))),
  ].filter(Boolean));
  const news = `Aperçu : ${standing ? `${standing}, ` : ""}${words}.`;
  if (said.textContent !== news) said.textContent = news;
  marks(waiting);
}
function held(troubles) {
  const again = make("button", { type: "button", text: "Voir quoi" });
  again.addEventListener("click", () => overlay(troubles));
  return make("p", { class: "held" },
    "Ce que vous voyez est la dernière version qui a pu se construire. ", again);
}

// Links to pages that readers do not see yet.
function marks(waiting) {
  document.querySelectorAll(".comptoir-mark").forEach((node) => node.remove());
  for (const page of waiting) {
    for (const link of document.querySelectorAll(`main a[href="${CSS.escape(base + page.url)}"]`)) {
      link.append(make("span", { class: "comptoir-mark", text: page.standing }));
    }
  }
}

// What stops the build, over the last good page.
const DISMISSED = "comptoir-dismissed";
function overlay(troubles) {
  const close = make("button", { type: "button", text: "Revenir à la page" });
  close.addEventListener("click", () => dialog.close());
  dialog.replaceChildren(
    make("h2", { id: "trouble", text: troubles.length > 1
      ? `${troubles.length} défauts à corriger` : "Un défaut à corriger" }),
    make("p", { text: "La page derrière est la dernière qui a pu se construire. "
      + "Corrigez puis enregistrez : ceci disparaîtra de soi-même." }),
    make("ol", { class: "list" }, ...troubles.map((one) => make("li", { class: "error" },
      make("p", { class: "what", text: one.found }),
      one.remedy && make("p", { text: `→ ${one.remedy}` }), place(one)))),
    close);
  if (!dialog.open) dialog.showModal();
}
dialog.addEventListener("close", () => keep(sessionStorage, DISMISSED, dialog.dataset.troubles));
function trouble(troubles) {
  const key = JSON.stringify(troubles);
  dialog.dataset.troubles = key;
  if (!troubles.length) {
    keep(sessionStorage, DISMISSED, "");
    if (dialog.open) dialog.close();
  } else if (key !== kept(sessionStorage, DISMISSED)) overlay(troubles);
}

let last = "";
function hear(event) {
  const told = JSON.parse(event.data);
  if (told.words !== seen.words) {
    reload(told.words, told.moved && base + told.moved);
    return;
  }
  keep(sessionStorage, LAST, "");
  if (told.style !== seen.style) {
    seen.style = told.style;
    dress(told.sheets, told.style);
  }
  if (event.data === last) return;
  last = event.data;
  const inside = body.contains(root.activeElement);
  show(told);
  if (inside) button.focus();
  trouble(told.troubles);
}

// Browsers open six lines at most to one place: a hidden tab lets its own go.
let source = null;
function listen() {
  source?.close();
  source = null;
  if (document.hidden) return;
  source = new EventSource(`/_comptoir/events?page=${encodeURIComponent(location.pathname)}`);
  source.onmessage = hear;
}
document.addEventListener("visibilitychange", listen);
window.addEventListener("pagehide", () => source?.close());
window.addEventListener("pageshow", (event) => { if (event.persisted) listen(); });
listen();
