"""The console blocks of README.md do what they say."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
pytestmark = pytest.mark.slow


def commands(block: str):
    """Yield each command of a block and the lines it should print, `…` standing for anything."""
    command, expected = "", []
    for line in block.splitlines():
        if line.startswith("$ "):
            if command:
                yield command, expected
            command, expected = line[2:], []
        elif line.strip():
            expected.append(line)
    if command:
        yield command, expected


def pattern(line: str) -> re.Pattern[str]:
    return re.compile(".*".join(map(re.escape, line.strip().split("…"))))


def test_the_tour_prints_what_the_readme_shows(tmp_path):
    blocks = BLOCK.findall((ROOT / "README.md").read_text("utf-8"))
    tour = [block for block in blocks if "make " not in block]
    assert tour
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    env = os.environ | {"PATH": path, "HOME": str(tmp_path)}
    cwd = tmp_path
    for block in tour:
        for command, expected in commands(block):
            if command.startswith("cd "):
                cwd = (cwd / command[3:]).resolve()
                continue
            done = subprocess.run(
                ["bash", "-c", command], cwd=cwd, env=env, capture_output=True, text=True,
                check=False,
            )  # fmt: skip
            printed = done.stdout + done.stderr
            for line in expected:
                assert pattern(line).search(printed), f"$ {command}\n{line!r} not in:\n{printed}"
