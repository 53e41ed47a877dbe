"""The generated pages are true: each equals what the code would write today."""

from pathlib import Path

from comptoir.cli.reference import cli_page
from comptoir.reference import features, rules

ROOT = Path(__file__).parents[2]


def test_the_page_of_commands_is_up_to_date():
    assert (ROOT / "docs" / "cli.md").read_text("utf-8") == cli_page(), "make reference"


def test_the_page_of_features_is_up_to_date():
    page = features.page(features.rows(), features.proofs(ROOT / "tests"))
    assert (ROOT / "docs" / "features.md").read_text("utf-8") == page, "make reference"


def test_the_ninety_rows_are_there():
    assert [row.number for row in features.rows()] == list(range(1, 91))


def test_the_page_of_rules_is_up_to_date():
    assert (ROOT / "docs" / "rules.md").read_text("utf-8") == rules.page(), "make reference"
