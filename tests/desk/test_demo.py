"""`comptoir demo` refuses a folder that it did not make; its figures are those of the texts."""

import re

import pytest

from comptoir.desk import demo, examples
from comptoir.errors import InputError

from make import ROOT


def test_a_folder_with_something_else_in_it_is_refused_and_kept(tmp_path, comptoir):
    (tmp_path / "notes.txt").write_text("à moi", encoding="utf-8")
    done = comptoir("demo", "--dir", str(tmp_path), code=2)
    assert "--dir" in done.err
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_it_lays_out_the_example_anew_and_keeps_the_images_made(tmp_path):
    examples.lay_out(tmp_path)
    (tmp_path / "var" / "cache").mkdir(parents=True)
    (tmp_path / "var" / "cache" / "image").touch()
    (tmp_path / "var" / "comptoir.db").touch()
    (tmp_path / "content" / "pages" / "index.md").write_text("changé", encoding="utf-8")
    examples.lay_out(tmp_path)
    assert "changé" not in (tmp_path / "content" / "pages" / "index.md").read_text("utf-8")
    assert not (tmp_path / "var" / "comptoir.db").exists()
    assert (tmp_path / "var" / "cache" / "image").exists()


def test_a_file_in_the_place_of_the_folder_is_refused(tmp_path):
    (tmp_path / "demo").touch()
    with pytest.raises(InputError):
        examples.lay_out(tmp_path / "demo")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    """The steps of one demonstration, without the site and the mailings, which others test."""
    from make import context_on

    folder = tmp_path_factory.mktemp("demo")
    examples.lay_out(folder)
    ctx = context_on(folder)
    kept = ("_import", "_history", "sell", "special", "_segments")
    return {work.__name__: work(ctx) for _title, work in demo.STEPS if work.__name__ in kept}


def test_the_members_of_the_base_are_those_that_the_articles_quote(told):
    article = (ROOT / "content" / "actualites" / "2026-11-24-612-adherents.md").read_text("utf-8")
    quoted = re.search(r"\*\*(\d+) adhérents\*\*", article)
    assert quoted
    assert f"{quoted[1]} contacts : Adhérents à jour" in told["_segments"].lines


def test_one_cheque_settles_an_invoice_dues_and_a_gift_with_a_paper_for_each(told):
    names = [path.name.split("_")[1] for path in told["sell"].made]
    assert names == ["devis", "facture", "recu-cotisation", "recu-don"]
    assert all(path.exists() for path in told["sell"].made)


def test_a_discount_a_debit_and_tickets_are_shown(told):
    early, debited, tickets = (one.replace("\xa0", " ") for one in told["special"].lines)
    assert "3,90 € de moins jusqu’au 4 décembre 2026" in early
    assert "lot PR-2026-0001, 32,00 €" in debited and "8 billets" in tickets
    assert [path.suffix for path in told["special"].made] == [".pdf", ".xml", ".pdf"]
