"""Where shipped files are: the project's own first, then those of the wheel or the checkout.

Hatch puts top-level folders in the wheel under `comptoir/_shipped`, and an editable install has
none: there, the checkout itself is the shipped copy.
"""

from pathlib import Path

from comptoir.errors.french import unknown

PACKAGE = Path(__file__).parents[1]
WHEEL = PACKAGE / "_shipped"
CHECKOUT = PACKAGE.parents[1]
EXAMPLE = ("content", "contacts", "legal", "comptoir.toml", "pelicanconf.py")


def shipped_theme() -> Path:
    """Return the theme that comes with Comptoir."""
    return WHEEL / "theme" if WHEEL.is_dir() else CHECKOUT / "theme"


def theme_folders(root: Path) -> list[Path]:
    """Return the folders to look in: the project's `theme/`, then the shipped one."""
    folders = [root / "theme", shipped_theme()]
    found = [folder for folder in folders if folder.is_dir()]
    return list(dict.fromkeys(folder.resolve() for folder in found))


def find(relative: str, root: Path) -> Path:
    """Return the first file of this name in the theme folders.

    Raises:
        InputError: no such file, with the nearest one that exists.
    """
    folders = theme_folders(root)
    for folder in folders:
        path = (folder / relative).resolve()
        if path.is_relative_to(folder) and path.is_file():
            return path
    known = (
        str(path.relative_to(folder))
        for folder in folders
        for path in folder.rglob("*")
        if path.is_file()
    )
    raise unknown("fichier de thème", relative, known)


def example_file(relative: str) -> Path:
    """Return a file or folder of the example organisation."""
    base = WHEEL / "example" if WHEEL.is_dir() else CHECKOUT
    return base / relative
