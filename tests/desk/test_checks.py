"""`comptoir check` on projects and on folders."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from comptoir.context import Context
from comptoir.desk import checks, project
from comptoir.errors import InputError

from make import context_on

PAGE = """---
title: {title}
date: 2026-11-01
summary: Une page écrite pour essayer la vérification, avec un résumé d’une longueur ordinaire.
owner: coordination
---
{body}
"""
CONTACTS = "nom;mel\nA;a@gmail.com\nB;b@orange.fr\nC;c@free.fr\n"


@pytest.fixture
def here(project_dir: Path) -> Context:
    for name in ("pages", "actualites"):
        (project_dir / "content" / name).mkdir(parents=True)
    return context_on(project_dir)  # type: ignore[no-any-return]


def write(ctx: Context, path: str, text: str) -> Path:
    file = ctx.root / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


def found(ctx: Context, *select: str) -> list[tuple[str, str, int]]:
    report = checks.check_source(ctx, project.load(ctx), checks.Choice(select))
    return [(f.code, f.at.path, f.at.line) for f in report.findings if not f.waived]


def test_the_example_s_identity_is_whole(here: Context) -> None:
    assert found(here, "MEN") == []


def test_each_missing_fact_is_said_with_its_line(here: Context) -> None:
    write(
        here, "legal/organisation.toml", 'kind = "association"\nname = "X"\n\n[host]\nname = "H"\n'
    )
    report = checks.check_source(here, project.load(here), checks.Choice(("MEN",)))
    said = {f.at.field: f.at.line for f in report.findings}
    assert {"seat.street", "seat.postcode", "seat.city", "phone", "publication_director"} <= set(
        said
    )
    assert said["host.phone"] == 4
    assert report.blocking


def test_markdown_faults_point_to_their_line(here: Context) -> None:
    write(here, "content/pages/a.md", PAGE.format(title="A", body="Texte.\n\n#### Trop bas\n"))
    assert found(here, "ACC014") == [("ACC014", "content/pages/a.md", 9)]


def test_an_unreadable_page_is_one_finding_and_loses_no_other(here: Context) -> None:
    write(here, "content/pages/a.md", "sans en-tête\n")
    write(here, "content/pages/b.md", PAGE.format(title="B", body="#### Trop bas\n"))
    assert [code for code, _, _ in found(here, "LEC", "ACC014")] == ["LEC001", "ACC014"]


def test_an_image_without_author_is_said_once(here: Context) -> None:
    write(here, "content/images/a.jpg", "x")
    write(here, "content/images/register.toml", '[images."a.jpg"]\nlicence = "own"\nalt = "A"\n')
    assert found(here, "IMG", "LEC") == [("IMG001", "content/images/register.toml", 1)]


def test_an_image_used_and_not_recorded_is_said_at_the_page(here: Context) -> None:
    write(here, "content/images/a.jpg", "x")
    write(
        here,
        "content/pages/a.md",
        PAGE.format(title="A", body="Ici :\n\n![Un quai](/images/a.jpg)"),
    )
    assert found(here, "IMG021") == [("IMG021", "content/pages/a.md", 9)]


def test_personal_data_in_git_blocks_and_shows_nothing(here: Context) -> None:
    write(here, "contacts/liste.csv", CONTACTS)
    write(here, "contacts/demo/liste-FICTIF.csv", CONTACTS)
    report = checks.check_source(here, project.load(here), checks.Choice(("CTC", "SEC")))
    assert [(f.code, f.at.path, f.stops) for f in report.findings] == [
        ("CTC033", "contacts/liste.csv", True)
    ]
    assert "gmail" not in str(report.findings)


def test_a_workbook_holds_no_text_to_judge(here: Context) -> None:
    card = b"4539 1488 0343 6467"
    binary = here.root / "content/tarifs.xls"
    binary.write_bytes(b"\xd0\xcf\x11\xe0" + b"x" * 5000 + b"\0" + card)
    assert found(here, "CTC") == []
    binary.with_suffix(".txt").write_bytes(
        "Carte : ".encode("utf-16") + card.decode().encode("utf-16-le")
    )
    assert [path for _, path, _ in found(here, "CTC")] == ["content/tarifs.txt"]


def test_a_folder_that_git_follows_is_one_finding(here: Context) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed here")
    subprocess.run(["git", "init", "-q"], cwd=here.root, check=True)
    (here.root / ".gitignore").unlink(missing_ok=True)
    write(here, "var/a.txt", "a")
    write(here, "var/b/c.txt", "c")
    report = checks.check_source(here, project.load(here), checks.Choice(("SEC",)))
    assert [(g.finding.code, g.finding.pages) for g in report.groups] == [("SEC001", 2)]


def test_what_git_ignores_is_not_looked_into(here: Context) -> None:
    if shutil.which("git") is None:
        pytest.skip("git is not installed here")
    subprocess.run(["git", "init", "-q"], cwd=here.root, check=True)
    write(here, ".gitignore", "/contacts/local/\n")
    write(here, "contacts/local/liste.csv", CONTACTS)
    write(here, "content/notes.csv", CONTACTS)
    assert [path for _, path, _ in found(here, "CTC")] == ["content/notes.csv"]


def test_a_secret_in_the_settings_blocks(here: Context) -> None:
    path = here.root / "comptoir.toml"
    path.write_text(path.read_text("utf-8") + '\n# smtp\n# password = "x"\n', encoding="utf-8")
    assert found(here, "SEC") == []
    write(here, "notes.toml", 'smtp_password = "correct-horse"\n')
    assert found(here, "SEC") == [("SEC001", "notes.toml", 1)]


def test_paths_keep_their_own_findings(here: Context) -> None:
    write(here, "content/pages/a.md", PAGE.format(title="A", body="#### Trop bas\n"))
    write(here, "content/pages/b.md", PAGE.format(title="B", body="#### Trop bas\n"))
    loaded = project.load(here)
    report = checks.check_paths(here, loaded, [here.root / "content/pages/a.md"])
    assert {f.at.path for f in report.findings} == {"content/pages/a.md"}
    whole = checks.check_paths(here, loaded, [Path("content")])
    assert len({f.at.path for f in whole.findings}) == 2
    with pytest.raises(InputError, match="n’existe pas"):
        checks.check_paths(here, loaded, [Path("content/pages/rien.md")])
    with pytest.raises(InputError, match="hors du projet"):
        checks.check_paths(here, loaded, [Path("/etc/hostname")])


WAIVER = """[[waiver]]
code = "{code}"
path = "{path}"
reason = "Essai."
owner = "bureau"
until = {until}
"""


def test_a_waiver_covers_and_an_expired_one_speaks(here: Context) -> None:
    write(here, "content/pages/a.md", PAGE.format(title="A", body="#### Trop bas\n"))
    write(
        here,
        "legal/waivers.toml",
        WAIVER.format(code="ACC014", path="content/*", until="2026-12-31"),
    )
    assert found(here, "ACC014", "CHK") == []
    later = replace(here, today=date(2027, 1, 1))
    assert {code for code, _, _ in found(later, "ACC014", "CHK")} == {"ACC014", "CHK001"}


def test_a_waiver_of_a_built_page_is_not_useless_when_only_the_source_is_read(
    here: Context,
) -> None:
    write(here, "legal/waivers.toml", WAIVER.format(code="CKI002", path="", until="2027-12-31"))
    assert [code for code, _, _ in found(here) if code == "CHK003"] == []
    write(here, "legal/waivers.toml", WAIVER.format(code="CTC999", path="", until="2027-12-31"))
    assert [code for code, _, _ in found(here) if code.startswith("CHK")] == ["CHK002"]
    write(here, "legal/waivers.toml", WAIVER.format(code="IMG021", path="", until="2027-12-31"))
    assert [code for code, _, _ in found(here) if code.startswith("CHK")] == ["CHK003"]


def folder(tmp_path: Path, **pages: str) -> Path:
    root = tmp_path / "site"
    for name, html in pages.items():
        file = root / f"{name.replace('__', '/')}.html"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f'<!doctype html><html lang="fr"><head><title>{name}</title></head>'
                        f"<body>{html}</body></html>", encoding="utf-8")  # fmt: skip
    return root


def test_any_folder_is_judged_without_a_project(here: Context, tmp_path: Path) -> None:
    root = folder(tmp_path, index="<h1>Accueil</h1>", page="<h1>Une page</h1><h3>Trop bas</h3>")
    report = checks.check_html(here, None, root)
    codes = {f.code for f in report.findings}
    assert {"MEN001", "PRV001", "ACC014"} <= codes
    assert not any(code.startswith("IMG") for code in codes)
    assert {rule.code for rule in report.undecided} >= {"MEN009", "MEN008", "PRV007"}
    assert report.counts["page construite|pages construites"] == 2


def test_a_fault_of_the_template_is_one_finding(here: Context, tmp_path: Path) -> None:
    pages = {f"p{n}": "<h1>Titre</h1><img src=/a.jpg>" for n in range(12)}
    report = checks.check_html(here, None, folder(tmp_path, **pages), checks.Choice(("ACC012",)))
    assert [group.finding.pages for group in report.groups] == [12]


def test_old_pages_in_latin_1_are_read(here: Context, tmp_path: Path) -> None:
    root = folder(tmp_path, index="x")
    text = "<html><head><title>Été à la mer</title></head><body><h1>Été</h1></body></html>"
    (root / "index.html").write_bytes(text.encode("cp1252"))
    opened = checks.open_folder(root)
    assert opened.page("index.html").title == "Été à la mer"


def test_a_folder_that_is_absent_or_empty_says_what_to_do(here: Context, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="n’existe pas"):
        checks.check_html(here, None, tmp_path / "rien")
    (tmp_path / "vide").mkdir()
    with pytest.raises(InputError, match="aucune page"):
        checks.check_html(here, None, tmp_path / "vide")


def test_a_page_given_for_a_folder_says_what_to_do(here: Context, tmp_path: Path) -> None:
    (tmp_path / "seule.html").write_text("<p>Bonjour", "utf-8")
    with pytest.raises(InputError, match="Donnez le dossier qui la contient"):
        checks.check_html(here, None, tmp_path / "seule.html")


def test_a_link_to_nothing_is_passed_over(here: Context, tmp_path: Path) -> None:
    folder = tmp_path / "site"
    folder.mkdir()
    (folder / "index.html").write_text("<h1>Accueil</h1>", "utf-8")
    (folder / "absente.html").symlink_to(tmp_path / "nulle-part.html")
    report = checks.check_html(here, None, folder)
    assert report.counts["page construite|pages construites"] == 1


def test_leaks_in_the_output_stop_everything(here: Context, tmp_path: Path) -> None:
    root = folder(tmp_path, index="<h1>Accueil</h1>")
    (root / "export.csv").write_text(CONTACTS, encoding="utf-8")
    report = checks.check_html(here, None, root, checks.Choice(("SEO008",)))
    assert [(f.at.path.endswith("export.csv"), f.stops) for f in report.findings] == [(True, True)]


@pytest.mark.parametrize(
    ("path", "text", "line"),
    [
        ("contacts/forms/accueil.toml", 'title = "Accueil"\npurpos = "x"\n', 2),
        ("contacts/segments/tous.toml", 'title = "Tous"\nautre = 1\n', 2),
        ("contacts/imports/salon.toml", "title = 'Salon'\n[columns]\nNom = 'last_nam'\n", 3),
        ("contacts/appointments.toml", "rendezvous = 1\n", 1),
        ("contacts/partners.toml", "autre = 1\n", 1),
        ("contacts/surveys/avis.toml", "autre = 1\n", 1),
        ("contacts/events/fete.toml", "autre = 1\n", 1),
        ("legal/assembly.toml", "autre = 1\n", 1),
        ("legal/dashboard.toml", "autre = 1\n", 1),
        ("legal/documents.toml", "autre = 1\n", 1),
        ("legal/procedures/depart.toml", "= 1\n", 1),
    ],
)
def test_a_file_that_another_command_would_refuse_is_a_finding_with_its_line(
    here: Context, path: str, text: str, line: int
) -> None:
    def broken() -> list[tuple[str, int]]:
        report = checks.check_source(
            here, project.load(here), checks.Choice(("LEC001",)), office=True
        )
        assert report.fails() is bool(report.findings)
        return [(f.at.path, f.at.line) for f in report.findings]

    assert broken() == []
    write(here, path, text)
    assert (path, line) in broken()
