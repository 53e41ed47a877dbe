"""The settings of an old Pelican site: its `pelicanconf.py` run apart, or read without running."""

import ast
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

PROBE = Path(__file__).with_name("probe.py")
NAMES = ("pelicanconf.py", "publishconf.py")
OLD_NAMES = ("settings.py", "pelican.conf.py", "config.py", "local_settings.py")
SECONDS = 20
LONGEST = 500_000  # characters of a settings file
_ASSIGNED = re.compile(r"^(?P<name>[A-Z][A-Z0-9_]*)\s*=(?!=)", re.M)


@dataclass(slots=True)
class PelicanSettings:
    """Plain settings, and how they were had."""

    values: dict[str, Any] = field(default_factory=dict)
    ran: bool = False
    isolated: bool = False  # the system itself took the network away
    missing: list[str] = field(default_factory=list)  # modules this machine has not
    opaque: list[str] = field(default_factory=list)  # settings that are no plain value
    locales: list[str] = field(default_factory=list)
    # file → each statement that stopped: (error, line)
    failed: dict[str, list[tuple[str, int]]] = field(default_factory=dict)


def settings_files(root: Path) -> list[str]:
    """Return the settings files of a Pelican site, the one of publication last."""
    found = [name for name in NAMES if (root / name).is_file()]
    if "pelicanconf.py" in found:
        return found
    others = [
        name for name in OLD_NAMES
        if (root / name).is_file() and _looks_like_settings(root / name)
    ]  # fmt: skip
    return [*others[:1], *found]


def _looks_like_settings(path: Path) -> bool:
    text = path.read_bytes()[:LONGEST]
    return b"SITENAME" in text or b"SITEURL" in text


def read_settings(root: Path, names: list[str], *, run: bool) -> PelicanSettings:
    """Return the settings of these files.

    Args:
        root: the old site.
        names: its settings files; a later one wins.
        run: whether they may be executed, in a child process without network.
    """
    read = PelicanSettings()
    for name in names:
        read.values |= literals((root / name).read_bytes()[:LONGEST].decode("utf-8", "replace"))
    if run:
        _execute(root, names, read)
    return read


def _execute(root: Path, names: list[str], read: PelicanSettings) -> None:
    told = _told(root, names, read)
    if told is None:
        read.failed = {name: [("Timeout", 0)] for name in names}
        return
    failed = told.get("failed")
    for name, stops in failed.items() if isinstance(failed, dict) else ():
        read.failed[str(name)] = [
            (str(stop[0]), stop[1])
            for stop in stops
            if isinstance(stop, list) and len(stop) == 2 and isinstance(stop[1], int)
        ]
    read.ran = True
    read.values |= told["settings"]
    read.missing, read.opaque = _words(told, "missing"), _words(told, "opaque")
    read.locales = _words(told, "locales")


def _words(told: dict[str, Any], key: str) -> list[str]:
    value = told.get(key)
    return sorted({str(word) for word in value}) if isinstance(value, list) else []


def _told(root: Path, names: list[str], read: PelicanSettings) -> dict[str, Any] | None:
    apart = without_network()
    read.isolated = bool(apart)
    python = [sys.executable, "-I", "-B", str(PROBE), *names]
    with tempfile.TemporaryFile() as out:
        child = subprocess.Popen(  # noqa: S603 — our own probe; what it runs was asked about
            [*apart, *python],
            cwd=root,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            env={"PATH": os.defpath, "HOME": os.devnull, "LANG": "C.UTF-8", "TZ": "UTC"},
        )
        try:
            child.wait(SECONDS)
        except subprocess.TimeoutExpired:
            return None
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
        out.seek(0)
        try:
            told = json.loads(out.read())
        except (ValueError, RecursionError):
            return None
    fits = isinstance(told, dict) and isinstance(told.get("settings"), dict)
    return told if fits else None


@cache
def without_network() -> tuple[str, ...]:
    """Return the command that runs another without network, when the system has one."""
    unshare = shutil.which("unshare")
    if unshare is None:
        return ()
    command = (unshare, "--user", "--map-root-user", "--net", "--ipc", "--pid", "--fork",
               "--kill-child", "--")  # fmt: skip
    try:
        done = subprocess.run(  # noqa: S603 — our own words
            [*command, "true"], check=False, capture_output=True, timeout=10
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    return command if done.returncode == 0 else ()


def literals(text: str) -> dict[str, Any]:
    """Read the settings that are plain values, without running anything, in any Python.

    >>> literals("print 'vieux'\\nSITENAME = u'Le canal'\\nX = f()\\nMENU = (('a', '/a/'),)")
    {'SITENAME': 'Le canal', 'MENU': (('a', '/a/'),)}
    """
    found: dict[str, Any] = {}
    lines = text.replace("\r\n", "\n").split("\n")
    for number, line in enumerate(lines):
        if assigned := _ASSIGNED.match(line):
            with suppress(_NoValueError):
                found[assigned["name"]] = _value(lines, number, found)
    return found


class _NoValueError(ValueError):
    pass


def _value(lines: list[str], start: int, known: dict[str, Any]) -> Any:
    """Evaluate an assignment: the fewest lines that make a whole one."""
    for end in range(start + 1, min(start + 200, len(lines)) + 1):
        piece = "\n".join(lines[start:end])
        try:
            tree = ast.parse(piece)
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            continue
        assigned = tree.body[0] if tree.body else None
        if not isinstance(assigned, ast.Assign):
            break
        if isinstance(assigned.value, ast.Name) and assigned.value.id in known:
            return known[assigned.value.id]
        try:
            return ast.literal_eval(assigned.value)
        except (ValueError, SyntaxError, TypeError, RecursionError, MemoryError):
            break
    raise _NoValueError
