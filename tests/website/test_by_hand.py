"""`pelican content` run by hand makes the same site."""

import os
import subprocess
import sys
from pathlib import Path

from make_site import ROOT, files_of, make_site


def test_pelican_by_hand_makes_the_same_pages(tmp_path: Path):
    site = make_site(tmp_path)
    site.edit(
        "comptoir.toml", "[site]", "[demonstration]\nenabled = true\ntoday = 2026-11-24\n[site]"
    )
    site.build()
    (site.root / "pelicanconf.py").write_bytes((ROOT / "pelicanconf.py").read_bytes())
    done = subprocess.run(
        [sys.executable, "-m", "pelican", "content", "-o", "main"],
        cwd=site.root,
        env={**os.environ, "PYTHONPATH": str(ROOT / "pipeline")},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    made = files_of(site.output)
    made.pop(".comptoir")
    assert files_of(site.root / "main") == made
