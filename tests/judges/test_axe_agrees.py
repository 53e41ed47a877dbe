"""Our rules on accessibility and axe-core agree: on sound pages of the theme, on broken ones."""

from datetime import date
from typing import Any

import pytest

from comptoir.finding import Severity
from comptoir.rules.applies import Scope
from comptoir.rules.engine import Plan
from comptoir.rules.registry import chosen
from comptoir.site.html import HtmlPage

from make_axe import axe_script
from make_whole_site import KINDS

pytestmark = [pytest.mark.browser, pytest.mark.slow]
# What is added to <main>, axe's rule, ours.
ADDED = (
    ('<img src="data:,x">', "image-alt", "ACC012"),
    ('<input type="image" src="data:,x">', "input-image-alt", "ACC012"),
    ('<svg role="img" width="9" height="9"></svg>', "svg-img-alt", "ACC033"),
    ('<a href="/x/"><img src="data:,x" alt=""></a>', "link-name", "ACC015"),
    ("<button></button>", "button-name", "ACC032"),
    ("<details><summary></summary>Texte</details>", "summary-name", "ACC032"),
    ('<input type="text">', "label", "ACC016"),
    ("<select><option>Un</option></select>", "select-name", "ACC016"),
    ("<h2></h2>", "empty-heading", "ACC031"),
    ('<iframe srcdoc="<p>a</p>"></iframe>', "frame-title", "ACC020"),
    ('<p aria-labeledby="x">Texte</p>', "aria-valid-attr", "ACC034"),
    ('<button aria-expanded="oui">Menu</button>', "aria-valid-attr-value", "ACC034"),
    ('<button aria-checked="true">Son</button>', "aria-allowed-attr", "ACC035"),
    ('<p role="bouton">Texte</p>', "aria-roles", "ACC036"),
    ('<p role="checkbox" tabindex="0">Oui</p>', "aria-required-attr", "ACC037"),
    ('<div aria-hidden="true"><a href="/x/">Un lien</a></div>', "aria-hidden-focus", "ACC041"),
    ('<button>Un <a href="/x/">lien</a></button>', "nested-interactive", "ACC042"),
    ('<div role="listitem">Un</div>', "aria-required-parent", "ACC044"),
    ('<div role="list"><a href="/x/">Un</a></div>', "aria-required-children", "ACC045"),
    ('<p lang="zz">Texte</p>', "valid-lang", "ACC040"),
    ('<label>Mél <input autocomplete="courriel"></label>', "autocomplete-valid", "ACC046"),
    (
        '<table><tr><th id="a">A</th></tr><tr><td headers="b">1</td></tr></table>',
        "td-headers-attr",
        "ACC047",
    ),
)
# What is replaced in the page, by what, axe's rule, ours.
REPLACED = (
    ('<html lang="fr"', "<html", "html-has-lang", "ACC010"),
    ('<html lang="fr"', '<html lang="zz"', "html-lang-valid", "ACC010"),
    ("width=device-width", "width=device-width, user-scalable=no", "meta-viewport", "ACC024"),
)


@pytest.fixture(scope="module")
def sound(browser: Any, site_url: str) -> str:
    page = browser.new_page()
    try:
        return str(page.request.get(f"{site_url}/contact/").text())
    finally:
        page.close()


def by_axe(browser: Any, html: str) -> set[str]:
    page = browser.new_page()
    try:
        page.route("**/*", lambda route: route.abort())
        page.set_content(html, wait_until="domcontentloaded")
        page.evaluate(axe_script())
        options = "{rules: {'empty-heading': {enabled: true}}}"
        ids = f"async () => (await axe.run(document, {options})).violations.map(v => v.id)"
        return set(page.evaluate(ids))
    finally:
        page.close()


def by_us(html: str) -> set[str]:
    plan = Plan(chosen(("ACC",)), Scope(today=date(2026, 11, 24)))
    found = plan.judge(HtmlPage(html, path="contact/index.html"))
    return {finding.code for finding in found if finding.severity > Severity.INFO}


def test_every_kind_of_page_is_sound_for_us_as_it_is_for_axe(browser: Any, site_url: str) -> None:
    page = browser.new_page()
    try:
        said = {
            kind: by_us(page.request.get(f"{site_url}{url.partition('?')[0]}").text())
            for kind, url in KINDS.items()
        }
    finally:
        page.close()
    assert not {kind: codes for kind, codes in said.items() if codes}


@pytest.mark.parametrize(("fragment", "axe", "ours"), ADDED, ids=[row[1] for row in ADDED])
def test_what_is_broken_in_a_page_is_found_by_both(
    browser: Any, sound: str, fragment: str, axe: str, ours: str
) -> None:
    html = sound.replace("</main>", f"{fragment}</main>", 1)
    assert html != sound
    assert axe in by_axe(browser, html) - by_axe(browser, sound)
    assert ours in by_us(html) - by_us(sound)


@pytest.mark.parametrize(("old", "new", "axe", "ours"), REPLACED, ids=[r[2] for r in REPLACED])
def test_what_is_broken_in_a_head_is_found_by_both(
    browser: Any, sound: str, old: str, new: str, axe: str, ours: str
) -> None:
    html = sound.replace(old, new, 1)
    assert html != sound
    assert axe in by_axe(browser, html)
    assert ours in by_us(html)
