"""Publishing: one site to a folder, by rsync, by SFTP, in an archive; a trial changes nothing."""

import shutil
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest

from comptoir.errors import InputError, OutsideError
from comptoir.website.targets import Changes, Target, site_files, target_of
from comptoir.website.targets.archive import ArchiveTarget
from comptoir.website.targets.folder import FolderTarget
from comptoir.website.targets.outside import why
from comptoir.website.targets.rsync import RsyncTarget
from comptoir.website.targets.sftp import SftpTarget

from make_site import SmallSite, make_site
from needs import need

DAY = ("--today", "2026-11-24")
SERVER = next(
    (p for p in map(Path, ("/usr/lib/openssh/sftp-server", "/usr/libexec/sftp-server",
                           "/usr/lib/ssh/sftp-server")) if p.is_file()), None)  # fmt: skip


def folder(there: Path, root: Path) -> Target:
    return FolderTarget(there, root)


def rsync(there: Path, root: Path) -> Target:
    need("rsync", shutil.which("rsync") is not None)
    return RsyncTarget(str(there))


def sftp(there: Path, root: Path) -> Target:
    """SFTP without a network: the client talks to the server program itself."""
    need("sftp and sftp-server", shutil.which("sftp") is not None and SERVER is not None)
    return SftpTarget(f"sftp://machine{there}", options=("-D", str(SERVER)))


def archive(there: Path, root: Path) -> Target:
    return ArchiveTarget(there.with_name("site.tar.gz"))


def published(there: Path) -> dict[str, bytes]:
    packed = there.with_name("site.tar.gz")
    if packed.exists():
        with tarfile.open(packed) as opened:
            files = {e.name.removeprefix("./"): opened.extractfile(e) for e in opened}
            return {name: f.read() for name, f in files.items() if f and name != ".nojekyll"}
    if not there.is_dir():
        return {}
    own = {".comptoir.json"}
    return {name: (there / name).read_bytes() for name in site_files(there) if name not in own}


@pytest.fixture(params=[folder, rsync, sftp, archive], ids=lambda made: made.__name__)
def place(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Target, Path, Path]:
    """A target, where it leads, and a small built site."""
    site, there = tmp_path / "bâti", tmp_path / "en ligne"
    files = {"index.html": "un", "à propos/index.html": "deux", "images/[x] y.webp": "i"}
    for name, text in (files | {".htaccess": "h"}).items():
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(text)
    make: Callable[[Path, Path], Target] = request.param
    return make(there, tmp_path / "projet"), there, site


def test_the_site_arrives_whole(place):
    target, there, site = place
    assert target.changes(site).added == (".htaccess", "images/[x] y.webp", "index.html",
                                          "à propos/index.html")  # fmt: skip
    assert published(there) == {}
    target.send(site)
    assert published(there) == {name: (site / name).read_bytes() for name in site_files(site)}
    assert target.changes(site) == Changes()


def test_a_change_is_told_then_made(place):
    target, there, site = place
    target.send(site)
    (site / "index.html").write_text("une autre")
    (site / "neuf.html").write_text("neuf")
    (site / "images/[x] y.webp").unlink()
    told = target.changes(site)
    assert told == Changes(("neuf.html",), ("index.html",), ("images/[x] y.webp",))
    assert published(there)["index.html"] == b"un"
    target.send(site)
    assert published(there) == {name: (site / name).read_bytes() for name in site_files(site)}


def test_nothing_is_left_beside(place):
    target, there, site = place
    target.send(site)
    target.send(site)
    beside = {path.name for path in there.parent.iterdir()}
    assert beside <= {"bâti", "en ligne", "site.tar.gz"}
    if there.is_dir():
        hidden = {p.name for p in there.rglob(".*") if p.name != ".htaccess"}
        assert hidden <= {".comptoir", ".comptoir.json"}


def test_the_same_site_makes_the_same_archive(tmp_path: Path):
    site = tmp_path / "site"
    site.mkdir()
    (site / "index.html").write_text("un")
    one, two = ArchiveTarget(tmp_path / "1.tar"), ArchiveTarget(tmp_path / "2.tar")
    one.send(site)
    (site / "index.html").touch()
    two.send(site)
    assert one.path.read_bytes() == two.path.read_bytes()
    with tarfile.open(one.path) as opened:
        assert "./.nojekyll" in opened.getnames()


@pytest.mark.parametrize("make", [folder, rsync, sftp], ids=lambda made: made.__name__)
def test_a_folder_of_someone_else_is_left_alone(tmp_path: Path, make):
    site, there = tmp_path / "site", tmp_path / "photos"
    for path in (site, there):
        path.mkdir()
        (path / "index.html").write_text(path.name)
    (there / "été.jpg").write_text("photo")
    target = make(there, tmp_path / "projet")
    for act in (target.changes, target.send):
        with pytest.raises(InputError, match="Comptoir ne l’a pas écrit"):
            act(site)
    assert (there / "index.html").read_text() == "photos"
    assert sorted(path.name for path in there.iterdir()) == ["index.html", "été.jpg"]


def test_an_sftp_address_may_start_from_the_users_own_folder():
    assert SftpTarget("sftp://machine/~/www").folder == "www"
    assert SftpTarget("sftp://machine/www/").folder == "/www"


def test_an_empty_folder_is_taken_by_rsync_and_known_again(tmp_path: Path):
    site, there = tmp_path / "site", tmp_path / "en ligne"
    site.mkdir()
    there.mkdir()
    (site / "index.html").write_text("un")
    target = rsync(there, tmp_path)
    target.send(site)
    (site / "index.html").write_text("deux")
    assert target.changes(site) == Changes((), ("index.html",), ())
    target.send(site)
    assert published(there) == {"index.html": b"deux"}


@pytest.mark.parametrize("address", ["rsync://127.0.0.1:1/x", "sftp://127.0.0.1:1/x"])
def test_a_machine_that_cannot_be_reached_is_told_in_french(tmp_path: Path, address: str):
    need("rsync and sftp", all(map(shutil.which, ("rsync", "sftp"))))
    (tmp_path / "site").mkdir()
    with pytest.raises(OutsideError, match="la machine refuse la connexion") as caught:
        target_of(address, root=tmp_path).send(tmp_path / "site")
    assert "refused" not in str(caught.value)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("ssh: Could not resolve hostname x: Name or service not known", "n’existe pas"),
        ("marie@x: Permission denied (publickey).", "ne vous laisse pas entrer"),
        ("rsync: mkdir failed: Permission denied (13)", "pas le droit d’écrire"),
        ("remote open: Permission denied", "pas le droit d’écrire"),
        ("rsync: [Receiver] write failed: No space left on device (28)", "est plein"),
        ("Host key verification failed.", "pas encore connue"),
        ("Ein Fehler", "code 23"),
    ],
)
def test_what_programs_say_is_told_in_french(said: str, expected: str):
    found, remedy = why(said, 23)
    assert expected in found
    assert remedy


def test_a_publication_cut_short_leaves_the_old_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    site, there = tmp_path / "site", tmp_path / "en ligne"
    target = FolderTarget(there, tmp_path / "projet")
    for name in "abc":
        site.mkdir(exist_ok=True)
        (site / f"{name}.html").write_text("un")
    target.send(site)
    before = published(there)
    (site / "a.html").write_text("deux")
    copy, calls = shutil.copyfile, []

    def cut(source: Path, goal: Path) -> object:
        calls.append(source)
        if len(calls) == 2:
            raise KeyboardInterrupt
        return copy(source, goal)

    monkeypatch.setattr(shutil, "copyfile", cut)
    with pytest.raises(KeyboardInterrupt):
        target.send(site)
    monkeypatch.undo()
    assert published(there) == before
    assert {path.name for path in tmp_path.iterdir()} == {"site", "en ligne"}
    (tmp_path / ".en ligne.nouveau").mkdir()  # as a power cut leaves it
    (tmp_path / ".en ligne.nouveau/a.html").write_text("moitié")
    target.send(site)
    assert published(there)["a.html"] == b"deux"
    assert {path.name for path in tmp_path.iterdir()} == {"site", "en ligne"}


def test_an_sftp_cut_in_the_middle_of_the_switch_is_taken_up(tmp_path: Path):
    site, there = tmp_path / "site", tmp_path / "en ligne"
    (site / "neuf").mkdir(parents=True)
    for name in ("index.html", "a.css"):
        (site / name).write_text("un")
    target = sftp(there, tmp_path)
    target.send(site)
    before = published(there)
    for name in ("index.html", "a.css", "neuf/index.html"):
        (site / name).write_text("deux")
    (there / "neuf").write_text("en travers")  # its folder cannot be made
    with pytest.raises(OutsideError):
        target.send(site)
    assert published(there)["index.html"] == before["index.html"]  # the home page waits its turn
    assert target.changes(site).count == 3
    (there / "neuf").unlink()
    target.send(site)
    assert set(published(there).values()) == {b"deux"}
    assert not target.changes(site).count
    assert sorted(path.name for path in there.iterdir()) == [
        ".comptoir.json", "a.css", "index.html", "neuf",
    ]  # fmt: skip


def test_what_an_interrupted_sftp_left_goes_with_the_next(tmp_path: Path):
    site, there = tmp_path / "site", tmp_path / "en ligne"
    (there / ".comptoir-nouveau").mkdir(parents=True)
    (there / ".comptoir-nouveau/7").write_text("moitié")
    site.mkdir()
    (site / "index.html").write_text("un")
    sftp(there, tmp_path).send(site)
    assert sorted(path.name for path in there.iterdir()) == [".comptoir.json", "index.html"]


def test_a_folder_that_may_not_be_written_is_told_by_the_trial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "site").mkdir()
    monkeypatch.setattr("os.access", lambda *_: False)
    with pytest.raises(OutsideError, match="pas le droit d’écrire"):
        FolderTarget(tmp_path / "a/b", tmp_path / "projet").changes(tmp_path / "site")


@pytest.mark.parametrize(
    ("told", "kind"),
    [
        ("public", FolderTarget),
        ("/var/www/site", FolderTarget),
        ("site.tar.gz", ArchiveTarget),
        ("marie@machine.example.org:/var/www", RsyncTarget),
        ("rsync:/var/www", RsyncTarget),
        ("rsync://machine/module", RsyncTarget),
        ("sftp://marie@machine:2222/www", SftpTarget),
    ],
)
def test_an_address_names_its_kind_of_place(tmp_path: Path, told: str, kind: type):
    assert isinstance(target_of(told, root=tmp_path), kind)


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ("ftp://machine/x", "on ne sait pas publier par « ftp »"),
        ("sftp://marie:secret@machine/x", "un mot de passe"),
        ("--delete", "n’est pas un endroit"),
        ("output", "le dossier output du projet"),
        ("content/images", "le dossier content du projet"),
        ("var/en-ligne", "le dossier var du projet"),
        ("legal/site.tar.gz", "le dossier legal du projet"),
        ("site.zip", "une archive .zip ne se fait pas"),
    ],
)
def test_what_is_no_place_is_told(tmp_path: Path, told: str, said: str):
    with pytest.raises(InputError, match=said) as caught:
        target_of(told, root=tmp_path)
    assert "secret" not in str(caught.value)


# the command


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    made = make_site(tmp_path / "projet")
    made.write("legal/waivers.toml", "")
    monkeypatch.chdir(made.root)
    monkeypatch.setattr("comptoir.desk.site_checks.source_check", lambda *_: None)
    monkeypatch.setattr("comptoir.desk.site_checks.html_check", lambda *_: None)
    return made


def test_a_trial_lists_and_changes_nothing(comptoir, site: SmallSite):
    done = comptoir("site", "publier", "--vers", "../en-ligne", "--essai", *DAY, code=0)
    assert "  nouvelle  /contact/" in done.out
    assert "Essai, rien n’est envoyé" in done.out
    assert not (site.root.parent / "en-ligne").exists()
    assert not (site.root / "content/urls.toml").exists()


def test_publishing_sends_and_notes_addresses_and_prices(comptoir, site: SmallSite):
    done = comptoir("site", "publish", "--to", "../en-ligne", *DAY, code=0)
    assert (site.root.parent / "en-ligne/contact/index.html").is_file()
    assert "content/urls.toml, content/offres/prices.toml" in done.out
    ledger = (site.root / "content/urls.toml").read_text("utf-8")
    assert '"/contact/" = 2026-11-24' in ledger
    assert '"/actualites/etiquette/velo/" = 2026-11-24' in ledger
    assert "/page/2/" not in ledger
    assert "404" not in ledger
    prices = (site.root / "content/offres/prices.toml").read_text("utf-8")
    assert prices.endswith('[[price]]\nsku = "KIT"\nsince = 2026-11-24\nprice = 39.00\n')


def test_publishing_again_changes_nothing(comptoir, site: SmallSite):
    comptoir("site", "publish", "--to", "../en-ligne", *DAY, code=0)
    before = {p: (site.root / p).read_bytes() for p in ("content/urls.toml",
                                                       "content/offres/prices.toml")}  # fmt: skip
    done = comptoir("site", "publish", "--to", "../en-ligne", "--json", "--today", "2026-12-02",
                    code=0)  # fmt: skip
    assert done.json["noted"] == []
    assert {p: (site.root / p).read_bytes() for p in before} == before


def test_a_new_price_is_noted_with_its_day(comptoir, site: SmallSite):
    comptoir("site", "publish", "--to", "../en-ligne", *DAY, code=0)
    site.edit("content/offres/kit.md", "39.00", "42.50")
    comptoir("site", "publish", "--to", "../en-ligne", "--today", "2026-12-02", code=0)
    prices = (site.root / "content/offres/prices.toml").read_text("utf-8")
    assert prices.count("[[price]]") == 2
    assert "since = 2026-12-02\nprice = 42.50" in prices


def test_a_page_that_vanishes_is_not_let_go(comptoir, site: SmallSite):
    comptoir("site", "publish", "--to", "../en-ligne", *DAY, code=0)
    (site.root / "content/pages/contact.md").unlink()
    shutil.rmtree(site.output)  # as on another machine: no old version can stand in
    site.edit("content/actualites/2026-11-03-deux.md", "[contact](/contact/)", "rien")
    done = comptoir("site", "publish", "--to", "../en-ligne", *DAY, code=3)
    assert "l’adresse /contact/ a été publiée" in done.err
    assert (site.root.parent / "en-ligne/contact/index.html").is_file()
    site.edit("content/urls.toml", "[moved]\n", '[moved]\n"/contact/" = "/velo/"\n')
    comptoir("site", "publish", "--to", "../en-ligne", *DAY, code=0)
    moved = (site.root.parent / "en-ligne/contact/index.html").read_text("utf-8")
    assert "url=/velo/" in moved


def test_the_place_may_stand_in_the_settings(comptoir, site: SmallSite):
    assert "--to" in comptoir("site", "publish", *DAY, code=2).err
    site.edit("comptoir.toml", "[colours]", '[sharing]\npublish_to = "public.tar.gz"\n[colours]')
    comptoir("site", "publish", *DAY, code=0)
    assert (site.root / "public.tar.gz").is_file()


def test_what_ci_publishes_is_noted_beforehand(comptoir, site: SmallSite):
    done = comptoir("site", "publish", "--record", *DAY, code=0)
    assert "Noté" in done.out
    assert (site.root / "content/urls.toml").is_file()


def test_a_build_that_stops_publishes_nothing(comptoir, site: SmallSite):
    site.edit("legal/pages/mentions-legales.md", ".name", ".nam")
    comptoir("site", "publish", "--to", "../en-ligne", *DAY, code=1)
    assert not (site.root.parent / "en-ligne").exists()
