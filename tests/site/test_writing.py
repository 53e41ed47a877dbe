"""What is prose in a Markdown text, and which of its words are looked up."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.site.spelling import proper_names, unknown
from comptoir.site.writing import HIDDEN, Writing

WORDS = frozenset(
    ["le", "la", "les", "un", "une", "atelier", "vélo", "est", "ouvert", "quai", "rendez", "vous"]
)


def looked_up(text: str, names: frozenset[str] = frozenset()) -> list[str]:
    return [word.text for word in unknown(Writing(text), WORDS.__contains__, names)]


@pytest.mark.parametrize(
    "text",
    [
        "`zorglub`",
        "```\nzorglub\n```",
        "<!-- zorglub -->",
        '<div class="zorglub">',
        "[le vélo](/zorglub/)",
        "{{ zorglub.champ }}",
        "https://exemple.example.org/zorglub",
        "zorglub@exemple.example.org",
        "zorglub.jpg",
        "::: zorglub clé=zorglub",
        "le quai de Zorglub",
        "le quai d’Allaire",
        "la ZORGL",
        "[écrire](mailto:{{ organisation.zorglub }})",
    ],
)
def test_what_is_no_word_of_the_text_is_not_looked_up(text: str) -> None:
    assert "zorglub" not in [word.lower() for word in looked_up(text)]
    assert looked_up(text) in ([], ["écrire"])


def test_a_word_nobody_knows_is_found_with_its_line() -> None:
    writing = Writing("Le vélo.\n\nLa zorglub est ouvert.", line=8)
    (word,) = unknown(writing, WORDS.__contains__, frozenset())
    assert (word.text, word.line) == ("zorglub", 10)


def test_the_first_word_of_a_sentence_is_looked_up_unless_it_is_a_name_elsewhere() -> None:
    assert looked_up("Zorglub est ouvert.") == ["Zorglub"]
    names = proper_names([Writing("Le quai de Zorglub est ouvert.")])
    assert looked_up("Zorglub est ouvert.", names) == []


def test_a_line_that_goes_on_begins_no_sentence() -> None:
    assert looked_up("le quai de\nZorglub est ouvert") == []


@given(st.text(max_size=200))
def test_the_prose_keeps_the_length_and_the_lines_of_the_text(text: str) -> None:
    writing = Writing(text)
    assert len(writing.prose) == len(text)
    for mark, kept in zip(text, writing.prose, strict=True):
        assert kept in (mark, HIDDEN)
        assert (mark in "\r\n") == (kept in "\r\n")
