"""html-validate finds no error in any page of a built site."""

import json
from pathlib import Path

import pytest

from make_site import SmallSite
from node_tools import PINNED, run

pytestmark = pytest.mark.slow


def faults(folder: Path) -> list[str]:
    """Return what html-validate says of every page, by file and line."""
    config = str(PINNED / "htmlvalidate.js")
    done = run("html-validate", "--config", config, "--formatter", "json", "**/*.html", cwd=folder)
    assert done.stdout, done.stderr
    return [
        f"{Path(told['filePath']).relative_to(folder)}:{said['line']} {said['message']}"
        for told in json.loads(done.stdout)
        for said in told["messages"]
    ]


def test_every_page_is_valid(whole_site: SmallSite):
    assert len(list(whole_site.output.rglob("*.html"))) > 100
    assert faults(whole_site.output) == []


def test_the_judge_sees_a_fault(tmp_path: Path):
    (tmp_path / "page.html").write_text("<!doctype html><html lang=fr><p><div></p></html>", "utf-8")
    assert faults(tmp_path)
