import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.calls import StyleSheet
from comptoir.site.html import HtmlPage
from comptoir.site.styles import declarations

NO_OUTLINE = re.compile(r"outline(?:-style|-width)?\s*:\s*(?:none|0(?:px)?)\b", re.IGNORECASE)
INSTEAD = re.compile(
    r"(?:outline(?!(?:-style|-width)?\s*:\s*(?:none|0))|box-shadow(?!\s*:\s*none)|border|background|"
    r"text-decoration|filter|transform)[\w-]*\s*:",
    re.IGNORECASE,
)
FOCUS = re.compile(r":focus(?:-visible|-within)?")
INTERACTIVE = re.compile(
    r"(?:^|[\s,>+~])(?:\*|a|button|input|select|textarea|summary)(?=$|[\s,:.\[])"
)


@rule(
    "ACC023",
    "Focus visible",
    severity=WARNING,
    basis="RGAA 10.7 et 12.8",
    seen="RGAA",
    surface=StyleSheet,
)
def focus(sheet: StyleSheet) -> Iterator[Fault]:
    """Cherche les styles qui effacent le contour du focus sans le remplacer, et les ordres de
    tabulation forcés (tabindex positif).

    Biais : une feuille qui dessine ailleurs un focus visible n’est pas mise en cause.

    ```css refusé
    a:focus { outline: none }
    ```

    ```html refusé
    <a href="/contact/" tabindex="3">Contact</a>
    ```

    ```css accepté
    a:focus { outline: none }
    a:focus-visible { outline: 3px solid #1f5f6b }
    ```
    """
    yield from _in_css(sheet)


def _in_css(sheet: StyleSheet) -> Iterator[Fault]:
    if "outline" not in sheet.text:
        return
    rules = list(declarations(sheet.text))
    drawn = any(FOCUS.search(s) and INSTEAD.search(body) for s, body, _ in rules)
    for selector, body, offset in rules:
        touches = FOCUS.search(selector) or INTERACTIVE.search(selector)
        if touches and NO_OUTLINE.search(body) and not drawn and not INSTEAD.search(body):
            found = "le contour du focus est effacé sans être remplacé"
            remedy = "Retirez outline: none, ou dessinez un focus (:focus-visible)."
            yield Fault(sheet.place(offset), found, remedy)


@focus.on(HtmlPage)
def in_page(page: HtmlPage) -> Iterator[Fault]:
    for node, written in page.elements.having("tabindex"):
        value = written.strip()
        if value.isdigit() and int(value) > 0:
            found = "un ordre de tabulation est forcé (tabindex positif)"
            yield Fault(page.place(node), found, "Écrivez 0, et mettez l’élément à sa place.")
