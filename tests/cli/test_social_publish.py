"""`comptoir social publish`: once on each network, whatever stops it; what is kept of it."""

import io
import json
from importlib.util import find_spec
from pathlib import Path

import pytest
from PIL import Image

from fake_networks import HANDLE, FakeNetworks, fake_networks
from make_site import SmallSite, make_site
from needs import need

NEWS = "content/actualites/2026-09-01-rentree.md"
SITE = "https://amis.example.org"
FRONT = "category: Ateliers\nimage: quai.jpg\ntags: repair café\n"


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    made = make_site(tmp_path / "projet")
    made.page(NEWS, "La rentrée", FRONT)
    return made


@pytest.fixture
def fake():
    need("Mastodon.py", find_spec("mastodon") is not None)
    need("atproto", find_spec("atproto") is not None)
    with fake_networks() as kept:
        yield kept


@pytest.fixture
def social(comptoir, site: SmallSite, fake: FakeNetworks):
    with (site.root / "comptoir.toml").open("a", encoding="utf-8") as file:
        file.write(
            f'\n[networks.mastodon]\nserver = "{fake.url}"\n'
            f'[networks.bluesky]\naccount = "{HANDLE}"\nserver = "{fake.url}"\nweb = "{fake.url}"\n'
        )
    secrets = site.root / "var" / "secrets.toml"
    secrets.parent.mkdir(mode=0o700, exist_ok=True)
    secrets.write_text('[mastodon]\ntoken = "jeton-m"\n[bluesky]\npassword = "mot-b"\n', "utf-8")
    secrets.chmod(0o600)

    def run(verb: str, *arguments: str, code: int = 0):
        return comptoir("social", verb, *arguments, "--project", str(site.root), "--yes", code=code)

    return run


def test_row_88_a_page_is_posted_with_its_image_and_its_description(social, fake, site):
    out = social("publish", NEWS).out
    [status] = fake.statuses.values()
    assert f"{SITE}/actualites/rentree/" in status["text"]
    assert (status["language"], len(status["media"])) == ("fr", 1)
    assert b"Un quai au matin" in fake.media[0]["raw"]
    [record] = fake.records.values()
    assert record["embed"]["$type"] == "app.bsky.embed.images"
    [shown] = record["embed"]["images"]
    ratio = shown["aspectRatio"]
    assert (shown["alt"], ratio["width"], ratio["height"]) == ("Un quai au matin", 1200, 675)
    [blob] = fake.blobs
    assert len(blob) <= 1_000_000
    assert Image.open(io.BytesIO(blob)).size == (1200, 675)
    links = [facet["features"][0].get("uri") for facet in record["facets"]]
    assert f"{SITE}/actualites/rentree/" in links
    assert status["url"] in out and "/profile/" in out


def test_a_page_without_an_image_gets_a_link_card(social, fake, site):
    site.page(NEWS, "La rentrée", "category: Ateliers\n")
    social("publish", NEWS)
    [status], [record] = fake.statuses.values(), fake.records.values()
    assert status["media"] == []  # the server shows the card of the link
    card = record["embed"]["external"]
    assert (card["uri"], card["title"]) == (f"{SITE}/actualites/rentree/", "La rentrée")


def test_row_37_nothing_is_posted_twice_and_its_address_and_date_are_kept(social, fake):
    social("publish", NEWS)
    out = social("publish", NEWS).out
    assert out.count("déjà publié") == 2
    assert (len(fake.statuses), len(fake.records)) == (1, 1)
    listed = social("list", "--json").out
    posts = json.loads(listed)["posts"]
    assert {one["network"] for one in posts} == {"mastodon", "bluesky"}
    assert all(one["address"].startswith(fake.url) and one["at"] for one in posts)
    social("publish", NEWS, "--again")
    assert (len(fake.statuses), len(fake.records)) == (2, 2)


@pytest.mark.parametrize("lost", ["/api/v1/statuses", "createRecord"])
def test_an_answer_that_is_lost_posts_nothing_twice(social, fake, lost):
    fake.fail_after = lost
    err = social("publish", NEWS, code=4).err
    assert "ne répond pas" in err
    assert "peut-être pas parti" in social("list").out
    assert "retrouvé" in social("publish", NEWS).out
    assert (len(fake.statuses), len(fake.records)) == (1, 1)


@pytest.mark.parametrize("lost", ["/api/v2/media", "uploadBlob"])
def test_a_stop_before_the_post_is_made_again(social, fake, lost):
    fake.fail_after = lost
    social("publish", NEWS, code=4)
    assert "retrouvé" not in social("publish", NEWS).out
    assert (len(fake.statuses), len(fake.records)) == (1, 1)


@pytest.mark.parametrize(("status", "network"), [(401, "mastodon"), (401, "bluesky")])
def test_a_wrong_key_is_told_in_french(social, fake, status, network):
    fake.refuse = status
    err = social("publish", NEWS, "--network", network, code=4).err
    assert "var/secrets.toml" in err and "refuse" in err
    assert "jeton-m" not in err and "mot-b" not in err


@pytest.mark.parametrize("network", ["mastodon", "bluesky"])
def test_a_refusal_is_told_in_french(social, fake, network):
    fake.refuse = 422 if network == "mastodon" else 500
    assert "Traceback" not in social("publish", NEWS, "--network", network, code=4).err


def test_dead_links_are_reported(social, fake, site):
    social("publish", NEWS)
    assert "Attention" not in social("list", "--check").out
    fake.gone.add("/@asso/1")
    assert "ne mène plus à rien" in social("list", "--check").out
    site.page(NEWS, "La rentrée", FRONT + "status: draft\n")
    assert social("list").out.count("n’est plus publiée") == 2


def test_what_was_posted_by_hand_is_noted(social, fake):
    social("note", NEWS, "--network", "facebook", "--url", "https://reseau.example.org/p/1")
    out = social("list").out
    assert "Facebook" in out and "https://reseau.example.org/p/1" in out
    assert "adresse" in social("note", NEWS, "--network", "x", "--url", "ftp://x", code=2).err


def test_other_networks_are_posted_to_by_hand(social):
    assert "à la main" in social("publish", NEWS, "--network", "facebook", code=2).err


def test_without_an_account_or_a_key_nothing_is_tried(comptoir, site, social, fake):
    (site.root / "var" / "secrets.toml").unlink()
    assert "[mastodon]" in social("publish", NEWS, code=2).err
    text = (site.root / "comptoir.toml").read_text("utf-8").partition("[networks")[0]
    (site.root / "comptoir.toml").write_text(text, "utf-8")
    assert "aucun compte" in social("publish", NEWS, code=2).err
    assert fake.requests == []


def test_the_key_may_come_from_the_environment(social, fake, site, monkeypatch):
    (site.root / "var" / "secrets.toml").unlink()
    monkeypatch.setenv("COMPTOIR_BLUESKY_PASSWORD", "autre")
    social("publish", NEWS, "--network", "bluesky")
    assert fake.passwords == ["autre"]


def test_the_log_names_pages_and_is_private(social, site):
    social("publish", NEWS)
    path = site.root / "var" / "social" / "publies.jsonl"
    assert not path.stat().st_mode & 0o077
    path.write_text("pas du JSON\n", "utf-8")
    err = social("list", code=2).err
    assert "publies.jsonl, ligne 1" in err


def test_a_page_that_is_not_published_is_refused(social, fake, site):
    site.page(NEWS, "La rentrée", FRONT + "status: draft\n")
    assert "n’est pas publiée" in social("publish", NEWS, code=3).err
    assert fake.requests == []
