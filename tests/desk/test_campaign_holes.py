"""Holes are found as if every message were read whole."""

from hypothesis import example, given
from hypothesis import strategies as st

from comptoir.campaigns.compose import Composed
from comptoir.campaigns.merge import Merged
from comptoir.campaigns.slots import fill, slot
from comptoir.desk.campaign_holes import has_hole
from comptoir.rules.values.message import unmerged

PARTS = st.sampled_from(
    ("Bonjour ", "Chère ", "Madame", "\n", " ", ", ", "à bientôt", "«", "»", "« ", " »", "[[", "]]",
     "%%", "*|", "|*", "${", "}", "{{", "}}", *map(slot, range(3)))
)  # fmt: skip
VALUES = st.sampled_from(
    ("", "Jo", "Le Bihan", "nan", "Nom", ",", "Madame", "Bonjour", "Chère Jo", "«Nom»", "}}", "NOM")
)


@given(st.lists(PARTS, max_size=8).map("".join), st.tuples(VALUES, VALUES, VALUES))
@example(f"Chère {slot(0)},", ("", "", ""))
@example(f"«{slot(0)}»", ("Nom", "Jo", "Jo"))
def test_a_hole_is_found_as_in_the_whole_message(text: str, values: tuple[str, str, str]) -> None:
    words = Composed("Assemblée générale", Merged(text, values))
    whole = f"Assemblée générale\n{fill(text, values, str)}"
    assert has_hole(words) == bool(unmerged(whole))


def test_a_subject_with_an_open_field_is_a_hole() -> None:
    assert has_hole(Composed("Pour {{ nom }}", Merged(slot(0), ("Jo",))))
