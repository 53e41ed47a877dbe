"""Segments that name others, dates said from today, and files written from answers."""

from typing import Any

import pytest

from comptoir.desk import segments
from comptoir.errors import InputError

from make_contacts import add, draft, write

REDON = 'title = "Redon"\n[[all]]\nfact = "contact.city"\nis = "Redon"\n'


def naming(other: str) -> str:
    return f'title = "Autre"\n[[none]]\nfact = "contact.segment"\nis = "{other}"\n'


@pytest.fixture
def run(ctx, comptoir: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    (ctx.root / "contacts" / "segments").mkdir(parents=True)
    monkeypatch.chdir(ctx.root)
    return comptoir


def keep(ctx, **files: str) -> None:
    for name, text in files.items():
        write(ctx.root / "contacts/segments", f"{name}.toml", text)


def test_a_segment_may_name_another(ctx, run):
    add(ctx, draft(), draft(first_name="Awa", city="Rieux"))
    keep(ctx, redon=REDON, ailleurs=naming("redon"))
    assert segments.count(ctx, "ailleurs")[1] == 1
    told = run("segment", "expliquer", "ailleurs", code=0).out
    assert "écarter si le contact est dans le segment « redon »" in told


def test_a_segment_that_contains_itself_is_refused(ctx, run):
    keep(ctx, a=naming("b"), b=naming("a"))
    with pytest.raises(InputError, match="a → b → a"):
        segments.named(segments.load(ctx), "a")
    assert "se contient" in run("segment", "check", code=1).out


def test_a_segment_that_is_not_there_gets_the_nearest(ctx, run):
    keep(ctx, redon=REDON, ailleurs=naming("redom"))
    assert "redon" in run("segment", "count", "ailleurs", code=2).err


def test_two_segments_are_compared(ctx, run):
    add(ctx, draft(), draft(first_name="Awa", city="Rieux"), draft(first_name="Yann"))
    keep(ctx, redon=REDON, yann=REDON.replace('is = "Redon"', 'in = ["Redon", "Rieux"]'))
    told = run("segment", "comparer", "redon", "yann", "--json", code=0).json
    assert (told["both"], told["only_first"], told["only_second"]) == (2, 0, 1)
    assert told["right"][0]["first_name"] == "Awa"


def test_a_segment_is_written_commented_and_counts(ctx, run):
    add(ctx, draft())
    run(
        "segment", "nouveau", "voisins", "--title", "Voisins", "--purpose", "lettre-infos",
        "--all", "contact.department in 35, 44", "--none", "donation.last_on after 12 months ago",
        "--none", "role.name is donateur", code=0,
    )  # fmt: skip
    text = (ctx.root / "contacts/segments/voisins.toml").read_text("utf-8")
    assert (
        text
        == """title = "Voisins"
purpose = "lettre-infos"  # une finalité de legal/processing.toml

# Toutes ces conditions à la fois.
# le département est « 35 » ou « 44 »
[[all]]
fact = "contact.department"
in = ["35", "44"]

# Aucune de celles-ci.
# le dernier don remonte à moins de 12 mois
[[none]]
fact = "donation.last_on"
after = "12 months ago"

# le rôle est donateur
[[none]]
fact = "role.name"
is = "donor"
"""
    )
    assert run("segment", "count", "voisins", "--json", code=0).json["count"] == 1
    assert "existe déjà" in run("segment", "new", "voisins", "--all", "contact.city is A").err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("Mes Voisins", "--all", "contact.city is Redon"), "mes-voisins"),
        (("a", "--all", "contact.cty is Redon"), "contact.city"),
        (("a", "--all", "contact.city before Redon"), "ne va pas avec"),
        (("a", "--all", "contact.city"), "FAIT OPÉRATEUR VALEUR"),
        (("a",), "aucune condition"),
        (("a", "--all", "donation.last_on before 12 lunes"), "date"),
        (("a", "--all", "contact.segment is b"), "b"),
        (("a", "--all", "contact.city is A", "--purpose", "nulle"), "nulle"),
    ],
)
def test_what_cannot_be_written_is_said(ctx, run, arguments, words):
    assert words in run("segment", "new", *arguments, code=2).err
    assert list((ctx.root / "contacts/segments").iterdir()) == []


def test_a_segment_is_asked_in_french(ctx, run, monkeypatch):
    from comptoir.cli.kit.invocation import Invocation

    monkeypatch.setattr(Invocation, "may_ask", property(lambda self: True))
    answers = "\n".join(["Gens de Redon", "1", "ville", "1", "Redon", "1", ""]) + "\n"
    done = run("segment", "new", "redon", code=0, input=answers)
    assert "Sur quoi" in done.err and "Segment écrit" in done.out
    text = (ctx.root / "contacts/segments/redon.toml").read_text("utf-8")
    assert 'title = "Gens de Redon"' in text and 'is = "Redon"' in text


def test_an_expert_adds_a_condition_in_sql(ctx, run):
    add(ctx, draft(), draft(first_name="Awa", city="Rieux"))
    keep(ctx, redon=REDON)
    told = run("segment", "count", "--where", "department = '35'", "--json", code=0).json
    assert told["count"] == 2
    both = run("segment", "count", "redon", "--where", "city_key = 'rieux'", "--json", code=0)
    assert both.json["count"] == 0
    assert "Awa" in run("segment", "show", "--where", "city_key = 'rieux'", code=0).out
    assert "une seule" in run("segment", "show", "--where", "1=1) OR (1=1", code=2).err
    assert "--where" in run("segment", "count", code=2).err
