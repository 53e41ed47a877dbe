"""General meetings, from the convocation to the declaration of those elected."""

import multiprocessing
import shutil
from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from comptoir.contacts.model import Role
from comptoir.desk.assemblies import elections, planning, recalling, sitting
from comptoir.desk.assemblies.planning import Asked
from comptoir.desk.due import due
from comptoir.errors import ComptoirError, RefusedError
from comptoir.members.meeting import Presence, Votes
from comptoir.readers.document_text import document_words
from comptoir.store import assemblies, begin, reading
from comptoir.store.tables.contacts import contact_tag
from comptoir.store.tables.members import membership

from make import ROOT, context_on
from make_contacts import add, draft

NUMBER = "AG-2026-0001"
DAY = date(2026, 12, 12)
PAGE = """---
title: "Assemblée générale 2026"
date: 2026-11-20
summary: "Ordre du jour et quorum."
owner: présidence
starts: "2026-12-12 10:00"
ends: "2026-12-12 12:00"
place: L’atelier
---

## Ordre du jour

1. Rapport moral.
2. Comptes de l’exercice.
3. Élection au conseil.
4. Questions diverses, reçues par écrit.

## Qui vote

1. Tout adhérent à jour.
"""


@pytest.fixture
def desk(ctx):
    """Twelve members of the season, of whom one owes the fee and one is fifteen; a neighbour."""
    shutil.copy(ROOT / "legal/assembly.toml", ctx.root / "legal/assembly.toml")
    (ctx.root / "content/agenda").mkdir(parents=True)
    (ctx.root / "content/agenda/2026-12-12-assemblee.md").write_text(PAGE, "utf-8")
    people = add(ctx, *(
        draft(first_name=f"P{n}", last_name=f"Nom{n:02}", email=f"p{n}@example.org",
              birth_date=date(2011, 6, 1) if n == 12 else date(1980, 5, n + 1))
        for n in range(1, 13)
    ))  # fmt: skip
    add(ctx, draft(first_name="Voisine", last_name="Autre", email="v@example.org"), roles=())
    with begin(ctx, act="test.dues") as tx:
        for person in people:
            tx.db.execute(membership.insert().values(
                contact_id=person.id, season="2026-2027", level="full", amount=Decimal(22),
                recorded_on=date(2026, 9, 5),
                paid_on=None if person.id == 11 else date(2026, 9, 5),
            ))  # fmt: skip
    return ctx


@pytest.fixture
def run(desk, comptoir):
    def command(*arguments, code=0, on=None):
        today = ("--today", on) if on else ()
        return comptoir("assembly", *arguments, "--project", str(desk.root), *today, code=code)

    return command


def on(ctx, day):
    return replace(
        ctx, today=day, now=lambda: datetime(day.year, day.month, day.day, 9, tzinfo=UTC)
    )


def convened(ctx):
    planning.new(ctx, Asked(event="assemblee"))
    return planning.convene(ctx, NUMBER, sent_on=ctx.today)


def tasks(ctx):
    return {task.what: task.on for task in due(ctx, within=200) if "AG-2026" in task.what}


def test_a_meeting_is_convened_held_written_down_and_declared(desk, run):
    assert (
        "Convocations au plus tard le vendredi 27 novembre"
        in run("new", "--event", "assemblee").out
    )
    assert list(tasks(desk).values()) == [date(2026, 11, 27)]
    said = run("voters", NUMBER).out
    assert "10 votants sur 12 membres" in said
    assert "1 : cotisation non réglée" in said and "1 : moins de 16 ans" in said
    run("convene", NUMBER, "--partie-le", "2026-11-24")
    assert "il porte 2 pouvoirs" in [
        run("proxy", NUMBER, "C-1", "C-3").out, run("proxy", NUMBER, "C-2", "C-3").out
    ][1]  # fmt: skip
    sheet = document_words(desk.root / run("sheet", NUMBER, "--json").json["path"]).text
    assert "Nom12" not in sheet and "Nom11" not in sheet and "représenté par Nom03 P3" in sheet
    assert "pas de procès-verbal avant" in run("minutes", NUMBER, on="2026-12-12", code=3).err
    run("attend", NUMBER, "C-3", "C-4", on="2026-12-12")
    assert "Séance ouverte : 4 voix pour un quorum de 3" in run("open", NUMBER, on="2026-12-12").out
    assert "5 voix comptées pour 4" in run("vote", NUMBER, "1", "--pour", "5", code=3).err
    assert "adoptée" in run("vote", NUMBER, "1", "--pour", "3", "--contre", "1").out
    assert "rejetée" in run("vote", NUMBER, "2", "--pour", "2", "--contre", "2").out
    assert "déjà voté" in run("vote", NUMBER, "2", "--pour", "4", code=3).err
    assert "ne se votent pas" in run("vote", NUMBER, "4", "--pour", "4", code=3).err
    assert "de 1 à 4" in run("vote", NUMBER, "9", "--pour", "4", code=2).err
    run("elect", NUMBER, "3", "C-5", "--fonction", "trésorerie", "--voix", "4")
    draft_ = document_words(
        desk.root / run("minutes", NUMBER, "--json", on="2026-12-12").json["path"]
    ).text
    assert "adoptée" in draft_ and "P5 Nom05" in draft_ and "Le quorum est de 3" in draft_
    closed = run("close", NUMBER, "--json", on="2026-12-12").json
    assert (desk.root / closed["path"]).is_file()
    assert "est close" in run("vote", NUMBER, "1", "--pour", "1", code=3).err
    late = on(desk, date(2026, 12, 13))
    assert tasks(late)["Déclarer en préfecture les élus de l’assemblée AG-2026-0001 "
                       "(loi du 1er juillet 1901, art. 5)"] == date(2027, 3, 12)  # fmt: skip
    run("declare", NUMBER, "--récépissé", "W1", on="2026-12-13")
    assert tasks(late) == {}
    register = document_words(desk.root / run("register", "--json").json["path"]).text
    assert closed["document"] in register and "rejetée" in register


def test_without_quorum_nothing_is_voted_and_a_second_call_decides(desk):
    convened(desk)
    day = on(desk, DAY)
    with pytest.raises(RefusedError, match="pas d’avance"):
        sitting.attend(desk, NUMBER, ["C-1"], Presence.PRESENT)
    sitting.proxy(desk, NUMBER, "C-2", "C-1")
    sitting.attend(day, NUMBER, ["C-1"], Presence.PRESENT)
    with pytest.raises(RefusedError, match="2 voix présentes ou représentées pour 3"):
        sitting.open_(day, NUMBER)
    with pytest.raises(RefusedError, match="qu’avec son quorum"):
        sitting.vote(day, NUMBER, 1, Votes(for_=2))
    with pytest.raises(RefusedError, match="28 décembre"):
        recalling.recall(on(desk, date(2026, 12, 13)), NUMBER, on=date(2026, 12, 20))
    second, _ = recalling.recall(day, NUMBER, on=date(2027, 1, 9))
    with pytest.raises(RefusedError, match="sans quorum"):
        sitting.attend(day, NUMBER, ["C-3"], Presence.PRESENT)
    planning.convene(day, second.number, sent_on=date(2026, 11, 24))
    after = on(desk, date(2027, 1, 9))
    with pytest.raises(RefusedError, match="0 voix"):
        sitting.open_(after, second.number)  # nobody at all is no meeting
    assert sitting.attend(after, second.number, ["C-1"], Presence.PRESENT).represented == 1
    assert sitting.open_(after, second.number).needed == 0
    with reading(desk) as db:
        lapsed = assemblies.numbered(db, NUMBER)
    assert lapsed.minutes.startswith("GED-")  # its « procès-verbal de carence »


def test_a_recall_is_refused_when_the_quorum_is_there(desk):
    convened(desk)
    day = on(desk, DAY)
    sitting.attend(day, NUMBER, ["C-1", "C-2", "C-3"], Presence.PRESENT)
    with pytest.raises(RefusedError, match="le quorum est atteint"):
        recalling.recall(day, NUMBER, on=date(2027, 1, 9))


@pytest.mark.parametrize(
    ("giver", "bearer", "why"),
    [
        ("C-1", "C-1", "soi-même"),
        ("C-1", "C-9", "porte déjà 2 pouvoirs"),
        ("C-9", "C-1", "ne se transmet pas"),
        ("C-1", "C-7", "a donné pouvoir"),
        ("C-12", "C-1", "moins de 16 ans"),
        ("C-1", "C-11", "cotisation non réglée"),
        ("C-1", "C-13", "pas adhérent"),
        ("C-10", "C-1", "prend déjà part"),
    ],
)
def test_a_proxy_that_the_statutes_do_not_allow_is_refused(desk, giver, bearer, why):
    convened(desk)
    sitting.proxy(desk, NUMBER, "C-7", "C-9")
    sitting.proxy(desk, NUMBER, "C-8", "C-9")
    day = on(desk, DAY)
    sitting.attend(day, NUMBER, ["C-10"], Presence.PRESENT)
    with pytest.raises(RefusedError, match=why):
        sitting.proxy(day, NUMBER, giver, bearer)


def test_who_comes_takes_back_the_proxy(desk):
    convened(desk)
    sitting.proxy(desk, NUMBER, "C-1", "C-2")
    day = on(desk, DAY)
    found = sitting.attend(day, NUMBER, ["C-1", "C-2"], Presence.PRESENT)
    assert (found.present, found.represented) == (2, 0)


def _proxy(root, giver, ready):
    ready.wait()
    try:
        sitting.proxy(context_on(root), NUMBER, f"C-{giver}", "C-9")
    except RefusedError:
        raise SystemExit(3) from None


def test_proxies_given_at_once_never_pass_the_limit(desk):
    convened(desk)
    forked = multiprocessing.get_context("fork")
    ready = forked.Barrier(5)
    workers = [forked.Process(target=_proxy, args=(desk.root, n, ready)) for n in range(1, 6)]
    for each in workers:
        each.start()
    for each in workers:
        each.join(120)
    assert sorted(each.exitcode for each in workers) == [0, 0, 3, 3, 3]
    with reading(desk) as db:
        assert len(assemblies.seats(db, assemblies.numbered(db, NUMBER))) == 2


def test_a_campaign_that_an_unsubscription_stops_does_not_convene(desk, run):
    planning.new(desk, Asked(event="assemblee"))
    (desk.root / "content/campagnes").mkdir()
    for name in ("lettre-infos-novembre-2026", "convocation-assemblee-generale-2026"):
        shutil.copy(ROOT / f"content/campagnes/{name}.md", desk.root / "content/campagnes")
    refused = run("convene", NUMBER, "--envoi", "lettre-infos-novembre-2026", code=3).err
    assert "une désinscription arrêterait cet envoi" in refused
    run("convene", NUMBER, "--envoi", "convocation-assemblee-generale-2026")
    assert "10 non touchés" in run("show", NUMBER).out


def test_what_is_badly_asked_is_said_in_french(desk, run, ctx):
    assert "trop tard pour convoquer" in run(
        "new", "--event", "assemblee", "--le", "2026-12-01", code=3).err  # fmt: skip
    assert "quel jour" in run("new", code=2).err
    assert "l’agenda n’a pas d’évènement" in run("new", "--event", "assembler", code=2).err
    assert "ordre du jour" in run(
        "new", "--le", "2026-12-12", "--heure", "10:00", "--lieu", "Ici", code=2).err  # fmt: skip
    assert "Elle s’écrit comme 10:00" in run(
        "new", "--event", "assemblee", "--heure", "10h", code=2).err  # fmt: skip
    assert "aucune assemblée ne porte" in run("show", "AG-2026-0009", code=2).err
    assert "rien n’est dit des assemblées extraordinaires" in run(
        "new", "--event", "assemblee", "--extraordinaire", code=2).err  # fmt: skip
    run("new", "--event", "assemblee")
    assert "par quel envoi" in run("convene", NUMBER, code=2).err
    assert "n’a pas été convoquée" in run("open", NUMBER, on="2026-12-12", code=3).err
    path = ctx.root / "legal/assembly.toml"
    path.write_text('source = "art. 4"\n[ordinary]\nquorum = "un quart"\n', "utf-8")
    said = run("voters", NUMBER, code=2).err
    assert "legal/assembly.toml, ligne 3" in said and "comme 1/4" in said
    path.unlink()
    assert "vos statuts prévoient" in run("voters", NUMBER, code=2).err


def test_a_house_without_seasons_convenes_its_members_by_their_role(desk):
    path = desk.root / "legal/organisation.toml"
    text = path.read_text("utf-8")
    head, _, rest = text.partition("[[seasons]]")
    path.write_text(head + rest[rest.index("# Jours où") :], "utf-8")
    add(desk, draft(first_name="Client", last_name="Seul", email="c@example.org"),
        roles=(Role.CUSTOMER,))  # fmt: skip
    planning.new(desk, Asked(event="assemblee"))
    assert sitting.counted(desk, NUMBER)[2].members == 12


def test_the_rules_of_an_open_meeting_stay_those_it_opened_under(desk):
    convened(desk)
    day = on(desk, DAY)
    sitting.attend(day, NUMBER, ["C-1", "C-2", "C-3"], Presence.PRESENT)
    sitting.open_(day, NUMBER)
    path = desk.root / "legal/assembly.toml"
    path.write_text(
        path.read_text("utf-8").replace('majority = "1/2"', 'majority = "3/4"'), "utf-8"
    )
    assert sitting.vote(day, NUMBER, 1, Votes(for_=2, against=1)).carried
    assert sitting.counted(day, NUMBER)[2].needed == 3


def test_both_engines_hold_a_meeting(any_ctx):
    shutil.copy(ROOT / "legal/assembly.toml", any_ctx.root / "legal/assembly.toml")
    [jo] = add(any_ctx, draft())
    with begin(any_ctx, act="test.dues") as tx:
        tx.db.execute(membership.insert().values(
            contact_id=jo.id, season="2026-2027", level="full", amount=Decimal(22),
            recorded_on=date(2026, 9, 5), paid_on=date(2026, 9, 5)))  # fmt: skip
    asked = Asked(on=DAY, at="10:00", place="Ici", items=["Rapport moral", "Bureau"])
    planning.new(any_ctx, asked)
    planning.convene(any_ctx, NUMBER, sent_on=any_ctx.today)
    day = on(any_ctx, DAY)
    sitting.attend(day, NUMBER, [jo.reference], Presence.PRESENT)
    sitting.open_(day, NUMBER)
    assert sitting.vote(day, NUMBER, 1, Votes(for_=1)).carried
    elections.elect(day, NUMBER, 2, jo.reference, role="présidence", votes=1, until=None)
    with pytest.raises(ComptoirError, match="déjà élu"):
        elections.elect(day, NUMBER, 2, jo.reference, role="Présidence", votes=1, until=None)
    assert elections.declare(day, NUMBER, on=None, receipt="") == 1


def statutes(ctx, **ordinary):
    """Add lines to the rules of ordinary meetings."""
    path = ctx.root / "legal/assembly.toml"
    lines = "".join(f"{key} = {value}\n" for key, value in ordinary.items())
    path.write_text(path.read_text("utf-8") + lines, "utf-8")


def test_a_member_has_the_voices_that_the_statutes_give(desk, run):
    statutes(desk, voices='[{ tag = "fondateur", voices = 3 }]')
    with begin(desk, act="test.tag") as tx:
        tx.db.execute(contact_tag.insert().values(contact_id=1, tag="fondateur"))
    convened(desk)
    assert "12 voix en tout" in run("voters", NUMBER).out
    day = on(desk, DAY)
    sitting.proxy(desk, NUMBER, "C-1", "C-2")
    sitting.attend(day, NUMBER, ["C-3"], Presence.PRESENT)
    assert sitting.attend(day, NUMBER, ["C-2"], Presence.PRESENT).voices == 5  # 3 borne, 1, 1
    found = sitting.open_(day, NUMBER)
    assert (found.counted, found.needed) == (3, 3), "a quorum of members counts heads"
    with pytest.raises(RefusedError, match="6 voix comptées pour 5"):
        sitting.vote(day, NUMBER, 1, Votes(for_=6))
    assert sitting.vote(day, NUMBER, 1, Votes(for_=3, against=2)).carried
    sheet = document_words(desk.root / run("sheet", NUMBER, "--json").json["path"]).text
    assert "Nom01 P1 (3 voix)" in sheet


def test_a_quorum_may_count_voices(desk):
    statutes(desk, voices='[{ tag = "fondateur", voices = 3 }]')
    path = desk.root / "legal/assembly.toml"
    told = path.read_text("utf-8")
    path.write_text(told.replace('quorum_of = "members"', 'quorum_of = "voices"'), "utf-8")
    with begin(desk, act="test.tag") as tx:
        tx.db.execute(contact_tag.insert().values(contact_id=1, tag="fondateur"))
    convened(desk)
    day = on(desk, DAY)
    sitting.attend(day, NUMBER, ["C-1"], Presence.PRESENT)
    found = sitting.open_(day, NUMBER)
    assert (found.counted, found.needed) == (3, 3), "a quarter of twelve voices, by one founder"


def test_the_chair_decides_nothing_where_the_statutes_do_not_say_so(desk):
    convened(desk)
    day = on(desk, DAY)
    sitting.attend(day, NUMBER, [f"C-{n}" for n in range(1, 5)], Presence.PRESENT)
    sitting.open_(day, NUMBER)
    with pytest.raises(RefusedError, match="ne donnent pas voix prépondérante"):
        sitting.vote(day, NUMBER, 1, Votes(for_=2, against=2, chair=True))


def test_a_casting_vote_is_asked_for_told_and_written_down(desk, run):
    statutes(desk, casting_vote="true")
    convened(desk)
    day = on(desk, DAY)
    sitting.attend(day, NUMBER, [f"C-{n}" for n in range(1, 5)], Presence.PRESENT)
    sitting.open_(day, NUMBER)
    even = ("vote", NUMBER, "1", "--pour", "2", "--contre", "2")
    assert "--president pour" in run(*even, code=3).err
    uneven = ("vote", NUMBER, "1", "--pour", "3", "--contre", "1", "--president", "pour")
    assert "ne décide que d’un partage" in run(*uneven, code=3).err
    assert "adoptée par la voix du président" in run(*even, "--president", "pour").out
    words = document_words(
        desk.root / run("minutes", NUMBER, "--json", on="2026-12-12").json["path"]
    ).text
    assert "Voix prépondérante du président" in words


@pytest.mark.parametrize(
    "told",
    [
        "[{ voices = 3 }]",
        '[{ tag = "a", organisations = true, voices = 2 }]',
        '[{ tag = "a", voices = 0 }]',
    ],
)
def test_voices_that_are_badly_written_say_where(desk, run, told):
    statutes(desk, voices=told)
    assert "legal/assembly.toml" in run("new", "--event", "assemblee", code=2).err
