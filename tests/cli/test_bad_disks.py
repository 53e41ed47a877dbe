"""A full disk, a read-only folder, two commands at once: told in French, the base unchanged."""

import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from make import ROOT
from needs import need

COMPTOIR = (sys.executable, "-m", "comptoir")
CONTACTS = "contacts/demo/adherents-FICTIF.csv"


def run(folder: Path, *arguments: str, **options) -> subprocess.CompletedProcess[str]:
    env = os.environ | {"PYTHONPATH": str(ROOT / "pipeline"), "COMPTOIR_LOGIN": "soizic"}
    command = [sys.executable, "-m", "comptoir", *arguments, "--project", str(folder)]
    return subprocess.run(
        command, capture_output=True, text=True, env=env, check=False, timeout=120, **options
    )


def whole(folder: Path) -> tuple[int, str]:
    """Return what the base holds, and whether SQLite finds it sound."""
    with closing(sqlite3.connect(folder / "var" / "comptoir.db")) as db:
        count = db.execute("SELECT count(*) FROM contact").fetchone()[0]
        return count, db.execute("PRAGMA integrity_check").fetchone()[0]


def in_french(done: subprocess.CompletedProcess[str]) -> bool:
    said = done.stderr
    return "Traceback" not in said and "Error" not in said and "Erreur :" in said


@pytest.fixture
def imports(ctx) -> Path:
    """A project with a base and the maps of the example."""
    shutil.copytree(ROOT / "contacts" / "imports", ctx.root / "contacts" / "imports")
    return ctx.root


@pytest.fixture
def small_disk(tmp_path):
    """A disk of three megabytes, where this machine lets us mount one."""
    folder = tmp_path / "disque"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=3m", "tmpfs", str(folder)]
    done = subprocess.run(mount, capture_output=True, check=False)
    if done.returncode:
        pytest.skip("this user may not mount a small disk")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_keeps_the_base_as_it_was(imports, small_disk):
    full = small_disk / "projet"
    shutil.copytree(imports, full)
    with (small_disk / "bourrage").open("wb") as out:
        free = shutil.disk_usage(small_disk).free
        out.write(b"\0" * max(0, free - 120_000))
    done = run(full, "contact", "import", str(ROOT / CONTACTS), "--map", "tableur")
    assert done.returncode == 4, done.stderr
    assert in_french(done)
    assert "disque" in done.stderr
    (small_disk / "bourrage").unlink()
    assert whole(full) == (0, "ok")


def test_a_read_only_var_is_said(imports):
    if os.geteuid() == 0:
        locked = ["chattr", "+i", str(imports / "var" / "comptoir.db")]
        if subprocess.run(locked, capture_output=True, check=False).returncode:
            pytest.skip("root writes everywhere here")
        free = ["chattr", "-i", *locked[2:]]
    else:
        (imports / "var" / "comptoir.db").chmod(0o400)
        (imports / "var").chmod(0o500)
        free = ["chmod", "700", str(imports / "var")]
    try:
        done = run(imports, "contact", "import", str(ROOT / CONTACTS), "--map", "tableur")
        assert done.returncode == 4, done.stderr
        assert in_french(done)
    finally:
        subprocess.run(free, check=True)


def test_two_commands_at_once_wait_for_each_other(imports):
    env = os.environ | {"PYTHONPATH": str(ROOT / "pipeline"), "COMPTOIR_LOGIN": "soizic"}
    file = str(ROOT / CONTACTS)
    command = [sys.executable, "-m", "comptoir", "contact", "import", file, "--map", "tableur"]
    both = [
        subprocess.Popen(
            [*command, "--project", str(imports)], env=env,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        )
        for _ in range(2)
    ]  # fmt: skip
    codes = []
    for process in both:
        _, errors = process.communicate(timeout=120)
        assert "Traceback" not in errors
        codes.append(process.returncode)
    assert codes == [1, 1], "each lists its rejected rows"
    count, sound = whole(imports)
    assert sound == "ok"
    assert count == 1984, "the second import finds everyone there"


def test_a_base_held_by_another_is_said(imports):
    holder = sqlite3.connect(imports / "var" / "comptoir.db", isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        done = run(imports, "contact", "import", str(ROOT / CONTACTS), "--map", "tableur")
    finally:
        holder.execute("ROLLBACK")
        holder.close()
    assert done.returncode == 4, done.stderr
    assert "occupée" in done.stderr


@pytest.mark.usefixtures("heard")
def test_an_interrupted_import_leaves_nothing(imports, tmp_path):
    need("a POSIX system", os.name == "posix")
    big = tmp_path / "gros.csv"
    rows = ["Nom;Prénom;Origine;Rôle"] + [f"Nom{i};Jo;test;usager" for i in range(60_000)]
    big.write_text("\n".join(rows), encoding="utf-8")
    env = os.environ | {"PYTHONPATH": str(ROOT / "pipeline"), "COMPTOIR_LOGIN": "soizic"}
    process = subprocess.Popen(
        [*COMPTOIR, "contact", "import", str(big), "--project", str(imports)], env=env,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    journal = imports / "var" / "comptoir.db-wal"
    for _ in range(600):  # until it writes
        if journal.exists() or process.poll() is not None:
            break
        time.sleep(0.02)
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130, errors
    assert "Interrompu" in errors
    assert whole(imports) == (0, "ok")


def test_a_clone_without_a_base_says_where_it_is_made(project_dir):
    done = run(project_dir, "contact", "find", "Guennec")
    assert done.returncode == 2
    assert "comptoir db upgrade" in done.stderr
    assert not (project_dir / "var" / "comptoir.db").exists()
