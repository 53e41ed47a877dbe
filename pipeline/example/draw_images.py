"""Draw content/images/*: the illustrations of the example organisation, the same at every run.

python pipeline/example/draw_images.py                 # all of them
python pipeline/example/draw_images.py canal-au-matin  # some of them
"""

import argparse
import pkgutil
import sys
import time
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PIL import Image

from example.drawing import scenes
from example.drawing.files import encoded

IMAGES = Path(__file__).resolve().parents[2] / "content" / "images"
LOCATED = "canal-au-matin.jpg"  # carries a fictional position


def names() -> dict[str, str]:
    """Return the module of each picture: a scene's file name says both.

    >>> names()["logo-halage.png"]
    'logo_halage'
    """
    return {
        f"{module.name.replace('_', '-')}.{import_module(f'{scenes.__name__}.{module.name}').KIND}":
        module.name
        for module in pkgutil.iter_modules(scenes.__path__)
    }  # fmt: skip


def content(name: str) -> bytes:
    """Draw one picture and return its file."""
    scene = import_module(f"{scenes.__name__}.{names()[name]}")
    draw: Callable[[], Image.Image] = scene.draw
    return encoded(draw(), name, located=name == LOCATED)


def main() -> None:
    parser = argparse.ArgumentParser(description="Draw the illustrations of the example.")
    parser.add_argument("names", nargs="*", help="names without extension; all when none is given")
    parser.add_argument("--output", type=Path, default=IMAGES)
    chosen = parser.parse_args()
    chosen.output.mkdir(parents=True, exist_ok=True)
    for name in names():
        if not chosen.names or Path(name).stem in chosen.names:
            started = time.perf_counter()
            (chosen.output / name).write_bytes(file := content(name))
            print(f"{name:<36}{len(file) // 1000:>5} kB{time.perf_counter() - started:>7.1f} s")


if __name__ == "__main__":
    main()
