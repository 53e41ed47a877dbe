"""`make pictures`: the pictures of README.md and of the guide, from a fresh demonstration."""

import io
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
WIDTH = 1000


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "demo"
        comptoir = Path(sys.executable).with_name("comptoir")
        subprocess.run([str(comptoir), "demo", "--dir", str(folder), "--quiet"], check=True)
        pages(folder)
        looks(comptoir, folder)
        for picture, pdf in documents(folder):
            sheet(pdf, HERE / picture)


def pages(folder: Path) -> None:
    """Photograph the home page and the dashboard in a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--allow-file-access-from-files"]
        )
        with served(folder / "output") as address:
            shots = {
                "site.png": address,
                "dashboard.png": (folder / "var/dashboard/index.html").as_uri(),
            }
            for name, url in shots.items():
                page = browser.new_page(viewport={"width": 1280, "height": 1500})
                page.goto(url)
                page.screenshot(path=HERE / name)
                shrink(HERE / name)
        browser.close()


LOOKS = {  # letters and colours of comptoir.toml
    "bricolage-grotesque, public-sans": "",
    "fraunces, literata": """
[fonts]
titles = "fraunces"
text = "literata"
[colours]
accent = "#7a2e3a"
accent_dark = "#e6a3ad"
""",
    "atkinson-hyperlegible-next": """
[fonts]
titles = "atkinson-hyperlegible-next"
text = "atkinson-hyperlegible-next"
[colours]
accent = "#2d5a27"
accent_dark = "#a5d19a"
""",
}


def looks(comptoir: Path, folder: Path) -> None:
    """Photograph one page dressed in several ways, side by side."""
    settings = folder / "comptoir.toml"
    before = settings.read_text("utf-8")
    shots = []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for number, told in enumerate(LOOKS.values()):
            kept = re.sub(r"\[colours\].*?(?=\n\[)", "", before, flags=re.S) if told else before
            settings.write_text(kept + told, "utf-8")
            output = folder / f"look-{number}"
            build = [str(comptoir), "--project", str(folder), "site", "build", "--no-check"]
            subprocess.run([*build, "--quiet", "--output", str(output)], check=True)
            with served(output) as address:
                page = browser.new_page(viewport={"width": 700, "height": 980})
                page.goto(address)
                page.wait_for_timeout(500)
                shots.append(Image.open(io.BytesIO(page.screenshot())).convert("RGB"))
        browser.close()
    settings.write_text(before, "utf-8")
    sheet_of = Image.new("RGB", (sum(s.width + 20 for s in shots) - 20, shots[0].height), "white")
    for number, shot in enumerate(shots):
        sheet_of.paste(shot, (number * (shot.width + 20), 0))
    sheet_of.save(HERE / "looks.png")
    shrink(HERE / "looks.png")


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder on loopback."""
    server = subprocess.Popen(
        [sys.executable, "-m", "http.server", "0", "--bind", "127.0.0.1",
         "--directory", str(folder)],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        env={"PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        line = server.stdout.readline() if server.stdout else ""
        yield f"http://127.0.0.1:{line.split(' port ')[1].split()[0]}/"
    finally:
        server.terminate()
        server.wait()


def documents(folder: Path) -> Iterator[tuple[str, Path]]:
    """Return the documents to show: a letter and an invoice."""
    var = folder / "var"
    yield "letter.png", next(iter(sorted(var.glob("outbox/**/*.pdf"))))
    yield "invoice.png", next(iter(sorted(var.glob("documents/**/*_facture_*.pdf"))))


def sheet(pdf: Path, picture: Path) -> None:
    """Turn the first page of a PDF into a picture."""
    stem = picture.with_suffix("")
    arguments = ["-png", "-r", "110", "-f", "1", "-l", "1", "-singlefile", str(pdf), str(stem)]
    subprocess.run(["pdftoppm", *arguments], check=True)
    shrink(picture)


def shrink(path: Path) -> None:
    with Image.open(path) as image:
        small = image.convert("RGB").resize((WIDTH, image.height * WIDTH // image.width))
    small.quantize(192).save(path, optimize=True)


main()
