// The reader's choice of a light or dark page, before anything is drawn; the system's without one.
// It stays in the browser, under one key, and only once it was made.
{
  const KEY = "affichage";
  const root = document.documentElement;

  const stored = () => {
    try { return localStorage.getItem(KEY); } catch { return null; }
  };

  const keep = (choice) => {
    try {
      if (choice) localStorage.setItem(KEY, choice); else localStorage.removeItem(KEY);
    } catch { /* storage is closed: the choice lasts as long as the page */ }
  };

  const show = (choice) => {
    const scheme = choice === "light" || choice === "dark" ? choice : "";
    if (scheme) root.dataset.scheme = scheme; else delete root.dataset.scheme;
    for (const node of document.querySelectorAll("meta[name=theme-color], source[media]")) {
      node.dataset.media ??= node.getAttribute("media") ?? "";
      const told = /prefers-color-scheme: *(light|dark)/.exec(node.dataset.media);
      if (told) node.setAttribute("media", !scheme ? node.dataset.media : told[1] === scheme ? "all" : "not all");
    }
    for (const input of document.querySelectorAll(".scheme input")) input.checked = input.value === scheme;
  };

  show(stored());
  document.addEventListener("DOMContentLoaded", () => {
    for (const set of document.querySelectorAll(".scheme")) {
      set.hidden = false;
      set.addEventListener("change", (event) => { keep(event.target.value); show(event.target.value); });
    }
    show(stored());
  });
  addEventListener("storage", (event) => { if (event.key === KEY || event.key === null) show(stored()); });
}
