"""The page of the guide on components says what the code does."""

import re
from pathlib import Path

from comptoir.site.component_kinds import COMPONENTS
from comptoir.site.components import faults_of

GUIDE = (Path(__file__).parents[2] / "docs/guide/composants.md").read_text("utf-8")


def samples() -> list[str]:
    return re.findall(r"^```markdown\n(.*?)^```$", GUIDE, re.M | re.S)


def test_every_component_is_shown():
    shown = set(re.findall(r"^::: ([a-z]+)", "\n".join(samples()), re.M))
    named = set(re.findall(r"^\| `([a-z]+)` \|", GUIDE, re.M))
    assert set(COMPONENTS) <= shown | named


def test_the_samples_have_no_fault():
    assert [
        fault for text in samples() for fault in faults_of(text, path="a.md", first_line=1)
    ] == []
