"""Write a survey, and hand it out: a form of the site, a sheet of paper, codes to answer once."""

import re
import secrets
from datetime import timedelta
from pathlib import Path

from comptoir import resources
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.project import load, settings_file
from comptoir.desk.sheets import csv_bytes, export_path
from comptoir.errors import InputError, Place
from comptoir.errors.french import meant
from comptoir.printing import typst
from comptoir.printing.letterhead import letterhead
from comptoir.private import write_new, write_private
from comptoir.settings.survey import Question, Scale, Survey
from comptoir.store import begin, surveys
from comptoir.surveys.answers import BOUNDS

FOLDER = "contacts/surveys"
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is taken for another
MOST_CODES = 100_000

SKELETON = """# Une enquête : ses questions, sa cible, et la suite donnée à chaque constat.
# Les réponses sont anonymes ; un groupe de moins de {smallest} réponses n’est jamais montré.
title = "{title}"
intro = "Trois minutes pour nous aider à mieux faire."
opens = {opens}
closes = {closes}
# codes = true            # chacun répond une fois, avec un code : comptoir enquête codes {name}

[[question]]
name = "recommander"
text = "Nous recommanderiez-vous à une personne de votre entourage ?"
scale = "recommend"       # de 0 à 10 : NPS
required = true
target = 30
action = "Appeler trois personnes qui ont mis moins de 7, et en parler en réunion."

[[question]]
name = "accueil"
text = "Êtes-vous satisfait de l’accueil ?"
scale = "satisfaction"    # de 1 à 5 : part des 4 et des 5
target = 80
action = "Revoir les horaires de permanence."

[[question]]
name = "venue"
text = "Comment nous avez-vous connus ?"
scale = "choice"          # une réponse ; choices : plusieurs
options = ["bouche à oreille", "site", "affiche", "autre"]

[[question]]
name = "mieux"
text = "Que pourrions-nous mieux faire ?"
scale = "open"
"""


def new(ctx: Context, name: str, title: str) -> Path:
    """Write a questionnaire to fill in.

    Raises:
        InputError: the name is not one, or is taken.
    """
    if not re.fullmatch(r"[a-z][a-z0-9-]{1,40}", name):
        raise InputError("ce nom ne convient pas : des minuscules, des chiffres et des tirets.")
    path = ctx.root / FOLDER / f"{name}.toml"
    if path.exists():
        raise InputError("cette enquête existe déjà.", at=Place(f"{FOLDER}/{name}.toml"))
    path.parent.mkdir(parents=True, exist_ok=True)
    text = SKELETON.format(title=title.replace('"', "”"), name=name, opens=ctx.today,
                           closes=ctx.today + timedelta(days=30), smallest=5)  # fmt: skip
    write_new(path, text.encode())
    path.chmod(0o644)
    return path


def names(ctx: Context) -> list[str]:
    return sorted(path.stem for path in (ctx.root / FOLDER).glob("*.toml"))


def survey_named(ctx: Context, name: str) -> Survey:
    """Return one survey.

    Raises:
        InputError: there is none of that name, or it does not read.
    """
    known = names(ctx)
    if name not in known:
        raise InputError(
            f"il n’y a pas d’enquête « {name} ».",
            remedy=meant(name, known, otherwise="comptoir enquête nouveau"),
        )
    survey = settings_file(ctx.root, f"{FOLDER}/{name}.toml", Survey)
    load(ctx).purpose(survey.purpose)
    return survey


def form(ctx: Context, name: str) -> str:
    """Return the form of the site for a survey, to put in content/data/formulaires.toml."""
    survey = survey_named(ctx, name)
    lines = [
        f"[forms.{name}]", 'action = "/reception/"', f"title = {_toml(survey.title)}",
        f"purpose = {_toml(survey.purpose)}",
    ]  # fmt: skip
    if survey.anonymous:
        lines.append('notice = "Vos réponses sont anonymes : ne vous y nommez pas."')
    if survey.codes:
        lines += [
            "",
            f"[[forms.{name}.field]]",
            'name = "code"',
            'label = "Votre code"',
            "required = true",
        ]
    for question in survey.questions:
        lines += ["", f"[[forms.{name}.field]]", *_field(question)]
    return "\n".join(lines) + "\n"


def _field(question: Question) -> list[str]:
    options = list(question.options)
    if question.scale in BOUNDS:
        low, high = BOUNDS[question.scale]
        options = [str(number) for number in range(low, high + 1)]
    lines = [f'name = "{question.name}"', f"label = {_toml(question.text)}"]
    if question.scale is Scale.OPEN:
        lines.append('kind = "textarea"')
    elif question.scale is Scale.CHOICES:
        lines.append(
            f"help = {_toml('Plusieurs réponses ? Séparez-les par | : ' + ' | '.join(options))}"
        )
    else:
        lines += ['kind = "select"', f"options = [{', '.join(map(_toml, options))}]"]
    if question.required:
        lines.append("required = true")
    return lines


def _toml(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", " ")
    return f'"{escaped}"'


def paper(ctx: Context, name: str) -> Path:
    """Print the questionnaire on paper."""
    survey, project = survey_named(ctx, name), load(ctx)
    face = {
        "title": survey.title,
        "intro": survey.intro,
        "closes": french_date(survey.closes),
        "anonymous": survey.anonymous,
        "codes": survey.codes,
        "questions": [
            {"text": q.text, "scale": q.scale.value, "options": list(q.options),
             "bounds": list(BOUNDS.get(q.scale, ()))}
            for q in survey.questions
        ],
        "letterhead": letterhead(project.organisation, project.site, specimen=ctx.demonstration),
    }  # fmt: skip
    pdf = typst.compile_pdf("print/survey.typ", face, folders=resources.theme_folders(ctx.root),
                            timestamp=ctx.now())  # fmt: skip
    return write_private(export_path(ctx, f"enquete-{name}", ".pdf"), pdf)


def codes(ctx: Context, name: str, count: int) -> Path:
    """Draw codes that let each person answer once; the base keeps their digests alone.

    Raises:
        InputError: the survey does not ask for codes, or too many are wanted.
    """
    ctx.act_on()
    survey = survey_named(ctx, name)
    if not survey.codes:
        raise InputError("cette enquête ne demande pas de code.",
                         remedy="Ajoutez codes = true à son fichier.")  # fmt: skip
    if not 0 < count <= MOST_CODES:
        raise InputError(f"un nombre de codes de 1 à {MOST_CODES} est attendu.")
    made: set[str] = set()
    while len(made) < count:
        made.add("".join(secrets.choice(LETTERS) for _ in range(8)))
    with begin(ctx, act="survey.codes") as tx:
        surveys.add_codes(tx, name, made)
        tx.record("survey", name, {"codes": (None, count)})
    path = export_path(ctx, f"codes-{name}", ".csv")
    return write_private(path, csv_bytes(["code"], [[code] for code in sorted(made)]))
