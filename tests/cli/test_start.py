"""What a command does not import, so that it answers at once."""

import subprocess
import sys

HEAVY = (
    "pydantic",
    "sqlglot",
    "phonenumbers",
    "rapidfuzz",
    "alembic",
    "typst",
    "pelican",
    "jinja2",
)


def test_a_contact_is_shown_and_found_without_heavy_libraries():
    code = (
        "import sys\n"
        "from comptoir.cli import contact, start\n"
        "from comptoir.desk import contact_files\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
