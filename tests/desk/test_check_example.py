"""The example organisation passes the rules: no false alarm on our own content and theme."""

import shutil
from pathlib import Path

import pytest

from comptoir.desk import builds, checks, project
from comptoir.finding import Severity

from make import ROOT, context_on

# What the example shows on purpose: releases that ended or end soon, a photograph with a position.
SHOWN = {"IMG003", "IMG005", "IMG006", "IMG007", "IMG008", "IMG010"}


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("exemple")
    for name in ("content", "contacts", "legal", "comptoir.toml", "pelicanconf.py"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name)
        else:
            shutil.copy(source, folder / name)
    return folder


def test_the_source_of_the_example_has_no_fault(example: Path) -> None:
    ctx = context_on(example)
    report = checks.check_source(ctx, project.load(ctx))
    found = [f for f in report.findings if f.severity > Severity.INFO and f.code not in SHOWN]
    assert [(f.code, str(f.at), f.found) for f in found] == []


@pytest.mark.slow
def test_the_built_example_has_no_fault(example: Path) -> None:
    ctx = context_on(example)
    built = builds.build(ctx, check=False)
    report = checks.check_html(ctx, project.load(ctx), built.output)
    found = [f for f in report.findings if f.severity > Severity.INFO]
    assert [(f.code, str(f.at), f.found) for f in found] == []
