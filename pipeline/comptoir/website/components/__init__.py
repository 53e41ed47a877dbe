"""Components drawn as HTML, one module each kind: found because it is there."""

import importlib
import pkgutil
from collections.abc import Callable, Mapping
from functools import cache

from comptoir.site.component_kinds import Block
from comptoir.website.components.stage import Stage

Draw = Callable[[Block, Stage], str]


@cache
def drawings() -> Mapping[str, Draw]:
    """Return what draws each component: the `DRAWS` of every module."""
    found: dict[str, Draw] = {}
    for info in pkgutil.iter_modules(__path__):
        module = importlib.import_module(f"{__name__}.{info.name}")
        found |= getattr(module, "DRAWS", {})
    return found


def draw(block: Block, stage: Stage) -> str:
    """Return a component as HTML, with Markdown inside where `markdown="…"` says so."""
    return drawings()[block.name](block, stage)
