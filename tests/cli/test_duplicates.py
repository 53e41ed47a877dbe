"""`comptoir contact duplicates`, `merge` and `undo`, as they are typed."""

from make_contacts import add, draft


def test_duplicates_are_found_merged_and_undone(ctx, comptoir, monkeypatch):
    monkeypatch.chdir(ctx.root)
    add(ctx, draft(), draft(first_name="JO", mobile="+33639981234"), draft(first_name="Awa"))
    shown = comptoir("contact", "doublons", code=0).out
    assert "3 fiches comparées : 1 doublon sûr, 0 à vérifier." in shown
    assert "sûr : même nom, même mél" in shown
    done = comptoir("contact", "fusionner", "C-1", "C-2", code=0).out
    assert "portable : (vide) → +33639981234" in done
    assert comptoir("contact", "doublons", code=0).out == "2 fiches comparées : aucun doublon.\n"
    back = comptoir("contact", "défaire", "fus-000001", code=0).out
    assert "de nouveau deux fiches" in back
    merged = comptoir("contact", "duplicates", "--merge", "--json", code=0).json
    assert len(merged["merged"]) == 1


def test_a_merge_that_is_not_there_is_said(ctx, comptoir, monkeypatch):
    monkeypatch.chdir(ctx.root)
    assert "aucune fusion" in comptoir("contact", "undo", "FUS-000009", code=2).err


def test_two_people_are_kept_apart(ctx, comptoir, monkeypatch):
    monkeypatch.chdir(ctx.root)
    add(ctx, draft(), draft(first_name="J."))
    comptoir("contact", "doublons", "--distinct", "C-1", "C-2", code=0)
    assert "aucun doublon" in comptoir("contact", "doublons", code=0).out
