"""How long a user waits before anything happens."""

import sys
from pathlib import Path

from bench.measure import Measure, process, python

BARE = "pass"
SELECT = """
import sqlalchemy as sa
with sa.create_engine("sqlite://").begin() as db:
    db.execute(sa.text("select 1")).scalar()
"""


def run() -> list[Measure]:
    comptoir = str(Path(sys.executable).with_name("comptoir"))
    bare, select = python(BARE), python(SELECT)
    help_ = process([comptoir, "--help"])
    return [
        Measure("comptoir --help, whole process", help_ * 1000, bare * 1000, "ms",
                "bare interpreter", f"{(help_ - bare) * 1000:.0f} ms beyond it"),
        Measure("import SQLAlchemy and select, whole process", select * 1000, bare * 1000, "ms",
                "bare interpreter", "the floor of commands that open the base"),
    ]  # fmt: skip
