"""Names, roles, what is hidden and what takes the focus, as accname-1.2 and HTML-AAM say."""

import pytest

from comptoir.site.html import HtmlPage, Node


def page(body: str) -> HtmlPage:
    return HtmlPage(f"<!doctype html><html lang=fr><body>{body}</body></html>", path="a.html")


def target(found: HtmlPage) -> Node:
    node = found.by_id("x")
    assert node is not None
    return node


@pytest.mark.parametrize(
    ("body", "name"),
    [
        ('<a id=x href="/">Le <b>quai</b></a>', "Le quai"),
        ('<a id=x href="/"><img alt="Accueil"></a>', "Accueil"),
        ('<a id=x href="/"><img alt="Accueil" role="presentation"></a>', ""),
        ('<a id=x href="/">Voir<span hidden> tout</span></a>', "Voir"),
        ('<a id=x href="/" aria-label="Vélo">Voir</a>', "Vélo"),
        ('<a id=x href="/" aria-labelledby="y x">Voir</a><p id=y hidden>Vélo</p>', "Vélo Voir"),
        ("<style>.non{display:none}</style><button id=x><i class=non>a</i>b</button>", "b"),
        ("<label for=x>Nom</label><input id=x>", "Nom"),
        ("<label>Nom <input id=x></label>", "Nom"),
        ('<input id=x placeholder="Nom">', "Nom"),
        ("<label for=x>Nom</label><div role=textbox id=x></div>", ""),
        (
            '<label><input type=checkbox id=x> Avant <input value="3"> jours</label>',
            "Avant 3 jours",
        ),
        ('<input id=x type=submit value="Partir">', "Partir"),
        ("<input id=x type=submit>", "Envoyer"),
        ("<fieldset id=x><legend>Accord</legend></fieldset>", "Accord"),
        ("<table id=x><caption>Horaires</caption></table>", "Horaires"),
        ("<svg id=x role=img><title>Plan</title></svg>", "Plan"),
        ("<div id=x>Texte</div>", ""),
    ],
)
def test_an_element_is_named(body: str, name: str) -> None:
    found = page(body)
    assert found.access.name(target(found)) == name


@pytest.mark.parametrize(
    ("body", "role"),
    [
        ("<a id=x>a</a>", "generic"),
        ('<a id=x href="/">a</a>', "link"),
        ('<a id=x href="/" role="zorglub button">a</a>', "button"),
        ('<img id=x alt="">', "presentation"),
        ('<img id=x alt="" aria-label="Plan">', "img"),
        ("<h2 id=x role=none>a</h2>", "none"),
        ("<h2 id=x role=none tabindex=0>a</h2>", "heading"),
        ("<main><footer id=x></footer></main>", "generic"),
        ("<footer id=x></footer>", "contentinfo"),
        ("<select id=x size=4></select>", "listbox"),
        ("<input id=x list=y>", "combobox"),
        ("<table><tr><th id=x>a<td>b</table>", "rowheader"),
        ("<table><tr><th id=x>a<th>b</table>", "columnheader"),
    ],
)
def test_an_element_has_a_role(body: str, role: str) -> None:
    found = page(body)
    assert found.access.role(target(found)) == role


@pytest.mark.parametrize(
    ("body", "hidden"),
    [
        ("<p id=x>a</p>", False),
        ("<div aria-hidden=true><p id=x>a</p></div>", True),
        ("<div style='display: none'><p id=x>a</p></div>", True),
        ("<div style='visibility:hidden'><p id=x style='visibility:visible'>a</p></div>", False),
        ("<style>p{display:none} #x{display:block}</style><p id=x>a</p>", False),
        ("<style>p:hover{display:none}</style><p id=x>a</p>", False),
        ("<dialog><p id=x>a</p></dialog>", True),
        ("<p id=x hidden style='display:block'>a</p>", False),
        ("<div inert><p id=x>a</p></div>", True),
    ],
)
def test_what_is_hidden_is_known(body: str, hidden: bool) -> None:
    found = page(body)
    assert found.access.hidden(target(found)) is hidden


@pytest.mark.parametrize(
    ("body", "reached"),
    [
        ('<a id=x href="/">a</a>', True),
        ("<a id=x>a</a>", False),
        ('<a id=x href="/" tabindex=-1>a</a>', False),
        ("<p id=x tabindex=0>a</p>", True),
        ("<button id=x disabled>a</button>", False),
        ("<fieldset disabled><button id=x>a</button></fieldset>", False),
        ('<div aria-hidden=true><a id=x href="/">a</a></div>', True),
        ('<div hidden><a id=x href="/">a</a></div>', False),
        ("<details><summary id=x>a</summary></details>", True),
        ("<summary id=x>a</summary>", False),
    ],
)
def test_what_the_keyboard_reaches_is_known(body: str, reached: bool) -> None:
    found = page(body)
    assert found.access.in_tab_order(target(found)) is reached


def test_names_that_refer_to_each_other_end() -> None:
    """Each button is named by the other, which stands inside."""
    found = page("<i id=x aria-labelledby=b><b id=b aria-labelledby='x b' role=button>Fin</b></i>")
    assert found.access.name(target(found)) == "Fin"


def test_a_page_forgets_its_index_and_can_be_read_again() -> None:
    found = page('<a id=x href="/">Le quai</a>')
    assert found.access.name(target(found)) == "Le quai"
    found.forget()
    assert not hasattr(found, "tree")
