"""Who may do what: one matrix of profile × class of data × action, and the acts it governs.

`store.begin` and the access log ask it; the masks read it. Own profiles are declared in
`comptoir.toml` as `[profiles.NAME]`, from one of the five built in.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from comptoir.errors import RefusedError
from comptoir.errors.french import meant


class DataClass(StrEnum):
    """A class of data."""

    IDENTITY = "identity"
    REACH = "reach"  # e-mail, telephones
    ADDRESS = "address"
    BIRTH = "birth"
    ORIGIN = "origin"
    CONSENT = "consent"
    NOTES = "notes"
    ARCHIVE = "archive"  # papers of people who were erased
    DOCUMENT = "document"  # filed documents that the whole team reads
    VOUCHER = "voucher"  # those of the accounts, contracts, grants
    STAFF = "staff"  # those of wages and staff
    CAMPAIGN = "campaign"
    SALE = "sale"
    LEDGER = "ledger"
    BASE = "base"


class Action(StrEnum):
    """What is done to a class of data."""

    SEE = "see"
    CHANGE = "change"
    EXPORT = "export"
    SEND = "send"
    ISSUE = "issue"
    POST = "post"
    ADMINISTER = "administer"


Cell = tuple[DataClass, Action]

PERSONAL = (
    DataClass.IDENTITY, DataClass.REACH, DataClass.ADDRESS, DataClass.BIRTH, DataClass.ORIGIN,
    DataClass.CONSENT, DataClass.NOTES,
)  # fmt: skip
FILED = (DataClass.DOCUMENT, DataClass.VOUCHER, DataClass.STAFF)
_HELD = (Action.SEE, Action.CHANGE, Action.EXPORT)
ACTIONS: Mapping[DataClass, tuple[Action, ...]] = {
    **dict.fromkeys((*PERSONAL, *FILED), _HELD),
    DataClass.ARCHIVE: (Action.SEE,),
    DataClass.CAMPAIGN: (Action.SEND,),
    DataClass.SALE: (Action.SEE, Action.ISSUE),
    DataClass.LEDGER: (Action.SEE, Action.POST, Action.EXPORT),
    DataClass.BASE: (Action.ADMINISTER,),
}
CELLS: frozenset[Cell] = frozenset((data, one) for data, all_ in ACTIONS.items() for one in all_)

FRENCH_CLASSES = {
    DataClass.IDENTITY: "identité", DataClass.REACH: "mél et téléphones",
    DataClass.ADDRESS: "adresse postale", DataClass.BIRTH: "date de naissance",
    DataClass.ORIGIN: "source de la fiche", DataClass.CONSENT: "accords et demandes",
    DataClass.NOTES: "notes", DataClass.ARCHIVE: "pièces archivées",
    DataClass.DOCUMENT: "documents", DataClass.VOUCHER: "pièces comptables et contrats",
    DataClass.STAFF: "paie et personnel",
    DataClass.CAMPAIGN: "envois", DataClass.SALE: "ventes", DataClass.LEDGER: "journal",
    DataClass.BASE: "base entière",
}  # fmt: skip
FRENCH_ACTIONS = {
    Action.SEE: "voir", Action.CHANGE: "changer", Action.EXPORT: "exporter",
    Action.SEND: "envoyer", Action.ISSUE: "établir", Action.POST: "enregistrer",
    Action.ADMINISTER: "administrer",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Profile:
    """A name and the cells of the matrix that it allows; all others are refused."""

    name: str
    cells: frozenset[Cell] = frozenset()

    def may(self, data: DataClass, action: Action) -> bool:
        return (data, action) in self.cells


def _of(classes: Iterable[DataClass], *more: Cell) -> frozenset[Cell]:
    return frozenset((data, one) for data in classes for one in ACTIONS[data]) | frozenset(more)


PROFILES = {
    one.name: one
    for one in (
        Profile("own", CELLS),
        Profile("assistant", CELLS - _of([DataClass.ARCHIVE, DataClass.STAFF])),
        Profile(
            "marketer",
            _of(
                [data for data in PERSONAL if data not in (DataClass.BIRTH, DataClass.NOTES)],
                (DataClass.CAMPAIGN, Action.SEND),
                (DataClass.DOCUMENT, Action.SEE),
            ),
        ),
        Profile(
            "accountant",
            _of([
                DataClass.IDENTITY, DataClass.REACH, DataClass.ADDRESS, DataClass.ARCHIVE,
                DataClass.SALE, DataClass.LEDGER, *FILED,
            ]),
        ),
        Profile("editor"),
    )
}  # fmt: skip

_CHANGES_PEOPLE = (DataClass.IDENTITY, Action.CHANGE)
_ADMINISTERS = (DataClass.BASE, Action.ADMINISTER)
_SENDS = (DataClass.CAMPAIGN, Action.SEND)
_ISSUES = (DataClass.SALE, Action.ISSUE)
NOUNS: Mapping[str, Cell] = {
    "contact": _CHANGES_PEOPLE, "anomaly": _CHANGES_PEOPLE, "segment": _CHANGES_PEOPLE,
    "consent": (DataClass.CONSENT, Action.CHANGE), "privacy": (DataClass.CONSENT, Action.CHANGE),
    "inbox": (DataClass.REACH, Action.CHANGE), "request": (DataClass.REACH, Action.CHANGE),
    "mail": (DataClass.REACH, Action.CHANGE), "campaign": _SENDS,
    "procedure": (DataClass.LEDGER, Action.POST),
    "quote": _ISSUES, "order": _ISSUES, "delivery": _ISSUES, "invoice": _ISSUES,
    "credit": _ISSUES, "receipt": _ISSUES, "reminder": _ISSUES,
    "document": (DataClass.DOCUMENT, Action.CHANGE), "charter": (DataClass.DOCUMENT, Action.SEE),
    "appointment": (DataClass.REACH, Action.CHANGE), "assembly": (DataClass.REACH, Action.CHANGE),
    "survey": (DataClass.CAMPAIGN, Action.SEND), "event": (DataClass.REACH, Action.CHANGE),
    "history": _ADMINISTERS, "db": _ADMINISTERS, "backup": _ADMINISTERS, "audit": _ADMINISTERS,
    "archive": (DataClass.ARCHIVE, Action.SEE),
    "debit": (DataClass.LEDGER, Action.POST),
    "payment": (DataClass.LEDGER, Action.POST), "ledger": (DataClass.LEDGER, Action.POST),
    "purchase": (DataClass.LEDGER, Action.POST), "contract": _ISSUES,
    "partner": _ISSUES, "due": (DataClass.REACH, Action.CHANGE),
}  # fmt: skip
_ACTS: Mapping[str, Cell] = {
    "contact.note": (DataClass.NOTES, Action.CHANGE),
    "contact.export": (DataClass.IDENTITY, Action.EXPORT),
    "consent.export": (DataClass.CONSENT, Action.EXPORT),
    "privacy.passed_on": _SENDS, "privacy.erase": _ADMINISTERS, "privacy.retention": _ADMINISTERS,
    "privacy.breach": _ADMINISTERS, "ledger.fec": (DataClass.LEDGER, Action.EXPORT),
    "ledger.export": (DataClass.LEDGER, Action.EXPORT),
    "payment.export": (DataClass.LEDGER, Action.EXPORT),
    "document.export": (DataClass.DOCUMENT, Action.EXPORT), "document.dispose": _ADMINISTERS,
}  # fmt: skip


# Groups of commands whose every output is of one class of data.
READS: Mapping[str, DataClass] = {
    **dict.fromkeys(("quote", "order", "delivery", "invoice", "credit", "reminder", "contract",
                     "membership", "donation"), DataClass.SALE),
    **dict.fromkeys(("payment", "debit", "ledger", "purchase", "subsidy"), DataClass.LEDGER),
}  # fmt: skip


def let_read(profile: Profile, noun: str) -> None:
    """Let somebody use a group of commands.

    Raises:
        RefusedError: the profile may not see what they show.
    """
    if noun in READS:
        require(profile, [READS[noun]], Action.SEE, act=noun)


def cell_of(act: str) -> Cell:
    """Return the cell that an act needs; one that is not known needs the right to administer.

    >>> cell_of("invoice.issue")
    (<DataClass.SALE: 'sale'>, <Action.ISSUE: 'issue'>)
    """
    return _ACTS.get(act) or NOUNS.get(act.partition(".")[0], _ADMINISTERS)


def check(profile: Profile, act: str) -> None:
    """Let an act be done.

    Raises:
        RefusedError: the profile does not allow it.
    """
    data, action = cell_of(act)
    require(profile, [data], action, act=act)


def require(profile: Profile, classes: Iterable[DataClass], action: Action, *, act: str) -> None:
    """Let an act touch these classes of data.

    Raises:
        RefusedError: the profile does not allow one of them.
    """
    lacking = [data for data in dict.fromkeys(classes) if not profile.may(data, action)]
    if not lacking:
        return
    needed = {(data, action) for data in lacking}
    others = [one.name for one in PROFILES.values() if needed <= one.cells]
    what = ", ".join(FRENCH_CLASSES[data] for data in lacking)
    keys = ", ".join(f'{data} = ["{action}"]' for data in lacking)
    raise RefusedError(
        f"votre profil « {profile.name} » ne permet pas cet acte ({act}) : "
        f"il faut pouvoir {FRENCH_ACTIONS[action]} ({what}).",
        remedy=f"Demandez à quelqu’un dont le profil le permet ({', '.join(others)}). Qui tient "
        f"comptoir.toml peut l’accorder : un autre profil dans [people], ou "
        f"add = {{ {keys} }} dans un profil de [profiles].",
    )


def base_named(name: str, others: Iterable[str] = ()) -> Profile:
    """Return a profile built in; the nearest is looked for among others too.

    Raises:
        ValueError: there is none of that name; says the nearest.
    """
    if found := PROFILES.get(name):
        return found
    raise ValueError(f"aucun profil ne s’appelle « {name} ». {_hint(name, [*PROFILES, *others])}")


def cells_named(told: Mapping[str, Iterable[str]]) -> frozenset[Cell]:
    """Return cells as settings name them: `{"notes": ["see"]}`.

    Raises:
        ValueError: a class has no such name, or no such action; says the nearest.
    """
    cells = set()
    for name, actions in told.items():
        if name not in list(DataClass):
            raise ValueError(
                f"aucune classe de données ne s’appelle « {name} ». {_hint(name, list(DataClass))}"
            )
        data = DataClass(name)
        for action in actions:
            if action not in ACTIONS[data]:
                raise ValueError(
                    f"l’action « {action} » n’existe pas pour {name}. "
                    f"{_hint(action, list(ACTIONS[data]))}"
                )
            cells.add((data, Action(action)))
    return frozenset(cells)


def derived(
    name: str,
    based_on: str,
    add: Mapping[str, Iterable[str]],
    remove: Mapping[str, Iterable[str]],
) -> Profile:
    """Return a profile of the organisation's own.

    Who changes or exports something sees it: adding one adds `see`, removing `see` removes all.

    Raises:
        ValueError: a name is not known; says the nearest.
    """
    more, less = cells_named(add), cells_named(remove)
    more |= {(data, Action.SEE) for data, _ in more if Action.SEE in ACTIONS[data]}
    less |= _of(data for data, action in less if action is Action.SEE)
    return Profile(name, (base_named(based_on).cells | more) - less)


def _hint(word: str, known: Sequence[str]) -> str:
    return meant(word, known, otherwise=f"Il y a : {', '.join(known)}.")
