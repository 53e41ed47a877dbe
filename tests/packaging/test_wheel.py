"""The wheel works outside any checkout, with the small install that CI uses."""

import subprocess
import sys
import venv
from pathlib import Path

import pytest

from starters import fill_identity

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.slow


@pytest.fixture(scope="session")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new virtual environment with the wheel and nothing else; returns its `comptoir`."""
    folder = tmp_path_factory.mktemp("roue")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", "--no-deps", "-w", str(folder), str(ROOT)], check=True)
    wheel = next(folder.glob("comptoir-*.whl"))
    venv.create(folder / "venv", with_pip=True)
    python = folder / "venv" / "bin" / "python"
    subprocess.run([str(python), *pip[1:], "install", str(wheel)], check=True)
    return python.with_name("comptoir")


def run(command: Path, *arguments: str, cwd: Path, code: int = 0) -> str:
    done = subprocess.run(
        [str(command), *arguments], cwd=cwd, capture_output=True, text=True, check=False
    )
    assert done.returncode == code, done.stdout + done.stderr
    return done.stdout + done.stderr


def test_new_check_and_build_from_an_installed_wheel(installed, tmp_path):
    run(installed, "new", "asso", "--kind", "association", "--name", "L’Essai", cwd=tmp_path)
    folder = tmp_path / "asso"
    assert "publication_director" in run(installed, "check", cwd=folder, code=1)
    fill_identity(folder)
    run(installed, "check", cwd=folder)
    run(installed, "site", "build", "--strict", cwd=folder)
    assert (folder / "output" / "index.html").stat().st_size > 2000
    assert list((folder / "output").rglob("*.woff2")), "the shipped theme brings its fonts"
    browser = list(installed.parents[1].rglob("website/preview/browser/*"))
    assert {path.suffix for path in browser} == {".js", ".css"}, "the panel of the preview"


def test_a_missing_extra_says_which_to_install(installed, tmp_path):
    run(installed, "new", "asso", "--kind", "association", "--name", "L’Essai", cwd=tmp_path)
    folder = tmp_path / "asso"
    run(installed, "db", "upgrade", cwd=folder)
    said = run(installed, "dashboard", "build", cwd=folder, code=2)
    assert "comptoir[dashboard]" in said
