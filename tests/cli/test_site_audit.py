"""`comptoir site audit`, from the command line."""

from pathlib import Path

from make_site import make_site


def test_row_41_the_audit_scores_what_the_site_tells_engines(comptoir, tmp_path: Path):
    site = make_site(tmp_path / "projet")
    told = ("--project", str(site.root))
    site.build()
    text = comptoir("site", "audit", *told, code=0).out
    assert "Score de visibilité" in text and " sur 100" in text
    found = comptoir("site", "audit", "--json", *told, code=0).json
    asked = {c["key"] for c in found["criteria"]}
    assert asked >= {"title", "description", "data", "sitemap", "feed", "links-back"}
    assert all(c["met"] + len(c["lacking"]) == c["total"] for c in found["criteria"])

    page = next(site.output.glob("actualites/*/index.html"))
    address = f"/{page.parent.relative_to(site.output).as_posix()}/"
    page.write_text(page.read_text("utf-8").replace('name="description"', 'name="x"'), "utf-8")
    worse = comptoir("site", "audit", "--json", *told, code=0).json
    (description,) = (c for c in worse["criteria"] if c["key"] == "description")
    assert address in description["lacking"]
    assert worse["score"] <= found["score"]
    assert comptoir("site", "examiner", "--au-moins", "100", *told, code=1).out


def test_without_a_built_site_it_says_what_to_do(comptoir, tmp_path: Path):
    site = make_site(tmp_path / "projet")
    assert "site build" in comptoir("site", "audit", "--project", str(site.root), code=2).err
