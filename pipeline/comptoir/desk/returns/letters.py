"""Letters that the post brings back (NPAI): their codes, from a table or a scanner's list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from comptoir.context import Context
from comptoir.desk.returns import effects
from comptoir.errors import InputError, Place
from comptoir.errors.french import os_error
from comptoir.readers.encodings import examine
from comptoir.store import begin, mail
from comptoir.store.mail import NewEntry
from comptoir.text import fold, on_one_line

SUFFIXES = frozenset({".csv", ".tsv", ".lst", ".list"})
CODE = re.compile(r"\bL-?(\d{6,})\b", re.I)
WHY = {
    "npai": "n’habite pas à l’adresse indiquée",
    "inconnu": "inconnu à l’adresse",
    "inaccessible": "boîte inaccessible",
    "incomplete": "adresse incomplète",
    "refuse": "pli refusé",
    "non reclame": "pli non réclamé",
    "decede": "décès à vérifier",
}
BAD_ADDRESS = WHY["npai"]
KEPT_ADDRESS = ("refuse", "non reclame")  # the address is good


@dataclass(slots=True, kw_only=True)
class Brought:
    """What a list of returned letters came to."""

    returned: int = 0
    again: int = 0
    kept: int = 0  # refused or not claimed: the address stays
    unknown: list[str] = field(default_factory=list)  # codes of no letter of ours
    people: list[str] = field(default_factory=list)  # references of those whose address is wanted


def is_list(path: Path) -> bool:
    """Whether a file is a list of codes: by its name, or by its first line that is not blank."""
    if path.suffix.lower() in SUFFIXES:
        return True
    if path.suffix.lower() != ".txt" or not path.is_file():
        return False
    with path.open("rb") as file:
        first = next((line for line in file if line.strip()), b"")
    return bool(CODE.match(first.decode("latin-1").strip().strip('"')))


def take(ctx: Context, path: Path) -> Brought:
    """Take in a list of returned letters.

    Raises:
        InputError: it bears no code.
    """
    ctx.act_on()
    lines = list(_lines(path))
    if not lines:
        raise InputError(
            "cette liste ne porte aucun code de lettre.",
            remedy="Chaque ligne porte le code imprimé sur la lettre (L-000123), puis, si vous "
            "voulez, le motif : NPAI, inconnu, adresse incomplète, refusé, non réclamé.",
            at=Place(str(path)),
        )
    done = Brought()
    with begin(ctx, act="mail.import") as tx:
        for code, why in lines:
            found = mail.origin(tx.db, code)
            if found is None:
                done.unknown.append(code)
                continue
            key = mail.key_of(f"letter:{code}", b"")
            if mail.known(tx.db, [key]):
                done.again += 1
                continue
            good = _good_address(why)
            mail.add(tx, NewEntry(
                key=key, rank=0, kind=effects.NPAI, at=tx.now, contact_id=found.contact_id,
                outbox_id=found.outbox_id, detail=why,
            ))  # fmt: skip
            if good:
                mail.note(tx, found.outbox_id, "unclaimed", at=tx.now, detail=why)
                done.kept += 1
                continue
            effects.letter_back(tx, found, on=ctx.today, why=why)
            done.returned += 1
    return done


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    """Yield each code once, with why the letter came back."""
    facts = examine(path)
    try:
        text = path.read_text(facts.encoding.codec if facts.encoding else "latin-1", "replace")
    except OSError as error:
        raise os_error(error) from error
    seen: set[str] = set()
    for line in text.splitlines():
        found = CODE.search(line)
        if found is None:
            continue
        code = f"L-{found[1]}"
        if code not in seen:
            seen.add(code)
            yield code, _why(line[: found.start()] + " " + line[found.end() :])


def _why(said: str) -> str:
    """
    >>> _why(";Inconnu à l'adresse"), _why(""), _why("; déménagé")
    ('inconnu à l’adresse', 'n’habite pas à l’adresse indiquée', 'déménagé')
    """
    told = fold(said)
    known = next((french for word, french in WHY.items() if word in told), "")
    own = on_one_line(re.sub(r"[;,\t\"]+", " ", said)).strip()
    return known or own[:60] or BAD_ADDRESS


def _good_address(why: str) -> bool:
    return why in {WHY[word] for word in KEPT_ADDRESS}
