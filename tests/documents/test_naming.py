"""The grammar of names: what it makes it accepts, and what it proposes is right."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.documents.kinds import built_in
from comptoir.documents.naming import PATTERN, Grammar

TODAY = date(2026, 11, 24)
KINDS = built_in(TODAY)
GRAMMAR = Grammar(PATTERN, KINDS, frozenset({"facture"}))


@given(
    st.dates(date(1900, 1, 1), TODAY),
    st.sampled_from(sorted(KINDS)),
    st.integers(1, 99999),
    st.sampled_from(["", "C-000123"]),
    st.sampled_from([".pdf", ".PDF", ".docx"]),
)
def test_what_the_grammar_makes_it_accepts(day, kind, number, party, suffix):
    name = GRAMMAR.name(day, kind, f"GED-2026-{number:04d}", party=party, suffix=suffix)
    assert list(GRAMMAR.faults(name)) == []


@given(st.text(min_size=1, max_size=80).filter(lambda name: "/" not in name and "\0" not in name))
def test_what_it_proposes_for_any_name_is_right_and_safe(name):
    proposed = GRAMMAR.proposed(f"{name}.pdf", modified=TODAY)
    assert list(GRAMMAR.faults(proposed)) == []
    assert "/" not in proposed and ".." not in proposed


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("Statuts signés le 3 mars 2021.pdf", "2021-03-03_statuts_signes.pdf"),
        ("20240115 bail atelier.docx", "2024-01-15_contrat_atelier.docx"),
        ("relevé banque 31-10-2026.PDF", "2026-10-31_releve-bancaire_banque.pdf"),
        ("2026-02-30 facture.pdf", "2026-11-24_facture_2026-02-30.pdf"),  # that day is none
        ("IMG_0042.jpeg", "2026-11-24_autre_img-0042.jpeg"),
    ],
)
def test_names_as_people_write_them(name, proposed):
    assert GRAMMAR.proposed(name, modified=TODAY) == proposed


def test_another_order_of_parts_is_another_grammar():
    other = Grammar("{kind}.{date}_{number}", KINDS)
    name = other.name(date(2026, 3, 2), "statuts", "GED-2026-0001", party="C-000001", suffix=".pdf")
    assert name == "statuts.2026-03-02_GED-2026-0001.pdf"
    assert list(other.faults(name)) == []
    assert list(other.faults("2026-03-02_statuts_GED-2026-0001.pdf"))
