"""Addresses, sections and dates of source pages; what is known of images."""

from datetime import date

import pytest

from comptoir.readers.content import parse_page
from comptoir.site.figures import image_uses
from comptoir.site.register import ImageRegister
from comptoir.site.source import PageKind, SourcePage, kind_of

from make_site import page_text

TODAY = date(2026, 11, 24)


def page(path: str, keys: str = "", body: str = "Texte.") -> SourcePage:
    kind = kind_of(path)
    assert kind is not None
    return parse_page(page_text("Titre", keys, body), shown=path, kind=kind)


@pytest.mark.parametrize(
    ("path", "keys", "url"),
    [
        ("content/pages/contact.md", "", "/contact/"),
        ("content/pages/index.md", "template: home\n", "/"),
        ("content/pages/ateliers/index.md", "", "/ateliers/"),
        ("content/pages/ateliers/velo.md", "", "/velo/"),
        ("content/pages/Été à Redon.md", "", "/ete-a-redon/"),
        ("content/pages/a.md", "slug: b\n", "/b/"),
        ("content/actualites/2026-09-01-rentree.md", "category: Vie\n", "/actualites/rentree/"),
        ("content/offres/kit.md", "sku: K\nprice: 1\nvat: 20\nnature: goods\n", "/offres/kit/"),
    ],
)
def test_the_address_of_a_page(path: str, keys: str, url: str):
    assert page(path, keys).url == url


def test_a_page_lies_under_the_index_of_its_folder():
    assert page("content/pages/ateliers/velo.md").section == "content/pages/ateliers/index.md"
    assert page("content/pages/ateliers/index.md").section == ""
    assert page("content/pages/contact.md").section == ""


def test_a_page_waits_for_its_date():
    told = page("content/pages/a.md")
    assert told.published_on(date(2026, 11, 1))
    assert not told.published_on(date(2026, 10, 31))
    assert not page("content/pages/a.md", "status: draft\n").published_on(TODAY)


def test_a_campaign_is_never_public():
    keys = "subject: O\nsegment: s\npurpose: dons\nchannels: letter\narchive: true\n"
    campaign = page("content/campagnes/appel.md", keys)
    assert not campaign.kind.public
    assert not campaign.published_on(TODAY)


def test_images_are_found_with_their_lines():
    body = (
        "Un\n\n![x](/images/a.jpg)\n<img src='/images/b%20c.png' alt=''>\n![y](https://e.org/d.jpg)"
    )
    told = page("content/pages/a.md", "image: h.jpg\n", body)
    assert [(use.name, use.line) for use in image_uses(told)] == [
        ("h.jpg", 6),
        ("a.jpg", 11),
        ("b c.png", 12),
    ]


def test_an_image_in_code_or_in_a_comment_is_not_used():
    body = "`![x](/images/a.jpg)`\n\n```\n![x](/images/b.jpg)\n```\n\n<!-- ![x](/images/c.jpg)\n-->"
    assert image_uses(page("content/pages/a.md", "", body)) == ()


def register(image: dict[str, object], release: dict[str, object] | None = None) -> ImageRegister:
    base = {"author": "A", "licence": "own", "alt": "x"}
    releases = {"R": {"signed_on": "2025-01-01", **release}} if release is not None else {}
    return ImageRegister.model_validate({"images": {"i.jpg": base | image}, "releases": releases})


SHOWN = {"persons": "identified", "releases": ("R",)}


@pytest.mark.parametrize(
    ("told", "usable", "words"),
    [
        (register({}), True, ""),
        (register({"valid_to": "2026-11-24"}), True, ""),
        (register({"valid_to": "2026-11-23"}), False, "a pris fin le 23 novembre 2026"),
        (register({"persons": "identified"}), False, "aucune autorisation"),
        (register(SHOWN), False, "n’est pas au registre"),
        (register(SHOWN, {}), True, ""),
        (register(SHOWN, {"valid_to": "2026-11-23"}), False, "a pris fin"),
        (register(SHOWN, {"withdrawn_on": "2026-11-24"}), False, "a été retirée"),
        (register(SHOWN, {"withdrawn_on": "2026-11-25"}), True, ""),
        (register(SHOWN, {"uses": ("print",)}), False, "ne couvre pas"),
        (register(SHOWN, {"subject": "minor"}), False, "deux parents"),
        (register(SHOWN, {"subject": "minor", "signatures": 2}), True, ""),
        (register(SHOWN, {"subject": "minor", "sole_authority": True}), True, ""),
    ],
)
def test_whether_an_image_may_be_shown(told: ImageRegister, usable: bool, words: str):
    status = told.status("i.jpg", TODAY)
    assert status.usable is usable
    assert words in status.reason


def test_an_image_that_nobody_described_is_shown_and_a_rule_says_so():
    assert ImageRegister().status("new.jpg", TODAY).usable


def test_kinds_are_told_by_folder():
    assert kind_of("legal/pages/mentions-legales.md") is PageKind.LEGAL
    assert kind_of("docs/guide.md") is None
