"""The theme of e-mails in a browser: light and dark, on a telephone and on a screen."""

import re
from pathlib import Path

import pytest

from comptoir.desk import campaigns

from make_campaigns import write_campaign

pytestmark = pytest.mark.browser
BODY = """{{ contact.salutation }},

## Cinquante et un objets

Un texte **gras**, *penché*, [un lien](https://asso.example.org/agenda/), et l’adresse
<https://asso.example.org/une/adresse/vraiment/tres/longue/pour-un-telephone-etroit/et-meme-plus/>.

> « Une citation un peu longue pour voir où elle va à la ligne. »

1. un
2. deux

- trois
- quatre

| Atelier | Jour | Prix |
|---------|------|-----:|
| Menuiserie d’initiation | samedi 9 janvier 2027 | 39 € |
| Couture | mercredi | libre |

### Un sous-titre

---

Bien à vous,
"""
CONTRAST = """() => {
  const bare = c => (c.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const part = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
    return 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
  };
  const ground = e => {
    for (; e; e = e.parentElement) {
      const c = bare(getComputedStyle(e).backgroundColor);
      if (c.length && (c.length < 4 || c[3] > 0)) return c;
    }
    return bare(getComputedStyle(document.documentElement).backgroundColor || "rgb(255,255,255)");
  };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const faults = [];
  while (walker.nextNode()) {
    const text = walker.currentNode.textContent.trim(), e = walker.currentNode.parentElement;
    if (!text || !e.getClientRects().length || getComputedStyle(e).display === "none") continue;
    const [a, b] = [light(bare(getComputedStyle(e).color)), light(ground(e))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) faults.push([text.slice(0, 40), ratio.toFixed(2)]);
  }
  return faults;
}"""

SMALLEST = """() => Math.min(...[...document.querySelectorAll("p, li, td, h2")]
  .filter(e => e.innerText.trim()).map(e => parseFloat(getComputedStyle(e).fontSize))
  .filter(Boolean))"""
# Cells on the right hold figures: one line each.
BROKEN = """() => [...document.querySelectorAll(".right")].filter(e => {
  const range = document.createRange(); range.selectNodeContents(e);
  return new Set([...range.getClientRects()].map(r => Math.round(r.top))).size > 1;
}).map(e => e.innerText)"""


@pytest.fixture
def mail(ctx) -> Path:
    write_campaign(ctx.root, body=BODY, purpose="lettre-infos", channels="[email]")
    [one] = campaigns.preview(ctx, "essai")
    return next(path for path in one.paths if path.suffix == ".html")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 640])
def test_row_50_an_email_reads_well_on_every_screen(browser, mail, scheme, width, tmp_path):
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(mail.as_uri())
    page.screenshot(path=str(tmp_path / f"{scheme}-{width}.png"), full_page=True)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.evaluate(CONTRAST) == []
    assert page.evaluate(SMALLEST) >= 13
    assert page.evaluate(BROKEN) == []
    dark = page.evaluate("getComputedStyle(document.querySelector('.page') || document.body)"
                         ".backgroundColor")  # fmt: skip
    values = [int(part) for part in re.findall(r"\d+", dark)[:3]]
    assert (max(values) < 60) == (scheme == "dark")
    assert [url for url in asked if not url.startswith("file:")] == []
    page.close()
