"""Surveys, from the questionnaire to what is done about it."""

import tomllib

import pytest
from sqlalchemy import select

from comptoir.readers.document_text import document_words
from comptoir.site.data import Forms
from comptoir.store import begin, inbox, reading
from comptoir.store.tables.inbox import inbox_entry
from comptoir.store.tables.surveys import survey_answer, survey_code

from make import NOW


@pytest.fixture
def run(ctx, comptoir):
    def command(*arguments, code=0):
        return comptoir("survey", *arguments, "--project", str(ctx.root), code=code)

    command("new", "accueil", "Votre accueil")
    return command


def sheet(tmp_path, rows, name="reponses.csv", header="recommander;accueil;venue;mieux"):
    path = tmp_path / name
    path.write_text("\r\n".join([header, *rows]) + "\r\n", "utf-8-sig")
    return str(path)


NOTES = (10, 9, 9, 10, 8, 7, 8, 6, 5, 9, 10, 2)
STARS = (5, 5, 4, 4, 3, 5, 4, 2, 3, 5, 5, 1)
TWELVE = [f"{note};{stars};site;" for note, stars in zip(NOTES, STARS, strict=True)]


def test_row_47_a_survey_goes_to_form_and_paper_and_gives_nps_and_csat(ctx, run, tmp_path):
    form = run("form", "accueil").out
    read = Forms.model_validate(tomllib.loads(form))
    assert [field.name for field in read.forms["accueil"].fields] == [
        "recommander",
        "accueil",
        "venue",
        "mieux",
    ]
    assert read.forms["accueil"].fields[0].options == tuple(map(str, range(11)))
    printed = document_words(ctx.root / run("paper", "accueil", "--json").json["path"]).text
    assert "Nous recommanderiez-vous" in printed and "anonymes" in printed
    said = run("import", "accueil", sheet(tmp_path, TWELVE)).out
    assert "12 réponses lues = 12 nouvelles + 0 déjà prise + 0 rejetée." in said
    assert "12 déjà prises" in run("import", "accueil", sheet(tmp_path, TWELVE)).out
    told = run("report", "accueil", "--json").json
    nps, csat = (one["measure"] for one in told["findings"][:2])
    assert (nps["value"], nps["count"]) == (25.0, 12)
    assert nps["low"] < 25 < nps["high"] and csat["low"] < csat["value"] < csat["high"]
    assert round(csat["value"]) == 67
    text = run("report", "accueil").out
    assert "25 (NPS, entre" in text and "Cible 30 manquée. À faire : Appeler" in text
    assert "Votre accueil" in document_words(
        ctx.root / run("report", "accueil", "--pdf", "--json").json["path"]
    ).text  # fmt: skip


def test_row_47_few_answers_show_nothing(run, tmp_path):
    run("import", "accueil", sheet(tmp_path, [*TWELVE[:3], "4;1;affiche;Un secret"]))
    said = run("report", "accueil").out
    assert "Moins de 5 réponses" in said and "NPS" not in said
    assert "secret" not in run("report", "accueil", "--words", "mieux").out
    run("import", "accueil", sheet(tmp_path, [f"{r}oui" for r in TWELVE], "autre.csv"))
    assert "— Un secret" in run("report", "accueil", "--words", "mieux").out
    crossed = run("report", "accueil", "--by", "venue", "--across", "accueil").out
    assert "< 5" in crossed


def test_what_is_no_answer_is_rejected_and_said_by_line(run, tmp_path):
    rows = ["11;4;site;", ";4;site;", "9;6;site;", "9;4;télé;", "9;4;site;bien"]
    said = run("import", "accueil", sheet(tmp_path, rows), code=1).out
    assert "5 réponses lues = 1 nouvelle + 0 déjà prise + 4 rejetées." in said
    assert "ligne 2 : « recommander » : un nombre de 0 à 10" in said
    assert "ligne 3 : « recommander » : il manque la réponse" in said
    bad = sheet(tmp_path, ["1;2"], "autre.csv", "a;b")
    assert "aucune colonne" in run("import", "accueil", bad, code=2).err


def test_a_code_answers_once_and_nobody_knows_whose_it_is(ctx, run, tmp_path):
    path = ctx.root / "contacts/surveys/accueil.toml"
    assert "codes = true" in run("codes", "accueil", "--count", "3", code=2).err
    path.write_text(path.read_text("utf-8").replace("# codes = true", "codes = true"), "utf-8")
    made = ctx.root / run("codes", "accueil", "--count", "8", "--json").json["path"]
    first, second, *_ = made.read_text("utf-8-sig").splitlines()[1:]
    with reading(ctx) as db:
        marks = db.execute(select(survey_code.c.mark)).scalars().all()
    assert len(marks) == 8 and first not in " ".join(marks)
    header = "code;recommander"
    rows = [f"{first.lower()};9", f"{first};3", "FAUX2345;9", ";9", f"{second};8"]
    said = run("import", "accueil", sheet(tmp_path, rows, header=header), code=1).out
    assert "2 nouvelles" in said and "déjà servi" in said and "n’a pas été donné" in said
    with reading(ctx) as db:
        kept = db.execute(select(survey_answer.c.answers)).scalars().all()
    assert sorted(kept) == ['{"recommander": "8"}', '{"recommander": "9"}']
    assert "2 réponses sur 8 invitations, 25 %" in run("report", "accueil").out


def test_what_the_form_received_is_taken_and_emptied_there(ctx, run):
    with begin(ctx, act="test.form") as tx:
        for number, note in enumerate(["9", "12"]):
            inbox.take(tx, entry=f"{number:032x}", kind="form", form="accueil", at=NOW,
                       said={"recommander": note, "mieux": "Le banc"}, agreements=[])  # fmt: skip
    said = run("import", "accueil", "--inbox", code=1).out
    assert "2 réponses lues = 1 nouvelle + 0 déjà prise + 1 rejetée." in said
    with reading(ctx) as db:
        kept = db.execute(select(inbox_entry.c.said, inbox_entry.c.closed_at)).all()
    assert [(row.said, row.closed_at is None) for row in kept] == [
        ("{}", False), ('{"recommander": "12", "mieux": "Le banc"}', True),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("report", "acueil"), "accueil"),
        (("new", "Été", "T"), "minuscules"),
        (("new", "accueil", "T"), "existe déjà"),
        (("report", "accueil", "--by", "venue"), "deux questions"),
        (("report", "accueil", "--by", "venu", "--across", "accueil"), "venue"),
        (("report", "accueil", "--words", "venue"), "question ouverte"),
        (("import", "accueil"), "l’un des deux"),
    ],
)
def test_bad_questions_are_said(run, arguments, why):
    assert why in run(*arguments, code=2).err


def test_an_empty_survey_says_so(run):
    assert "0 réponse" in run("report", "accueil").out
    assert "Votre accueil" in run("list").out
