"""The organisation's colours as a style sheet, refused when text in them could not be read."""

from collections.abc import Sequence

from comptoir.errors import Fault, InputError, Place
from comptoir.settings.look import Colours

PAPER = "#fbfaf7"  # light background of the theme
NIGHT = "#14191c"  # dark background of the theme
WHITE = "#ffffff"
LEAST = 4.5  # WCAG 2.2, 1.4.3 (AA, running text)


def luminance(colour: str) -> float:
    """Return the relative luminance of #rrggbb (WCAG 2.2)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """
    >>> round(contrast("#000000", "#ffffff"), 2)
    21.0
    """
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def mix(one: str, other: str, share: float) -> str:
    """Return a colour between two.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = [(int(one[i : i + 2], 16), int(other[i : i + 2], 16)) for i in (1, 3, 5)]
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def nearest_readable(colour: str, backgrounds: Sequence[str], towards: str) -> str:
    """Return the closest colour on the way to black or white that is readable on all of them."""
    steps = (mix(colour, towards, step / 50) for step in range(51))
    return next((c for c in steps if all(contrast(c, b) >= LEAST for b in backgrounds)), towards)


def stylesheet(colours: Colours) -> str:
    """Write the custom properties that the theme reads.

    Raises:
        InputError: a colour on which, or in which, text cannot be read.
    """
    # the accent is text on paper and the ground of white text; its dark twin is text on night
    checks = (
        ("accent", colours.accent, (PAPER, WHITE), "#000000"),
        ("accent_dark", colours.accent_dark, (NIGHT,), "#ffffff"),
    )
    faults = [
        Fault(
            f"cette couleur est trop proche du fond : contraste {worst:.1f}, il faut {LEAST}."
            .replace(".", ",", 1).replace("4.5.", "4,5."),
            f"Prenez par exemple {nearest_readable(colour, grounds, towards)}.",
            Place("comptoir.toml", field=f"colours.{key}"),
        )
        for key, colour, grounds, towards in checks
        if (worst := min(contrast(colour, ground) for ground in grounds)) < LEAST
    ]  # fmt: skip
    if faults:
        raise InputError(faults=faults)
    light, dark = colours.accent.lower(), colours.accent_dark.lower()
    night = (
        f"--accent:{dark};--accent-deep:{mix(light, NIGHT, 0.45)};"
        f"--accent-wash:{mix(dark, NIGHT, 0.88)};--accent-line:{mix(dark, NIGHT, 0.65)};"
        f"--on-accent:{NIGHT}"
    )
    return (
        f":root{{--accent:{light};--accent-deep:{mix(light, '#000000', 0.35)};"
        f"--accent-wash:{mix(light, PAPER, 0.9)};--accent-line:{mix(light, PAPER, 0.65)};"
        f"--on-accent:{WHITE}}}\n"
        f'@media (prefers-color-scheme:dark){{:root:not([data-scheme="light"]){{{night}}}}}\n'
        f':root[data-scheme="dark"]{{{night}}}\n'
    )
