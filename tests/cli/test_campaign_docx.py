"""`comptoir campaign docx`: a model of a word processor, merged; what it may not hold."""

import io
import re
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from comptoir.desk import campaigns
from comptoir.store import outbox_figures, reading
from comptoir.store.outbox_rows import State

from make_campaigns import add_people, write_campaign
from make_docx import R, write_docx
from needs import need


@pytest.fixture
def docx(ctx, comptoir, tmp_path):
    need("docx-mailmerge2", find_spec("mailmerge") is not None)
    write_campaign(ctx.root, channels="[letter]")

    def run(fields: list[str], *arguments: str, code: int = 0, **harm):
        model = write_docx(tmp_path / "modele.docx", fields, **harm)
        return comptoir("campaign", "docx", "essai", str(model), *arguments,
                        "--project", str(ctx.root), code=code)  # fmt: skip

    return run


def words(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        xml = packed.read("word/document.xml").decode()
    assert "MERGEFIELD" not in xml
    return [" ".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", part)) for part in xml.split("</w:p>")]


def made(ctx) -> bytes:
    path: Path = ctx.root / "var/outbox/essai/lettres.docx"
    assert not path.stat().st_mode & 0o077
    return path.read_bytes()


def test_a_model_is_merged_for_everyone_sorted_by_postcode(docx, ctx):
    add_people(ctx, [{"first_name": "Ana", "postcode": "44000"}, {"first_name": "Bo"}])
    out = docx(["Prénom", "Nom", "Adresse 1", "contact.city", "Objet", "Cotisation"]).out
    assert "2 lettres" in out and "Prénom" in out
    said = words(made(ctx))
    assert said.index("Bo") < said.index("Ana")
    assert said.count("Objet d’essai") == 2
    assert "22 €" in said


def test_letters_posted_from_word_are_known_to_have_left(docx, ctx):
    add_people(ctx, [{"first_name": "Ana"}, {"first_name": "Bo"}])
    assert "préparée" in docx(["Prénom"], "--posted", code=3).err
    campaigns.queue(ctx, "essai", channel="letter")
    assert "2 lettres notées parties" in docx(["Prénom"], "--posted").out
    assert "0 lettre notée partie" in docx(["Prénom"], "--posted").out
    with reading(ctx) as db:
        assert outbox_figures.counts(db, "essai") == {State.SENT: 2}


def test_a_document_a_person(docx, ctx):
    add_people(ctx, [{"first_name": "Ana"}, {"first_name": "Bo"}])
    docx(["Prénom"], "--each")
    files = sorted((ctx.root / "var/outbox/essai/word").glob("*.docx"))
    assert sorted("".join(words(file.read_bytes())) for file in files) == ["Ana", "Bo"]


@pytest.mark.parametrize(
    ("field", "close"), [("Prenon", "prenom"), ("contact.frist_name", "contact_first_name")]
)
def test_an_unknown_field_is_told_with_the_nearest(docx, ctx, field, close):
    add_people(ctx, [{}])
    err = docx(["Nom", field], code=2).err
    assert f"« {field} »" in err and f"« {close} »" in err and "modele.docx" in err


@pytest.mark.parametrize(
    "value",
    ['=cmd|"/c calc"!A1', "<w:t>x</w:t>", "{ MERGEFIELD Nom }", "a & b", "«Nom»", "x\x0by"],
)
def test_a_value_is_words_and_nothing_else(docx, ctx, value):
    add_people(ctx, [{"last_name": value}])
    docx(["Nom"])
    with zipfile.ZipFile(io.BytesIO(made(ctx))) as packed:
        xml = packed.read("word/document.xml").decode()
    assert "instrText" not in xml and "fldChar" not in xml
    assert xml.count("<w:t") == 1


LINKED = (
    f'<Relationship Id="rId9" Type="{R}/attachedTemplate" Target="https://x.example.org/t.dotm" '
    'TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        ({"field": ' DDEAUTO c:\\\\windows\\\\cmd.exe "/k calc" '}, "ailleurs"),
        ({"field": ' INCLUDETEXT "c:\\\\secret.txt" '}, "ailleurs"),
        ({"relation": LINKED}, "ailleurs"),
        ({"macro": True}, "macro"),
    ],
)
def test_what_would_run_or_fetch_something_is_refused(docx, ctx, harm, told):
    add_people(ctx, [{}])
    assert told in docx(["Nom"], code=2, **harm).err
    assert not (ctx.root / "var/outbox/essai/lettres.docx").exists()


def test_what_is_no_document_is_told(docx, ctx, comptoir, tmp_path):
    add_people(ctx, [{}])
    fake = tmp_path / "faux.docx"
    fake.write_bytes(b"pas un zip")
    for path in (fake, tmp_path / "absent.docx"):
        err = comptoir("campaign", "docx", "essai", str(path), "--project", str(ctx.root),
                       code=2).err  # fmt: skip
        assert path.name in err and "Traceback" not in err


def test_letters_that_may_be_refused_say_how(docx, ctx):
    write_campaign(ctx.root, channels="[letter]", purpose="dons")
    add_people(ctx, [{}])
    assert "Mentions" in docx(["Nom"], code=3).err
    docx(["Nom", "Mentions"])
    assert any("opposer" in said for said in words(made(ctx)))
