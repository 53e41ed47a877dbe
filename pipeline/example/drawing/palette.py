"""The limited palette: canal teal, brick, sand, dawn, navy, moss."""

NAVY = "#12263a"
NIGHT = "#1a3447"
TEAL = "#1f5f6b"
TEAL_MID = "#3f8089"
TEAL_SOFT = "#7fb0b0"
MIST = "#b9d3cd"
BRICK = "#b4523a"
BRICK_DARK = "#84392b"
CORAL = "#d9805f"
PEACH = "#efb995"
DAWN = "#f6d9ae"
SAND = "#e8d5b0"
CREAM = "#f7efdf"
OCHRE = "#d99b3c"
MOSS = "#6d7c41"
MOSS_DARK = "#46542f"
MOSS_SOFT = "#a3aa69"
WOOD = "#b98a58"
WOOD_LIGHT = "#dcb888"
WOOD_DARK = "#80583a"
SLATE = "#445463"
GRANITE = "#9a958b"
STEEL = "#9fb1b6"
STEEL_LIGHT = "#d5dedd"
IRON = "#2c3b47"
WHITE = "#fffaf0"

# Skins and hair, as different as the people of an association.
SKINS = ("#f2cfae", "#e3b189", "#c98f63", "#a06a45", "#754a30", "#5a3826")
HAIRS = ("#2b2320", "#4a3326", "#7a4a2a", "#b5763a", "#d9b36c", "#a9a7a2", "#dedbd3", "#8a2f23")


def rgb(colour: str) -> tuple[int, int, int]:
    """
    >>> rgb("#1f5f6b")
    (31, 95, 107)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(one: str, other: str, share: float) -> str:
    """
    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    parts = (round(a + (b - a) * share) for a, b in zip(rgb(one), rgb(other), strict=True))
    return "#" + "".join(f"{part:02x}" for part in parts)


def darker(colour: str, share: float = 0.25) -> str:
    return mix(colour, NAVY, share)


def lighter(colour: str, share: float = 0.25) -> str:
    return mix(colour, WHITE, share)
