"""The SARIF report against the schema of OASIS, as @microsoft/jest-sarif carries it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from node_tools import packages

pytestmark = pytest.mark.slow
SCHEMA = "node_modules/@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json"
PAGE = """<html><head><title>Une page</title></head><body><p id="a">A</p><p id="a">B</p>
<img src="/a.jpg"><script src="https://www.googletagmanager.com/gtag/js"></script></body></html>"""


@pytest.fixture(scope="module")
def judge() -> jsonschema.Draft7Validator:
    schema = json.loads((packages() / SCHEMA).read_text("utf-8"))
    return jsonschema.Draft7Validator(schema)


@pytest.mark.parametrize("names", [["a.html"], ["a.html", "d e/é.html", "b.html"]])
def test_the_log_is_sarif(
    judge: jsonschema.Draft7Validator,
    comptoir: Callable[..., Any],
    tmp_path: Path,
    names: list[str],
) -> None:
    for name in names:
        file = tmp_path / "site" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(PAGE, "utf-8")
    done = comptoir("check", "--html", str(tmp_path / "site"), "--format", "sarif", code=1)
    log = json.loads(done.out)
    assert log["runs"][0]["results"]
    assert [error.message for error in judge.iter_errors(log)] == []


def test_the_judge_finds_faults(judge: jsonschema.Draft7Validator) -> None:
    assert not judge.is_valid({"version": "2.1.0", "runs": [{"tool": {}}]})
