"""An adoption is prepared beside, then put in place: killed anywhere, the next run finishes it."""

import json
import shutil

import pytest

from comptoir.desk import adoption_stage
from comptoir.desk.adoption_stage import LIST, STAGE, finish, staged
from comptoir.errors import ComptoirError, RefusedError


def test_killed_while_it_prepares_nothing_has_changed(tmp_path):
    with pytest.raises(KeyboardInterrupt), staged(tmp_path, dry_run=False) as stage:
        stage.write("content/a.md", b"a")
        raise KeyboardInterrupt
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("moves", [0, 1, 2])
def test_killed_while_it_puts_in_place_the_next_run_goes_on(tmp_path, monkeypatch, moves):
    class Killed(BaseException):
        pass

    def die(root):
        for path in ("content/a.md", "content/b/c.md")[:moves]:
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / STAGE / path).replace(root / path)
        raise Killed

    (tmp_path / "vieux.md").write_text("x")
    with (
        monkeypatch.context() as patch,
        pytest.raises(Killed),
        staged(tmp_path, dry_run=False) as stage,
    ):
        patch.setattr(adoption_stage, "finish", die)
        stage.write("content/a.md", b"a")
        stage.write("content/b/c.md", b"c")
        stage.remove("vieux.md")
        stage.put_in_place()
    with staged(tmp_path, dry_run=False):
        pass
    assert (tmp_path / "content/a.md").read_bytes() == b"a"
    assert (tmp_path / "content/b/c.md").read_bytes() == b"c"
    assert not (tmp_path / "vieux.md").exists() and not (tmp_path / STAGE).exists()


def test_a_disk_that_fills_up_changes_nothing(tmp_path, monkeypatch):
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(ComptoirError), staged(tmp_path, dry_run=False) as stage:
        stage.write("content/a.md", b"a")
        stage.copy(tmp_path / "x", "content/x")
    assert list(tmp_path.iterdir()) == []


def test_two_at_once_are_refused(tmp_path):
    first, second = staged(tmp_path, dry_run=False), staged(tmp_path, dry_run=False)
    with first, pytest.raises(RefusedError), second:
        pass


def test_a_list_from_elsewhere_reaches_nothing_outside(tmp_path):
    project = tmp_path / "projet"
    (project / STAGE).mkdir(parents=True)
    (tmp_path / "dehors.md").write_text("x")
    told = {"written": ["../y.md"], "removed": ["../dehors.md", str(tmp_path / "dehors.md")]}
    (project / STAGE / LIST).write_text(json.dumps(told))
    finish(project)
    assert (tmp_path / "dehors.md").is_file() and not (tmp_path / "y.md").exists()
