"""Folding is fast on French text, and the same as normalising every character."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

from comptoir.site.wording import folded

FRENCH = "abcÉéèÀçœŒÆßẞ’‑–—\u202f\u00a0…½²ªº¨´¸µ\u0301İıſﬁ№áíÿŸ\x85€•“”Σς\x80\x81→ \n"
SEVERAL = {"œ": "oe", "æ": "ae", "ß": "ss", "’": "'", "‑": "-", "–": "-", "—": "-"}


def normalised(text: str) -> str:
    plain = "".join(SEVERAL.get(letter, letter) for letter in text.lower())
    decomposed = unicodedata.normalize("NFKD", plain)
    return "".join(letter for letter in decomposed if not "\u0300" <= letter <= "\u036f")


@given(st.one_of(st.text(FRENCH, max_size=12), st.text(max_size=12)))
@example("Prix : 12 € • “à côté” → l’été… ½ µ")
@example("\x80 €")
def test_folding_equals_normalising_every_character(text: str) -> None:
    assert folded(text) == normalised(text)
