"""Unsubscription tokens: opaque, signed, valid for years."""

from hypothesis import given
from hypothesis import strategies as st

from comptoir.campaigns.tokens import Claim, Keys, issue, message_id, read, return_tag
from comptoir.settings import PurposeClass

KEYS = Keys({1: b"a" * 32})
claims = st.builds(Claim, st.integers(0, 2**40), st.sampled_from(list(PurposeClass)))


@given(claims)
def test_a_token_says_what_it_was_given(claim):
    assert read(KEYS, issue(KEYS, claim)) == claim


@given(claims)
def test_a_new_key_signs_and_the_old_one_still_reads(claim):
    rotated = Keys({1: b"a" * 32, 2: b"b" * 32})
    assert read(rotated, issue(KEYS, claim)) == claim
    assert read(KEYS, issue(rotated, claim)) is None


@given(claims, st.integers(0, 26), st.sampled_from("abcdefgABCDEFG0123456789-_"))
def test_a_changed_token_says_nothing(claim, place, letter):
    token = issue(KEYS, claim)
    changed = token[:place] + letter + token[place + 1 :]
    assert changed == token or read(KEYS, changed) is None


@given(st.text(max_size=40))
def test_anything_else_is_no_token(text):
    assert read(KEYS, text) is None


def test_tokens_of_neighbours_do_not_look_alike():
    one, two = (issue(KEYS, Claim(n, PurposeClass.COMMERCIAL)) for n in (1, 2))
    assert sum(a == b for a, b in zip(one, two, strict=True)) < 10


def test_a_message_id_is_the_same_each_time():
    assert message_id(KEYS, "M-000001", "example.org") == message_id(
        KEYS, "M-000001", "example.org"
    )
    assert message_id(KEYS, "M-000001", "example.org") != message_id(
        KEYS, "M-000002", "example.org"
    )


def test_a_return_tag_fits_an_address():
    assert len(f"retours+{return_tag(KEYS, 'M-000001')}") <= 64
