"""What machines run for the user: workflow files, the pre-commit hook, and what the guide shows."""

import re
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import pytest
import yaml

from comptoir.cli.start import root, speak_french
from comptoir.desk.new import STARTER

from make import ROOT
from make_site import SmallSite, make_site
from needs import need

COMMON = STARTER / "common"
FILES = {
    ".github/workflows/site.yml": COMMON / "github/workflows/site.yml",
    ".github/workflows/publier.yml": COMMON / "github/workflows/publier.yml",
    ".gitlab-ci.yml": COMMON / "gitlab-ci.yml",
}
HOOK = ROOT / ".pre-commit-hooks.yaml"
GUIDE = ROOT / "docs/guide"


def parsed(text: str) -> Any:
    return yaml.safe_load(text)


def scripts(text: str) -> Iterator[str]:
    """Yield the lines that a workflow runs, GitHub's or GitLab's."""
    data = parsed(text)
    for job in (data.get("jobs") or data).values():
        if isinstance(job, dict):
            yield from (step["run"] for step in job.get("steps", ()) if "run" in step)
            yield from job.get("script", ())


def guide_blocks(page: Path, language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", page.read_text("utf-8"), re.DOTALL)


def understood(line: str) -> None:
    """Parse a line as the shell and the command line would, and run nothing.

    Raises:
        click.UsageError: no such command, or no such option.
    """
    speak_french()
    words = shlex.split(line.partition(" > ")[0])
    assert words.pop(0) == "comptoir"
    command: click.Command = root
    while isinstance(command, click.Group):
        with click.Context(command) as ctx:
            name, found, words = command.resolve_command(ctx, words)
        assert found is not None, name
        command = found
    with click.Context(command) as ctx:
        command.parse_args(ctx, list(words))


@pytest.mark.parametrize("file", FILES)
def test_every_command_of_a_workflow_exists(file: str):
    lines = list(scripts(FILES[file].read_text("utf-8")))
    ours = [line for line in lines if line.startswith("comptoir")]
    assert ours
    for line in ours:
        understood(line)
    assert "pip install -r requirements.txt" in lines


def test_a_command_that_does_not_exist_would_be_seen():
    for line in ("comptoir site publsh", "comptoir site publish --ouate"):
        with pytest.raises(click.UsageError):
            understood(line)


def test_github_publishes_what_was_made_when_it_is_asked():
    data = parsed(FILES[".github/workflows/publier.yml"].read_text("utf-8"))
    assert data["permissions"] == {"contents": "read", "pages": "write", "id-token": "write"}
    (job,) = data["jobs"].values()
    assert "COMPTOIR_PAGES" in job["if"]
    used = [step.get("uses", "").partition("@")[0] for step in job["steps"]]
    assert used.index("actions/upload-pages-artifact") < used.index("actions/deploy-pages")
    made = next(step["run"] for step in job["steps"] if "publish" in step.get("run", ""))
    sent = next(step["with"]["path"] for step in job["steps"] if "pages-artifact" in str(step))
    assert made.endswith(f"--to {sent}")


def test_gitlab_publishes_what_was_made_when_it_is_asked():
    data = parsed(FILES[".gitlab-ci.yml"].read_text("utf-8"))
    job = data["pages"]
    assert "COMPTOIR_PAGES" in job["rules"][0]["if"]
    assert job["artifacts"]["paths"] == ["public"]
    assert job["script"][-1].endswith("--to public")


def test_the_guide_shows_the_files_that_a_new_project_has(comptoir, tmp_path: Path):
    comptoir("new", str(tmp_path / "p"), "--kind", "association", "--name", "Essai", code=0)
    shown = guide_blocks(GUIDE / "publier.md", "yaml")
    assert shown == [
        (tmp_path / "p" / name).read_text("utf-8")
        for name in (".github/workflows/publier.yml", ".gitlab-ci.yml")
    ]


@pytest.mark.parametrize("name", ["publier.md", "publier-une-page.md", "verifier.md"])
def test_every_command_of_the_guide_exists(name: str):
    lines = [
        line
        for block in guide_blocks(GUIDE / name, "")
        for line in block.splitlines()
        if line.startswith("comptoir")
    ]
    assert lines
    for line in lines:
        understood(line)


# the hook


@pytest.fixture
def committed(tmp_path: Path) -> SmallSite:
    """A project under Git whose last commit has a fault that is not to be spoken of again."""
    need("git", subprocess.run(["git", "--version"], check=False).returncode == 0)
    site = make_site(tmp_path / "projet")
    site.page("content/pages/vieux.md", "Vieux", "", "![](/images/absente.jpg)")
    git(site, "init", "-q")
    git(site, "add", "-A")
    git(site, "-c", "user.name=E", "-c", "user.email=e@example.org", "commit", "-qm", "Début")
    return site


def git(site: SmallSite, *arguments: str) -> str:
    command = ["git", "-C", str(site.root), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def hook() -> dict[str, Any]:
    (told,) = parsed(HOOK.read_text("utf-8"))
    return dict(told)


def staged(site: SmallSite) -> list[str]:
    """Return the files that the hook is given: those to be committed that it asks for."""
    names = git(site, "diff", "--cached", "--name-only", "--diff-filter=d").split()
    return [name for name in names if re.search(hook()["files"], name)]


def checked(comptoir, site: SmallSite, monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.chdir(site.root)
    _, *entry = shlex.split(hook()["entry"])
    return comptoir(*entry, *staged(site), "--today", "2026-11-24")


def test_the_hook_is_one_that_pre_commit_reads():
    told = hook()
    assert {"id", "name", "entry", "language", "files"} <= told.keys()
    assert told["require_serial"], "the same project is read once"
    understood(told["entry"])
    (config,) = guide_blocks(GUIDE / "verifier.md", "yaml")
    (repo,) = parsed(config)["repos"]
    (local,) = repo["hooks"]
    for key in ("id", "entry", "files", "require_serial"):
        assert local[key] == told[key]


def test_the_hook_refuses_a_faulty_page_and_names_it(
    comptoir, committed: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    committed.edit("content/pages/contact.md", "owner: coordination", "ownre: coordination")
    git(committed, "add", "-A")
    done = checked(comptoir, committed, monkeypatch)
    assert done.code == 1
    assert "content/pages/contact.md, ligne 5" in done.out
    assert "vieux.md" not in done.out


def test_the_hook_lets_a_good_page_through_whatever_was_there_before(
    comptoir, committed: SmallSite, monkeypatch: pytest.MonkeyPatch
):
    committed.edit("content/pages/contact.md", "Écrivez-nous.", "Appelez-nous.")
    (committed.root / "content/actualites/2026-11-04-trois.md").unlink()
    committed.write("LISEZMOI.md", "Sans objet.")
    git(committed, "add", "-A")
    assert staged(committed) == ["content/pages/contact.md"]
    assert checked(comptoir, committed, monkeypatch).code == 0
