"""`make pictures`: the pictures of README.md, taken from a fresh demonstration."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
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
        for picture, pdf in documents(folder):
            sheet(pdf, HERE / picture)


def pages(folder: Path) -> None:
    """Photograph the home page and the dashboard in a browser."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--allow-file-access-from-files"]
        )
        server = subprocess.Popen(
            [sys.executable, "-m", "http.server", "0", "--bind", "127.0.0.1",
             "--directory", str(folder / "output")],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
            env={"PYTHONUNBUFFERED": "1"},
        )  # fmt: skip
        try:
            line = server.stdout.readline() if server.stdout else ""
            port = line.split(" port ")[1].split()[0]
            shots = {
                "site.png": f"http://127.0.0.1:{port}/",
                "dashboard.png": (folder / "var/dashboard/index.html").as_uri(),
            }
            for name, url in shots.items():
                page = browser.new_page(viewport={"width": 1280, "height": 1500})
                page.goto(url)
                page.screenshot(path=HERE / name)
                shrink(HERE / name)
        finally:
            server.terminate()
            server.wait()
            browser.close()


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
