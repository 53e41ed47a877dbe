"""An expert's SQL: one condition, over what names nobody; thirteen hostile shapes and more."""

import pytest

from comptoir.contacts.expert import COLUMNS, read_where, sql_of
from comptoir.errors import InputError
from comptoir.store.metadata import all_tables

HOSTILE = {
    "stacked": "1=1; DROP TABLE contact",
    "union": "1=1 UNION SELECT email FROM contact",
    "union in parentheses": "1=1) UNION SELECT 1 FROM contact WHERE (1=1",
    "parenthesis escape": "1=1) OR (1=1",
    "system table": "EXISTS (SELECT 1 FROM sqlite_master)",
    "system schema": "id IN (SELECT contact_id FROM pg_catalog.pg_user)",
    "extension": "load_extension('x') = 1",
    "cross join": "id IN (SELECT a.contact_id FROM donation a, donation b, donation c)",
    "join": "id IN (SELECT contact_id FROM donation CROSS JOIN invoice)",
    "recursive": "id IN (WITH RECURSIVE r(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM r) "
    "SELECT n FROM r)",
    "memory": "randomblob(1000000000) IS NOT NULL",
    "sleep": "pg_sleep(10) IS NULL",
    "personal column": "email LIKE 'a%'",
    "personal table": "id IN (SELECT row_id FROM consent_event_value)",
    "order": "1=1 ORDER BY id",
    "limit": "1=1 LIMIT 1",
    "comment": "1=1) --",
    "attach": "(SELECT ATTACH 'x')",
    "pragma": "PRAGMA writable_schema",
    "placeholder": "id = ?",
    "case": "CASE WHEN 1=1 THEN 1 END",
    "concatenation": "'a' || 'b' = 'ab'",
    "nothing": " ",
    "nul": "1=1\0",
    "too long": "id = 1 OR " * 300 + "id = 1",
    "too many": " OR ".join(["id = 1"] * 150),
    "deep": "(" * 60 + "id = 1" + ")" * 60,
    "alias": "EXISTS (SELECT 1 FROM donation d WHERE d.amount > 1)",
    "nested": "id IN (SELECT contact_id FROM donation WHERE contact_id IN (SELECT contact_id FROM "
    "donation WHERE contact_id IN (SELECT contact_id FROM donation)))",
    "write": "id IN (DELETE FROM contact RETURNING id)",
    "subquery of a subquery": "EXISTS (SELECT 1 FROM (SELECT * FROM contact))",
    "collate": "city_key COLLATE NOCASE = 'a'",
    "window": "id IN (SELECT ROW_NUMBER() OVER () FROM donation)",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_shape_is_refused(text):
    with pytest.raises(InputError):
        read_where(text)


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("department = '35'", "\"department\" = '35'"),
        ("department = '35' -- remarque", "\"department\" = '35'"),
        ("NOT (kind = 'person') OR city_key LIKE 'red%'",
         "NOT (\"kind\" = 'person') OR \"city_key\" LIKE 'red%'"),
    ],
)  # fmt: skip
def test_a_condition_is_written_again_from_its_tree(text, written):
    assert sql_of(read_where(text), "sqlite") == written


def test_a_column_badly_written_gets_the_nearest():
    with pytest.raises(InputError, match="department"):
        read_where("departement = '35'")


def test_every_column_that_can_be_asked_is_there_and_names_nobody():
    tables = all_tables().tables
    personal = {"email", "phone", "mobile", "first_name", "last_name", "organisation", "street",
                "address_2", "city", "search", "name_key", "reference"}  # fmt: skip
    for table, columns in COLUMNS.items():
        assert set(columns) <= {column.name for column in tables[table].columns}
        assert not set(columns) & personal
