"""Draw a page of HTML as its readers see it, with a browser of this machine if there is one."""

import contextlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

from comptoir.errors import OutsideError

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome", "microsoft-edge")
WIDTH, HEIGHT = 640, 1600  # CSS pixels
MOST_SECONDS = 60


def browser() -> str:
    """Return the path of a browser; nothing when there is none."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), "")


def draw(html: bytes, *, program: str) -> bytes:
    """Draw a page of HTML as a PNG; nothing is fetched from the network.

    Raises:
        OutsideError: the browser drew nothing.
    """
    with tempfile.TemporaryDirectory(prefix="comptoir-view-") as name:
        folder = Path(name)
        page, picture = folder / "page.html", folder / "page.png"
        page.write_bytes(html)
        command = [
            program, "--headless", "--disable-gpu", "--hide-scrollbars", "--no-first-run",
            "--disable-background-networking", "--host-resolver-rules=MAP * ~NOTFOUND",
            f"--user-data-dir={folder / 'profile'}", f"--window-size={WIDTH},{HEIGHT}",
            f"--screenshot={picture}", *(["--no-sandbox"] if os.geteuid() == 0 else []),
            page.as_uri(),
        ]  # fmt: skip
        with contextlib.suppress(subprocess.TimeoutExpired):
            subprocess.run(command, capture_output=True, timeout=MOST_SECONDS, check=False)  # noqa: S603
        if not picture.is_file():
            raise OutsideError(
                "le navigateur n’a pas dessiné ce courriel.",
                remedy="Ouvrez le fichier .html dans un navigateur, ou retirez --png.",
            )
        return picture.read_bytes()
