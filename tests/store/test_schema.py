"""The base equals what the code expects, on both engines, and is closed to others."""

from comptoir.store import begin, reading, schema
from comptoir.store.sequences import next_number, next_references


def test_a_new_base_has_no_difference(any_ctx):
    with reading(any_ctx) as db:
        assert schema.differences(db) == []


def test_the_base_is_private(project_dir, comptoir):
    comptoir("db", "upgrade", "--project", str(project_dir), code=0)
    assert (project_dir / "var").stat().st_mode & 0o777 == 0o700
    assert (project_dir / "var" / "comptoir.db").stat().st_mode & 0o777 == 0o600


def test_upgrading_twice_changes_nothing(project_dir, comptoir):
    comptoir("db", "upgrade", "--project", str(project_dir), code=0)
    again = comptoir("db", "upgrade", "--project", str(project_dir), code=0)
    assert "déjà à jour" in again.out


def test_numbers_have_no_gap_after_a_rollback(any_ctx):
    numbers = []
    for fails in (False, True, False):
        try:
            with begin(any_ctx, act="test.number") as tx:
                numbers.append(next_number(tx.db, series="F", year=2026))
                if fails:
                    raise KeyboardInterrupt
        except KeyboardInterrupt:
            numbers.pop()
    assert numbers == ["F-2026-0001", "F-2026-0002"]


def test_references_come_in_blocks(any_ctx):
    with begin(any_ctx, act="test.number") as tx:
        assert next_references(tx.db, "C", 2) == ["C-000001", "C-000002"]
        assert next_references(tx.db, "C", 1) == ["C-000003"]
