"""axe-core, as a script to run in a page."""

import importlib.util
from pathlib import Path

from needs import need


def axe_script() -> str:
    spec = importlib.util.find_spec("axe_playwright_python")
    need("axe-core (axe-playwright-python)", spec is not None)
    assert spec and spec.origin
    return next(Path(spec.origin).parent.rglob("axe.min.js")).read_text("utf-8")
