"""Numbers are printable, and a gap is seen."""

from hypothesis import given
from hypothesis import strategies as st

from comptoir.sales.numbering import PRINTABLE, SERIES, gaps, parts


@given(st.sampled_from(sorted(SERIES)), st.integers(1, 12), st.data())
def test_a_missing_number_is_the_only_gap(series, count, data):
    numbers = [f"{series}-2026-{rank:04d}" for rank in range(1, count + 2)]
    lost = data.draw(st.sampled_from(numbers[:-1]))
    assert gaps(n for n in numbers if n != lost) == [lost]
    assert gaps(numbers) == []


def test_every_number_may_stand_in_an_electronic_invoice():
    assert all(PRINTABLE.fullmatch(f"{series}-2026-00001") for series in SERIES)
    assert parts("RF-2026-0012") == ("RF", 2026, 12)
