"""The editorial calendar: one deadline for each thing a page asks, none for what is past."""

from datetime import date

import pytest

from comptoir.readers.content import parse_page
from comptoir.site.calendar import deadlines
from comptoir.site.source import kind_of

from make_site import page_text

TODAY = date(2026, 11, 24)
EVENT = "starts: 2026-12-05 14:00\nends: 2026-12-05 17:30\nplace: Ici\n"
OFFER = 'sku: KIT\nprice: "39.00"\nvat: "20.0"\nnature: goods\n'
PROMOTION = (
    'promotion:\n  code: HIVER\n  price: "29.00"\n  prior_price: "39.00"\n'
    "  starts: 2026-12-01\n  ends: 2026-12-18\n"
)


def told(keys: str, *, path: str = "content/pages/x.md", day: str = "2026-11-01") -> list[str]:
    kind = kind_of(path)
    assert kind
    text = page_text("X", keys).replace("2026-11-01", day)
    page = parse_page(text, shown=path, kind=kind)
    found = list(deadlines([page], today=TODAY))
    assert all((one.path, one.owner) == (path, "coordination") for one in found)
    return [f"{one.on} {one.what}" for one in found]


@pytest.mark.parametrize(
    ("keys", "day", "expected"),
    [
        ("", "2026-11-01", []),
        ("review_by: 2027-01-15\n", "2026-11-01", ["2027-01-15 Relire la page « X »"]),
        ("review_by: 2026-11-20\n", "2026-11-01",
         ["2026-11-20 Relire la page « X », en retard de 4 jours"]),
        ("status: draft\nreview_by: 2027-01-15\n", "2026-12-02",
         ["2026-12-02 Finir le brouillon « X »"]),
        ("status: draft\n", "2026-11-23",
         ["2026-11-23 Finir le brouillon « X », en retard de 1 jour"]),
        ("", "2026-11-28", ["2026-11-28 « X » paraît"]),
        ("expires: 2026-11-30\n", "2026-11-01", ["2026-11-30 « X » se retire à la fin du jour"]),
        ("expires: 2026-11-20\nreview_by: 2026-11-01\n", "2026-11-01", []),
    ],
)  # fmt: skip
def test_a_page_says_its_deadlines(keys: str, day: str, expected: list[str]):
    assert told(keys, day=day) == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("", ["2026-12-05 X, 14:00, sans image sur sa page"]),
        ("image: quai.jpg\n", ["2026-12-05 X, 14:00"]),
        ("image: quai.jpg\nstate: full\n", ["2026-12-05 X, 14:00, complet"]),
        ("state: cancelled\n", []),
    ],
)
def test_an_event_says_when_and_what_its_page_lacks(keys: str, expected: list[str]):
    assert told(EVENT + keys, path="content/agenda/2026-12-05-x.md") == expected


def test_a_promotion_says_when_it_starts_and_ends():
    assert told(OFFER + PROMOTION, path="content/offres/x.md") == [
        "2026-12-01 La promotion HIVER de « X » commence",
        "2026-12-18 La promotion HIVER de « X » finit",
    ]


def test_a_campaign_is_no_draft_of_the_site():
    keys = "subject: S\nsegment: tous\npurpose: dons\nchannels: letter\nstatus: draft\n"
    assert told(keys, path="content/campagnes/x.md") == []
