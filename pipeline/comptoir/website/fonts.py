"""The letters of the site: families that the theme carries, served from the site itself."""

from collections.abc import Iterator
from dataclasses import dataclass

from comptoir.settings.look import Fonts

FOLDER = "fonts/web"  # of the theme
PUBLISHED = "theme/fonts"  # of the output
LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,"
    "U+20AC,U+2122,U+2191-2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
EXTENDED = "U+0100-0130,U+0132-0151,U+0154-02BA,U+02BD-02C5,U+1E00-1E9F,U+1EF2-1EFF"


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One family of letters, and how its large sizes are set."""

    name: str
    fallback: str
    italic: bool = True
    tight: str = "-0.03em"  # letter spacing of a large title
    words: str = "0"  # word spacing of a title


FAMILIES = {
    "bricolage-grotesque": Family(
        name="Bricolage Grotesque", fallback="system-ui,sans-serif", italic=False, words="0.08em"
    ),
    "fraunces": Family(name="Fraunces", fallback="Georgia,serif", italic=False, tight="-0.025em"),
    "literata": Family(name="Literata", fallback="Georgia,serif", tight="-0.02em"),
    "public-sans": Family(name="Public Sans", fallback="system-ui,sans-serif"),
    "atkinson-hyperlegible-next": Family(
        name="Atkinson Hyperlegible Next", fallback="system-ui,sans-serif", tight="-0.015em"
    ),
}


def stylesheet(fonts: Fonts) -> str:
    """Write the faces of the chosen families, and the properties that the theme reads."""
    faces = "".join(face for key in chosen(fonts) for face in _faces(key))
    text, titles = FAMILIES[fonts.text], FAMILIES[fonts.titles]
    properties = {
        "text": _stack(text),
        "display": _stack(titles),
        "tight": titles.tight,
        "words": titles.words,
    }
    told = ";".join(f"--{name}:{value}" for name, value in properties.items())
    return f"{faces}:root{{{told}}}\n"


def chosen(fonts: Fonts) -> list[str]:
    return list(dict.fromkeys((fonts.titles, fonts.text)))


def files(fonts: Fonts) -> dict[str, str]:
    """Return what is published, by its name: letters of the theme, and the licence of each."""
    told = {f"OFL-{key}.txt": f"fonts/OFL-{key}.txt" for key in chosen(fonts)}
    for key in chosen(fonts):
        told |= {name: f"{FOLDER}/{name}" for name, _, _ in _cuts(key)}
    return told


def first(fonts: Fonts) -> list[str]:
    """Return the files that the first screen of any page needs."""
    return [f"{key}-latin.woff2" for key in chosen(fonts)]


def _cuts(key: str) -> Iterator[tuple[str, str, str]]:
    """Yield file name, style and characters of each cut of a family."""
    for style, suffix in (("normal", ""), ("italic", "-italic"))[: 1 + FAMILIES[key].italic]:
        for part, span in (("latin", LATIN), ("latin-ext", EXTENDED)):
            yield f"{key}-{part}{suffix}.woff2", style, span


def _faces(key: str) -> Iterator[str]:
    for name, style, span in _cuts(key):
        yield (
            f'@font-face{{font-family:"{FAMILIES[key].name}";src:url("../fonts/{name}") '
            f'format("woff2");font-weight:200 800;font-style:{style};font-display:swap;'
            f"unicode-range:{span}}}\n"
        )


def _stack(family: Family) -> str:
    return f'"{family.name}",{family.fallback}'
