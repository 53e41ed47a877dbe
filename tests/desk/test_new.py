"""`comptoir new`: a skeleton that says what is missing, then checks and builds clean."""

import tomllib

import pytest

from starters import fill_identity

KINDS = ("association", "company", "sole-trader", "public-body", "mutual", "individual")


@pytest.fixture(params=KINDS)
def fresh(request, tmp_path, comptoir):
    folder = tmp_path / "nouveau"
    comptoir("new", str(folder), "--kind", request.param, "--name", "L’Essai « d’abord »", code=0)
    return folder


def test_the_check_says_exactly_what_is_missing(fresh, comptoir):
    done = comptoir("check", "--project", str(fresh), code=1)
    said = done.out + done.err
    for key in ("host.name", "host.address", "host.phone"):
        assert key in said, key
    if "individual" not in (fresh / "legal" / "organisation.toml").read_text("utf-8"):
        assert "seat.street" in said  # a private person may give their address to the host only
    assert "legal/organisation.toml" in said


def test_once_filled_it_checks_and_builds_clean(fresh, comptoir):
    fill_identity(fresh)
    comptoir("check", "--project", str(fresh), code=0)
    comptoir("site", "build", "--strict", "--project", str(fresh), code=0)
    done = comptoir("check", "--html", str(fresh / "output"), "--project", str(fresh), code=0)
    assert (fresh / "output" / "mentions-legales" / "index.html").exists()
    assert "Rien à signaler" in done.out


@pytest.mark.parametrize("name", ['Le "Phare" & <fils>', "L'\\Étoile", "Été: d’après # tout"])
def test_a_name_with_odd_characters_stays_whole(tmp_path, comptoir, name):
    folder = tmp_path / "nouveau"
    comptoir("new", str(folder), "--kind", "company", "--name", name, code=0)
    told = tomllib.loads((folder / "legal" / "organisation.toml").read_text("utf-8"))
    assert told["name"] == name
    fill_identity(folder)
    comptoir("site", "build", "--project", str(folder), code=0)


def test_a_folder_with_something_in_it_is_refused(tmp_path, comptoir):
    (tmp_path / "notes.txt").write_text("à moi", encoding="utf-8")
    done = comptoir("new", str(tmp_path), "--kind", "mutual", "--name", "X", code=2)
    assert "vide" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


@pytest.mark.parametrize("kind", ["assoc", "", "SARL"])
def test_an_unknown_kind_lists_the_known_ones(tmp_path, comptoir, kind):
    done = comptoir("new", str(tmp_path / "n"), "--kind", kind, "--name", "X", code=2)
    assert "sole-trader" in done.err
