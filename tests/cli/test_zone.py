"""The day and the hour are the organisation's, whatever the machine's zone."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import comptoir as package
from comptoir.cli.kit.invocation import Invocation, make_context

EAST, WEST = "Pacific/Kiritimati", "Pacific/Pago_Pago"  # 25 hours apart: never the same day


def _project(root: Path, zone: str) -> Path:
    root.mkdir()
    (root / "comptoir.toml").write_text(f'[site]\ntimezone = "{zone}"\n', "utf-8")
    return root


def test_today_is_the_organisations(tmp_path):
    east = make_context(Invocation(), root=_project(tmp_path / "east", EAST))
    west = make_context(Invocation(), root=_project(tmp_path / "west", WEST))
    assert timedelta(days=1) <= east.today - west.today <= timedelta(days=2)


def test_a_moment_is_shown_by_the_clocks_of_the_organisation(tmp_path):
    ctx = make_context(Invocation(), root=_project(tmp_path / "island", "Indian/Reunion"))
    evening = datetime(2026, 11, 24, 21, 30, tzinfo=UTC)
    assert ctx.day_of(evening) == date(2026, 11, 25)
    assert f"{ctx.local(evening):%H:%M}" == "01:30"
    assert ctx.moment(datetime(2026, 11, 25, 1, 30)) == evening


def test_a_zone_that_nobody_knows_is_refused(project_dir, comptoir, monkeypatch):
    monkeypatch.chdir(project_dir)
    path = project_dir / "comptoir.toml"
    path.write_text(path.read_text("utf-8").replace("Europe/Paris", "Europe/Pariss"), "utf-8")
    told = comptoir("check", code=2)
    assert "comptoir.toml" in told.err + told.out
    assert "ce fuseau n’est pas connu" in told.err + told.out


def test_no_module_reads_the_zone_of_the_machine():
    machine = re.compile(r"\.astimezone\(\)|datetime\.now\(\)|date\.today\(\)")
    modules = Path(package.__file__).parent.rglob("*.py")
    assert [path.name for path in modules if machine.search(path.read_text("utf-8"))] == []
