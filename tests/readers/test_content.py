"""Source pages read at the edge: every fault in French, with file, line and key."""

from datetime import datetime
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.context import PARIS
from comptoir.errors import Fault, InputError
from comptoir.readers.content import parse_page, read_content, read_page
from comptoir.site.front_matter import EventMeta, OfferMeta, PageMeta
from comptoir.site.source import PageKind

from make_site import make_site, page_text

EVENT = "starts: 2026-12-05 14:00\nends: 2026-12-05 17:30\nplace: Ici\n"
OFFER = "sku: K\nprice: 39.00\nvat: 20.0\nnature: goods\n"


def page(keys: str = "", body: str = "Texte.", kind: PageKind = PageKind.PAGE):
    return parse_page(page_text("Un titre", keys, body), shown="content/x.md", kind=kind)


def faults(text: str, kind: PageKind = PageKind.PAGE) -> list[Fault]:
    with pytest.raises(InputError) as caught:
        parse_page(text, shown="content/x.md", kind=kind)
    return list(caught.value.faults)


def one_fault(keys: str, kind: PageKind = PageKind.PAGE) -> Fault:
    (fault,) = faults(page_text("Un titre", keys), kind)
    return fault


def test_values_stay_what_was_written():
    read = page('menu: "no"\ntags: 19:30, 01000, yes\n')
    assert isinstance(read.meta, PageMeta)
    assert (read.meta.menu, read.meta.tags) == ("no", ("19:30", "01000", "yes"))


def test_a_page_knows_the_line_of_its_keys_and_of_its_body():
    read = page("order: 3\n", "Le corps")
    assert (read.lines["title"], read.lines["order"], read.body_line) == (2, 6, 9)


def test_windows_line_ends_change_nothing():
    text = page_text("Un titre", "", "Un\n\nDeux")
    shown = {"shown": "content/x.md", "kind": PageKind.PAGE}
    assert parse_page(text.replace("\n", "\r\n"), **shown) == parse_page(text, **shown)


def test_an_event_happens_in_paris():
    meta = page(EVENT, kind=PageKind.EVENT).meta
    assert isinstance(meta, EventMeta)
    assert meta.starts == datetime(2026, 12, 5, 14, 0, tzinfo=PARIS)
    assert meta.starts.isoformat() == "2026-12-05T14:00:00+01:00"


def test_an_offer_has_exact_amounts():
    promotion = (
        "promotion:\n  code: A\n  price: 30\n  prior_price: 39.00\n"
        "  starts: 2026-11-01\n  ends: 2026-11-30\n"
    )
    meta = page(OFFER + promotion, kind=PageKind.OFFER).meta
    assert isinstance(meta, OfferMeta)
    assert meta.price == Decimal("39.00")
    assert meta.price_on(datetime(2026, 11, 30).date()) == Decimal("30.00")
    assert meta.price_on(datetime(2026, 12, 1).date()) == Decimal("39.00")


@pytest.mark.parametrize(
    ("keys", "line", "field", "words"),
    [
        ("titel: x\n", 6, "titel", "Vouliez-vous écrire « title » ?"),
        ("title: x\n", 6, "title", "écrite deux fois"),
        ("order: dix\n", 6, "order", "nombre entier"),
        ("review_by: 2026-02-30\n", 6, "review_by", "n’existe pas au calendrier"),
        ("review_by: 31/12/2026\n", 6, "review_by", "comme 2026-03-31"),
        ("status: fini\n", 6, "status", "'published' ou 'draft'"),
        ("image: ../secret.jpg\n", 6, "image", "sans dossier"),
        ("slug: Été\n", 6, "slug", "s’écrit en minuscules"),
        ("menu: a: b\n", 6, "", "guillemets"),
        ("\tmenu: a\n", 6, "", "tabulation"),
        ("menu: &a x\ntags: *a\n", 7, "tags", "alias"),
    ],
)
def test_a_fault_says_line_key_and_remedy(keys: str, line: int, field: str, words: str):
    fault = one_fault(keys)
    assert fault.at is not None
    assert (fault.at.path, fault.at.line, fault.at.field) == ("content/x.md", line, field)
    assert words in f"{fault.found} {fault.remedy}"


@pytest.mark.parametrize(
    ("keys", "kind", "words"),
    [
        (EVENT.replace("17:30", "13:00"), PageKind.EVENT, "finir après son début"),
        (EVENT.replace("14:00", "25:00"), PageKind.EVENT, "cette heure n’existe pas"),
        (EVENT.replace("2026-12-05 14", "2026-03-29 02"), PageKind.EVENT, "horloges"),
        (EVENT + "price: -3\n", PageKind.EVENT, "négatif"),
        (OFFER.replace("39.00", "39.001"), PageKind.OFFER, "centime"),
    ],
)
def test_what_cannot_be_is_refused(keys: str, kind: PageKind, words: str):
    assert words in str(one_fault(keys, kind))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "vide"),
        ("# Un titre\n\nTexte.\n", "l’en-tête manque"),
        ("---\ntitle: Un titre\n\nTexte.\n", "l’en-tête n’est pas refermé."),
        ("---\nbonjour\n---\n", "clé: valeur"),
        ("---\ntitle: [a\n---\n", "crochet"),
    ],
)
def test_a_broken_head_is_told(text: str, words: str):
    assert words in str(faults(text)[0])


def test_every_missing_key_is_named_at_once():
    found = faults("---\nmenu: x\n---\n")
    assert [fault.found for fault in found] == [
        f"il manque « {key} »." for key in ("title", "date", "summary", "owner")
    ]


def test_a_line_of_megabytes_is_refused_at_once():
    assert "démesurée" in str(faults(page_text("T", "", "a" * 1_100_000))[0])


def test_an_unreadable_page_does_not_lose_the_others(tmp_path: Path):
    site = make_site(tmp_path)
    site.write("content/pages/casse.md", "Rien.")
    site.write("content/pages/latin.md", "---\ntitle: \xe9t\xe9".encode("latin-1"))
    content = read_content(site.root)
    assert len(content.pages) == 12
    assert [fault.at.path for fault in content.faults if fault.at] == [
        "content/pages/casse.md",
        "content/pages/latin.md",
    ]


def test_two_pages_with_one_address_are_told_apart(tmp_path: Path):
    site = make_site(tmp_path)
    site.page("content/pages/autre.md", keys="slug: contact\n")
    (fault,) = read_content(site.root).faults
    assert "/contact/" in fault.found
    assert "slug" in fault.remedy


def test_a_link_out_of_the_project_is_refused(tmp_path: Path):
    site = make_site(tmp_path / "projet")
    outside = tmp_path / "dehors.md"
    outside.write_text(page_text("Dehors"), "utf-8")
    link = site.root / "content/pages/lien.md"
    link.symlink_to(outside)
    with pytest.raises(InputError, match="hors du projet"):
        read_page(link, site.root)


def test_a_file_elsewhere_is_no_page(tmp_path: Path):
    site = make_site(tmp_path)
    with pytest.raises(InputError, match="dans aucun dossier de pages"):
        read_page(site.write("README.md", "x"), site.root)


@given(st.text(max_size=300))
def test_any_text_gives_a_page_or_faults_in_french(text: str):
    try:
        parse_page(text, shown="content/x.md", kind=PageKind.PAGE)
    except InputError as error:
        assert error.faults


@given(st.text(alphabet="ab: -#[]{}&*!|>'\"%@`\t\n", max_size=80))
def test_any_front_matter_gives_a_page_or_faults(keys: str):
    try:
        parse_page(page_text("T", keys + "\n"), shown="content/x.md", kind=PageKind.PAGE)
    except InputError as error:
        assert all(fault.at for fault in error.faults)
