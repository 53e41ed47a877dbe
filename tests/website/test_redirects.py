"""Old addresses: they lead on, by a page and by the server's rules, or they are missed aloud."""

from datetime import date
from pathlib import Path

import pytest

from comptoir.errors import InputError
from comptoir.readers.addresses import extended, read_addresses
from comptoir.site.addresses import LEDGER

from make_site import SmallSite, make_site


@pytest.fixture
def site(tmp_path: Path) -> SmallSite:
    return make_site(tmp_path / "projet")


def ledger(site: SmallSite, text: str) -> None:
    site.write(LEDGER, text)


def test_an_alias_becomes_a_page_that_forwards_and_a_rule(site: SmallSite):
    site.page("content/pages/contact.md", keys="aliases: /nous-ecrire/, vieux/contact.html\n")
    assert not site.build().blocking
    html = site.html("/nous-ecrire/")
    assert '<meta http-equiv="refresh" content="0; url=/contact/">' in html
    assert '<link rel="canonical" href="https://amis.example.org/contact/">' in html
    assert '<meta name="robots" content="noindex">' in html
    assert (site.output / "vieux/contact.html").is_file()
    assert "/nous-ecrire/ /contact/ 301" in (site.output / "_redirects").read_text()
    assert "nous-ecrire" not in (site.output / "sitemap.xml").read_text()


def test_a_move_of_the_ledger_is_followed_to_its_end(site: SmallSite):
    ledger(
        site, '[moved]\n"/a/" = "/b/"\n"/b/" = "/contact/"\n"/c/" = "https://autre.example.org/"\n'
    )
    assert not site.build().blocking
    assert "url=/contact/" in site.html("/a/")
    assert "url=https://autre.example.org/" in site.html("/c/")


def test_a_page_withdrawn_for_good_is_said_to_be_gone(site: SmallSite):
    ledger(site, '[moved]\n"/finie/" = ""\n[pages]\n"/finie/" = 2026-01-01\n')
    assert not site.build().blocking
    assert not (site.output / "finie").exists()
    assert "/finie/ /404.html 410" in (site.output / "_redirects").read_text()


def test_a_page_that_vanishes_is_missed_and_its_last_version_stays(site: SmallSite):
    site.page("content/pages/ancienne.md", "L’ancienne")
    site.build()
    ledger(site, '[pages]\n"/ancienne/" = 2026-01-01\n')
    (site.root / "content/pages/ancienne.md").unlink()
    (held,) = site.build().held
    assert held.kept
    assert "content/urls.toml, ligne 2" in held.reasons[0]
    assert "l’adresse /ancienne/ a été publiée" in held.reasons[0]
    assert "L’ancienne" in site.html("/ancienne/")


def test_a_list_that_vanishes_is_missed_too(site: SmallSite):
    ledger(site, '[lists]\n"/actualites/etiquette/disparue/" = 2026-01-01\n')
    (held,) = site.build().held
    assert "/actualites/etiquette/disparue/" in held.reasons[0]


def test_a_page_held_back_is_not_missed_twice(site: SmallSite):
    ledger(site, '[pages]\n"/contact/" = 2026-01-01\n')
    site.page("content/pages/contact.md", keys="titel: x\n")
    (held,) = site.build().held
    assert held.path == "content/pages/contact.md"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('[moved]\n"/contact/" = "/x/"\n', "une page y est publiée"),
        ('[moved]\n"/a/" = "/b/"\n"/b/" = "/a/"\n', "tourne en rond"),
        ('[moved]\n"/a b/" = "/contact/"\n', "ne peut pas être une ancienne adresse"),
        ('[moved]\n"/../x/" = "/contact/"\n', "ne peut pas être une ancienne adresse"),
        ('[moved]\n"/a/" = "contact"\n', "n’est pas une adresse"),
    ],
)
def test_a_wrong_ledger_is_told_with_its_line(site: SmallSite, text: str, said: str):
    ledger(site, text)
    report = site.build()
    assert any(said in reason for held in report.held for reason in held.reasons)


@pytest.mark.parametrize(
    ("text", "line"), [('[pages]\n"/a/" = "hier"\n', 2), ("[pages\n", 1), ("[page]\n", 1)]
)
def test_a_ledger_that_cannot_be_read_stops_the_build(site: SmallSite, text: str, line: int):
    ledger(site, text)
    with pytest.raises(InputError, match=f"content/urls.toml, ligne {line}"):
        site.build()


def test_an_alias_that_is_a_page_or_another_s_is_told(site: SmallSite):
    site.page("content/pages/contact.md", keys="aliases: /velo/\n")
    site.page("content/pages/autre.md", keys="aliases: /x/\n")
    site.page("content/pages/encore.md", keys="aliases: /x/\n")
    reasons = [reason for held in site.build().held for reason in held.reasons]
    assert any("est celle d’une page publiée" in reason for reason in reasons)
    assert any("est aussi celle de" in reason for reason in reasons)


def test_the_check_misses_a_page_without_building(comptoir, site: SmallSite):
    ledger(site, '[pages]\n"/ancienne/" = 2026-01-01\n')
    done = comptoir("check", "--select", "LEC", "--project", str(site.root), code=1)
    assert "/ancienne/" in done.out


def test_publishing_adds_to_the_ledger_and_keeps_what_people_wrote():
    day = date(2026, 11, 24)
    first = extended("", pages=["/b/", "/a/"], lists=["/agenda/"], today=day)
    assert first.startswith("# Les adresses du site.")
    assert first.endswith('[pages]\n"/a/" = 2026-11-24\n"/b/" = 2026-11-24\n\n'
                          '[lists]\n"/agenda/" = 2026-11-24\n')  # fmt: skip
    mine = first.replace("[moved]\n", '[moved]\n"/z/" = "/a/"  # de 2019\n')
    later = extended(mine, pages=["/a/", "/c/"], lists=["/agenda/"], today=date(2027, 1, 1))
    assert '"/z/" = "/a/"  # de 2019' in later
    assert '"/b/" = 2026-11-24\n"/c/" = 2027-01-01' in later
    assert extended(later, pages=["/c/"], lists=[], today=day) == later


def test_a_table_of_people_under_ours_is_refused():
    with pytest.raises(InputError, match="au-dessus de"):
        extended('[pages]\n"/a/" = 2026-01-01\n[moved]\n"/b/" = "/a/"\n',
                 pages=["/c/"], lists=[], today=date(2026, 1, 1))  # fmt: skip


def test_no_ledger_is_an_empty_one(tmp_path: Path):
    assert read_addresses(tmp_path).book.published == {}
