"""Links, addresses that stay, redirects and the domain name, from the command line."""

from pathlib import Path

from make_site import copy_example


def test_row_89_links_are_checked_addresses_stay_and_the_domain_is_renewed(
    comptoir, tmp_path: Path
):
    site = copy_example(tmp_path / "projet")
    told = ("--project", str(site.root), "--today", "2026-11-24", "--yes")
    there = tmp_path / "publie"

    site.page("content/pages/essai.md", "Essai", body="Voir [le plan](/plan-perdu/).")
    comptoir("site", "build", *told, code=0)
    links = ("check", "--html", str(site.output), "--select", "SEO004", *told)
    broken = comptoir(*links, code=1).out
    assert "essai/index.html" in broken
    assert "/plan-perdu/ ne mène à rien" in broken

    site.page("content/pages/essai.md", "Essai", body="Voir [nous joindre](/contact/).")
    comptoir("site", "publish", "--to", str(there), *told, code=0)
    assert (there / "essai/index.html").is_file()
    comptoir(*links, code=0)
    assert '"/essai/"' in (site.root / "content/urls.toml").read_text("utf-8")

    site.page("content/pages/essai.md", "Essai", "slug: nouvel-essai\n", "Texte.")
    lost = comptoir("site", "build", *told, code=1)
    assert "l’adresse /essai/ a été publiée" in lost.out + lost.err

    site.page("content/pages/essai.md", "Essai", "slug: nouvel-essai\naliases: /essai/\n", "Texte.")
    comptoir("site", "build", *told, code=0)
    assert "url=/nouvel-essai/" in site.html("/essai/")
    rules = (site.output / "_redirects").read_text("utf-8")
    assert "/essai/ /nouvel-essai/ 301" in rules

    site.edit("comptoir.toml", "expires = 2027-03-14", "expires = 2026-12-05")
    due = [task["what"] for task in comptoir("due", "--json", *told, code=0).json["due"]]
    assert any("nom de domaine" in what for what in due)
    assert not any("certificat" in what for what in due)
