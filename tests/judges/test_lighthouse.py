"""Lighthouse gives the main kinds of pages 98 or more, but for speed, which the bench prints."""

import json
from pathlib import Path
from typing import Any

import pytest

from make_whole_site import KINDS
from node_tools import lighthouse

pytestmark = pytest.mark.slow
LEAST = 98
JUDGED = ("accessibility", "best-practices", "seo")


@pytest.mark.parametrize("kind", ["home", "article", "agenda", "offer"])
def test_the_page_is_well_made(site_url: str, kind: str, tmp_path: Path):
    report = lighthouse(f"{site_url}{KINDS[kind]}", JUDGED, tmp_path)
    notes = {name: report["categories"][name]["score"] * 100 for name in JUDGED}
    assert all(note >= LEAST for note in notes.values()), (notes, lost(report))


def lost(report: dict[str, Any]) -> list[str]:
    """Return the audits that cost points."""
    return [
        f"{audit['id']}: {json.dumps(audit.get('details', {}).get('items', []))[:300]}"
        for audit in report["audits"].values()
        if audit["score"] is not None and audit["score"] < 1
    ]
