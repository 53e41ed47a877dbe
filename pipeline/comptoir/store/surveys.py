"""The gateway of surveys: an answer once, a code once."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from sqlalchemy import Connection, func, insert, select, update

from comptoir.store.doors import Transaction
from comptoir.store.tables.surveys import survey_answer, survey_code


def mark_of(survey: str, text: str) -> str:
    """Digest what makes an answer one: its code, or where it came from."""
    return hashlib.sha256(f"{survey}\n{text}".encode()).hexdigest()


def known(db: Connection, marks: Sequence[str]) -> frozenset[str]:
    wanted = select(survey_answer.c.mark).where(survey_answer.c.mark.in_(marks))
    return frozenset(db.execute(wanted).scalars())


def add(
    tx: Transaction,
    survey: str,
    answers: Mapping[str, str],
    *,
    mark: str,
    channel: str,
    on: date,
    contact_id: int | None = None,
) -> None:
    said = json.dumps(dict(answers), ensure_ascii=False, sort_keys=True)
    tx.db.execute(
        insert(survey_answer).values(
            survey=survey, answers=said, mark=mark, channel=channel, answered_on=on,
            contact_id=contact_id,
        )
    )  # fmt: skip


def answers(db: Connection, survey: str) -> list[dict[str, str]]:
    """Return every answer, in no order that tells who was first."""
    query = select(survey_answer.c.answers).where(survey_answer.c.survey == survey)
    return [json.loads(said) for said in db.execute(query.order_by(survey_answer.c.mark)).scalars()]


def add_codes(tx: Transaction, survey: str, codes: Iterable[str]) -> None:
    rows = [{"survey": survey, "mark": mark_of(survey, code)} for code in codes]
    tx.db.execute(insert(survey_code), rows)


def code_given(db: Connection, mark: str) -> bool:
    return (
        db.execute(select(survey_code.c.mark).where(survey_code.c.mark == mark)).first() is not None
    )


def use_code(tx: Transaction, mark: str) -> None:
    tx.db.execute(update(survey_code).where(survey_code.c.mark == mark).values(used=1))


def invited(db: Connection, survey: str) -> int:
    """Return how many codes were given."""
    count = select(func.count()).where(survey_code.c.survey == survey)
    return int(db.execute(count).scalar() or 0)
