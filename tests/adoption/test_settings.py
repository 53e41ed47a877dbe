"""A stranger's settings are a program: run in a cage, read as far as they go."""

import ctypes
import subprocess
import sys
from pathlib import Path

import pytest

from comptoir.readers.adoption import settings
from comptoir.readers.adoption.settings import PelicanSettings, read_settings, without_network


def read(folder: Path, text: str, name: str = "pelicanconf.py") -> PelicanSettings:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")
    return read_settings(folder, [name], run=True)


TRIED = """
TOLD = "rien"
try:
    {tried}
    TOLD = "fait"
except Exception as error:
    TOLD = type(error).__name__
"""


@pytest.mark.parametrize(
    "tried",
    [
        "import socket; socket.create_connection(('127.0.0.1', 9))",
        "import _socket; _socket.socket()",
        "import urllib.request; urllib.request.urlopen('http://127.0.0.1:9/')",
        "open('neuf.txt', 'w')",
        "import os; os.open('neuf.txt', os.O_CREAT | os.O_WRONLY)",
        "import pathlib; pathlib.Path('pelicanconf.py').unlink()",
        "import os; os.rename('pelicanconf.py', 'x')",
        "import os; os.mkdir('d')",
        "import os; os.system('true')",
        "import os; os.popen('true')",
        "import os; os.fork()",
        "import os; os.kill(os.getppid(), 0)",
        "import subprocess; subprocess.Popen(['true'])",
        "import ctypes; ctypes.CDLL(None)",
        "import sqlite3; sqlite3.connect('x.db')",
        "bytearray(3 << 30)",
    ],
)
def test_settings_reach_neither_network_nor_files_nor_programs(tmp_path, tried):
    told = read(tmp_path, TRIED.format(tried=tried)).values["TOLD"]
    assert told not in ("fait", "rien"), told
    assert [path.name for path in tmp_path.iterdir()] == ["pelicanconf.py"]


def landlock() -> bool:
    if sys.platform != "linux":
        return False
    asked = ctypes.CDLL(None).syscall(444, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    return bool(asked >= 1)


@pytest.mark.skipif(not landlock(), reason="this kernel has no Landlock")
def test_settings_read_nothing_outside_the_old_site(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    told = read(tmp_path / "site", TRIED.format(tried="open('../secret.txt').read()"))
    assert told.values["TOLD"] == "PermissionError"


def test_settings_do_not_know_whose_machine_it_is(tmp_path, monkeypatch):
    monkeypatch.setenv("COMPTOIR_SECRET", "x")
    told = read(tmp_path, "import os\nTOLD = dict(os.environ)\n").values["TOLD"]
    assert told["HOME"] == "/dev/null" and "COMPTOIR_SECRET" not in told


@pytest.mark.skipif(not without_network(), reason="unshare is not allowed here")
def test_the_system_takes_the_network_away(tmp_path):
    assert read(tmp_path, "A = 1\n").isolated
    done = subprocess.run(
        [*without_network(), "cat", "/proc/self/net/dev"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert [line.split(":")[0].strip() for line in done.stdout.splitlines()[2:]] == ["lo"]


def test_settings_that_never_end_are_stopped(tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "SECONDS", 1)
    told = read(tmp_path, "SITENAME = 'a'\nwhile True:\n    pass\n")
    assert told.failed == {"pelicanconf.py": [("Timeout", 0)]}
    assert told.values == {"SITENAME": "a"}


def test_what_one_line_breaks_the_next_may_not(tmp_path):
    told = read(
        tmp_path,
        "import absente\nX = absente.f(1)\nA = 1 / 0\nraise SystemExit\n"
        "SITENAME = 'a' + 'b'\nPATHS = [p for p in ('x', 'y')]\nFILTERS = {'a': lambda x: x}\n",
    )
    assert told.failed == {"pelicanconf.py": [("ZeroDivisionError", 3), ("SystemExit", 4)]}
    assert told.values == {"SITENAME": "ab", "PATHS": ["x", "y"]}
    assert (told.missing, told.opaque) == (["absente"], ["FILTERS", "X"])


def test_publication_settings_import_the_others(tmp_path):
    (tmp_path / "pelicanconf.py").write_text("SITEURL = ''\nNAME = 'a'\n")
    (tmp_path / "publishconf.py").write_text(
        "from __future__ import unicode_literals\nimport os, sys\nsys.path.append(os.curdir)\n"
        "from pelicanconf import *\nSITEURL = 'https://a.example.org'\nNAME = NAME * 2\n"
    )
    told = read_settings(tmp_path, ["pelicanconf.py", "publishconf.py"], run=True)
    assert told.values == {"SITEURL": "https://a.example.org", "NAME": "aa"}
