"""What surveys say: figures that a naive count agrees with, and nobody to be told."""

from datetime import date

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from comptoir.settings.survey import Question, Survey
from comptoir.surveys import answers, measures

NOTES = st.lists(st.integers(0, 10), min_size=1, max_size=60)
SMALLEST = 5


def question(name, **said):
    return Question(name=name, text=name, **said)


def choice(name, *options):
    return question(name, scale="choice", options=options)


@given(NOTES)
def test_the_nps_is_promoters_less_detractors_and_its_interval_holds_it(notes):
    found = measures.net_promoter_score(notes)
    promoters, detractors = sum(n >= 9 for n in notes), sum(n <= 6 for n in notes)
    assert found.value == pytest.approx(100 * (promoters - detractors) / len(notes))
    assert -100 <= found.low <= found.value <= found.high <= 100
    assert found.count == len(notes)


@given(st.integers(0, 50), st.integers(1, 50))
def test_wilson_holds_the_share_and_narrows_with_the_count(part, count):
    assume(part <= count)
    one, ten = measures.share(part, count), measures.share(part * 10, count * 10)
    assert 0 <= one.low <= one.value <= one.high <= 100
    assert ten.high - ten.low <= one.high - one.low + 1e-9


def test_known_values():
    found = measures.share(8, 10)
    assert (round(found.low, 2), round(found.high, 2)) == (49.02, 94.33)  # Newcombe 1998


PAIRS = st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), max_size=80)


@given(PAIRS)
def test_no_small_group_is_shown_nor_found_by_subtraction(pairs):
    given_ = [{"a": left, "b": right} for left, right in pairs]
    down, across = choice("a", *"abc"), choice("b", *"xyz")
    table = measures.cross(given_, across, down, SMALLEST)
    for (left, right), shown in table.cells.items():
        true = pairs.count((left, right))
        assert shown == true if shown is not None else True
        if 0 < true < SMALLEST:
            assert shown is None
    for rows in ([[(r, c) for c in table.columns] for r in table.rows],
                 [[(r, c) for r in table.rows] for c in table.columns]):  # fmt: skip
        for line in rows:
            secret = [cell for cell in line if table.cells[cell] is None]
            shown = [cell for cell in line if table.cells[cell]]
            assert len(secret) != 1 or not shown  # one alone is its total less the others


@given(st.dictionaries(st.sampled_from(["note", "avis", "lieu"]), st.text(max_size=12)))
def test_what_is_read_reads_the_same_again(said):
    survey = Survey(
        title="T", opens=date.min, closes=date.max,
        question=[question("note", scale="satisfaction"), question("avis", scale="open"),
                  question("lieu", scale="choices", options=("Ici", "Là-bas"))],
    )  # fmt: skip
    read, faults = answers.read(survey, said)
    if not faults:
        assert answers.read(survey, read) == (read, [])


def test_options_are_read_without_case_or_accents():
    asked = question("lieu", scale="choices", options=("Ici", "Là-bas"))
    survey = Survey(title="T", opens=date.min, closes=date.max, question=[asked])
    assert answers.read(survey, {"lieu": "la-bas | ICI"}) == ({"lieu": "Ici|Là-bas"}, [])
    assert "l’une de" in answers.read(survey, {"lieu": "ailleurs"})[1][0]
