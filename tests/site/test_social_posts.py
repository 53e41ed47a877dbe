"""Posts for social networks: within each network's limit, whatever the page says."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from comptoir.errors import InputError
from comptoir.readers.content import parse_page
from comptoir.site.networks import BY_NAME, NETWORKS
from comptoir.site.social_posts import compose
from comptoir.site.source import PageKind

ADDRESS = "https://www.exemple.example.org/actualites/rentree/"
WORDS = st.text(st.characters(blacklist_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1)


def page(more: str = "", title: str = "La rentrée des ateliers", kind: PageKind = PageKind.NEWS):
    event = "starts: 2026-12-05 14:00\nends: 2026-12-05 17:00\nplace: Le quai\n"
    keys = event if kind is PageKind.EVENT else "category: Ateliers\n"
    return parse_page(
        f"---\ntitle: {title}\ndate: 2026-09-01\nsummary: Les horaires, les places.\n"
        f"owner: bureau\n{keys}{more}---\nTexte.\n",
        shown=f"{kind.folder}/rentree.md",
        kind=kind,
    )


def test_title_summary_link_and_tags():
    told = compose(BY_NAME["mastodon"], page("tags: repair café, 2026\n"), ADDRESS).text
    assert told == (
        f"La rentrée des ateliers\n\nLes horaires, les places.\n\n{ADDRESS}\n\n#RepairCafé"
    )


def test_an_event_says_when_and_where():
    told = compose(BY_NAME["mastodon"], page(kind=PageKind.EVENT), ADDRESS).text
    assert "Samedi 5 décembre 2026, 14\u00a0h, Le quai" in told
    cancelled = page("state: cancelled\n", kind=PageKind.EVENT)
    assert "ANNULÉ. " in compose(BY_NAME["x"], cancelled, ADDRESS).text


def test_the_page_may_have_its_own_words_for_a_network():
    own = page("posts:\n  mastodon: On rouvre !\n")
    assert compose(BY_NAME["mastodon"], own, ADDRESS).text.startswith("On rouvre !\n\nhttps://")
    assert compose(BY_NAME["linkedin"], own, ADDRESS).text.startswith("La rentrée")


def test_own_words_that_are_too_long_are_refused_at_their_line():
    own = page(f"posts:\n  bluesky: {'long ' * 90}\n")
    with pytest.raises(InputError) as error:
        compose(BY_NAME["bluesky"], own, ADDRESS)
    (fault,) = error.value.faults
    assert "de trop" in fault.found and fault.at and fault.at.field == "posts.bluesky"


def test_an_unknown_network_is_named():
    with pytest.raises(InputError, match="mastodon"):
        page("posts:\n  mastodonte: Bonjour\n")


def test_where_links_do_not_open_the_address_is_said():
    told = compose(BY_NAME["instagram"], page(), ADDRESS).text
    assert "À lire sur www.exemple.example.org/actualites/rentree" in told
    assert "https://" not in told


@pytest.mark.parametrize("network", NETWORKS, ids=lambda n: n.name)
@given(title=WORDS, summary=WORDS, tags=st.lists(st.from_regex(r"[a-zé ]{1,30}", fullmatch=True)))
def test_a_post_never_passes_the_limit(network, title, summary, tags):
    base = page()
    meta = base.meta.model_copy(
        update={"title": title * 9, "summary": summary * 40, "tags": tuple(tags)}
    )
    told = type(base)(path=base.path, kind=base.kind, meta=meta, body="", body_line=1)
    made = compose(network, told, ADDRESS, credit="Image : FICTIF (CC-BY-4.0)")
    used = sum(len(tag) + 3 for tag in tags[: network.tags])
    assert made.length <= max(network.limit, used + 120)
