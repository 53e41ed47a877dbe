"""Which column of a list is which field: by a map file, else by the usual French headings."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pydantic import Field

from comptoir.contacts.keys import word_key
from comptoir.contacts.sources import Source, recognised
from comptoir.errors.french import nearest
from comptoir.settings.model import Line, Model

FIELDS = {
    "reference": "référence externe",
    "full_name": "nom entier",
    "civility": "civilité",
    "first_name": "prénom",
    "last_name": "nom",
    "organisation": "organisation",
    "employer": "employeur",
    "email": "mél",
    "phone": "téléphone",
    "mobile": "portable",
    "street": "adresse",
    "address_2": "complément d’adresse",
    "postcode": "code postal",
    "city": "ville",
    "country": "pays",
    "birth_date": "date de naissance",
    "source": "origine",
    "source_on": "date d’origine",
    "role": "rôle",
    "tags": "étiquettes",
    "notes_ignored": "notes, laissées de côté",
    "consent_email": "accord par courriel",
    "consent_sms": "accord par SMS",
    "consent_phone": "accord par téléphone",
    "consent_post": "accord par courrier",
    "consent_on": "date de l’accord",
    "consent_text": "texte de l’accord",
    "consent_method": "recueil de l’accord",
    "consent_ip": "adresse IP de l’accord",
    "consent_evidence": "preuve de l’accord",
    "objection": "opposition",
    "deceased_on": "date de décès",
    "language": "langue",
    "version": "version de la fiche",
    "stamp": "empreinte de la ligne",
}
_EDITABLE = {"version": "version", "empreinte": "stamp"}  # of a sheet that comes back
_NAMES = {"last_name", "organisation", "first_name", "full_name"}
_OURS = {"ligne", "motif", "nature"}  # what our own files add
LONGEST_FACT = 60  # characters of a heading kept as a fact's name
EXTRA = "fact:"  # fact:NAME keeps a column as a fact of that name

_HEADINGS = {
    "reference": "reference externe|reference|ref|identifiant|id|numero|n|no|n adherent|"
    "n d adherent|numero d adherent|code|code client|code adherent",
    "civility": "civilite|titre|civ|genre",
    "first_name": "prenom|prenoms|prenom usuel|first name|firstname|given name",
    "last_name": "nom|nom de famille|nom d usage|nom usuel|last name|lastname|surname|family name",
    "employer": "employeur",
    "full_name": "nom et prenom|nom prenom|prenom et nom|prenom nom|nom complet",
    "organisation": "organisation|organisme|societe|entreprise|structure|raison sociale|"
    "association|etablissement|company|organization",
    "email": "mel|mail|mails|email|e mail|courriel|adresse mel|adresse mail|adresse email|"
    "adresse e mail|adresse electronique|email address|messagerie",
    "phone": "telephone|tel|tel fixe|telephone fixe|fixe|phone|telephone domicile|tel domicile",
    "mobile": "portable|mobile|tel portable|telephone portable|tel mobile|telephone mobile|gsm",
    "street": "adresse|adresse postale|adresse 1|rue|voie|n et voie|numero et voie|street|address",
    "address_2": "complement|complement d adresse|complement adresse|adresse 2|batiment|lieu dit",
    "postcode": "cp|code postal|codepostal|code_postal|postcode|zip|zip code|postal code",
    "city": "ville|commune|localite|city|town",
    "country": "pays|country",
    "birth_date": "ne e le|nee le|ne le|ne ee le|date de naissance|naissance|date naissance|"
    "birthday|birth date",
    "source": "origine|source|provenance|origine du contact",
    "source_on": "date d origine|date origine|date de source|date de contact|date de collecte|"
    "date d entree",
    "role": "role|roles|statut|qualite|type|type de contact",
    "tags": "etiquettes|etiquette|tags|groupes|groupe|interets|interet|centres d interet",
    "notes_ignored": "notes|note|remarques|remarque|commentaire|commentaires|observations|memo",
    "consent_email": "accord mel|accord mail|accord email|accord courriel|accord lettre|newsletter|"
    "lettre d infos|lettre d information|optin|opt in|abonne",
    "consent_sms": "accord sms|optin sms",
    "consent_phone": "accord telephone|accord tel",
    "consent_post": "accord courrier|accord poste|accord postal",
    "consent_on": "date accord|date d accord|date de l accord|date du consentement|optin time",
    "consent_text": "texte accord|texte de l accord|texte du consentement|phrase acceptee",
    "consent_method": "recueil accord|recueil de l accord|mode de recueil|preuve|"
    "preuve de l accord",
    "consent_ip": "ip|adresse ip|optin ip|ip accord|ip de l accord",
    "objection": "opposition|oppose|ne plus contacter|liste rouge|stop",
    "deceased_on": "decede le|decedee le|date de deces|deces|decede",
    "language": "langue|language|locale",
}
_BY_HEADING = {word: field for field, all_ in _HEADINGS.items() for word in all_.split("|")}


class ImportMap(Model):
    """A column map: `contacts/imports/NAME.toml`."""

    title: Line
    description: str = ""
    columns: dict[str, str | tuple[str, ...]] = Field(min_length=1)
    defaults: dict[str, str] = Field(
        default_factory=dict
    )  # fields with one value for the whole file: source, role…
    consent_purpose: str = ""  # what the agreements of this file are for


def is_field(name: str) -> bool:
    return name in FIELDS or (name.startswith(EXTRA) and len(name) > len(EXTRA))


def unknown_fields(import_map: ImportMap) -> list[tuple[tuple[str, str], str, str]]:
    """Return what the map names and Comptoir does not know: its place, the name, the nearest."""
    named = [
        (("columns", heading), field)
        for heading, fields in import_map.columns.items()
        for field in ([fields] if isinstance(fields, str) else fields)
    ] + [(("defaults", field), field) for field in import_map.defaults]
    return [
        (place, field, nearest(field, [*FIELDS, EXTRA])) for place, field in named
        if not is_field(field)
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Columns:
    """Where each field is in a file: field → index of its column."""

    of: Mapping[str, int]
    header: tuple[str, ...]
    source: Source | None = None  # the program that wrote the file, when its headings tell
    editable: bool = False  # our own sheet, which comes back edited

    @property
    def recognised(self) -> dict[str, str]:
        """Heading → field, in the order of the file."""
        order = sorted(self.of.items(), key=lambda pair: pair[1])
        return {self.header[index]: field for field, index in order}

    @property
    def ignored(self) -> tuple[str, ...]:
        used, also = set(self.of.values()), set(self.also_read)
        rest = enumerate(self.header)
        return tuple(h for index, h in rest if index not in used and h and h not in also)

    @property
    def also_read(self) -> tuple[str, ...]:
        """Headings from which the program that wrote the file makes other facts."""
        source = self.source
        return tuple(h for h in self.header if source and source.reads(word_key(h)))

    @property
    def names_somebody(self) -> bool:
        return bool(_NAMES & set(self.of))

    @property
    def facts(self) -> dict[str, int]:
        """The columns kept as they are, under their own names."""
        return {name: index for name, index in self.of.items() if name.startswith(EXTRA)}

    def without(self, unwanted: Callable[[str], bool]) -> "Columns":
        """Leave out the columns kept as they are whose heading is unwanted."""
        dropped = {n for n, i in self.facts.items() if unwanted(self.header[i])}
        return replace(self, of={n: i for n, i in self.of.items() if n not in dropped})


@dataclass(frozen=True, slots=True)
class Twice:
    """Two columns for one field."""

    field: str
    headings: tuple[str, str]


def recognise(header: Sequence[str], import_map: ImportMap | None) -> Columns | Twice:
    """Find the fields in a header.

    Args:
        header: the headings of the file.
        import_map: what the headings mean; the usual French headings when there is none.
    """
    if import_map is None and (source := recognised(header)):
        return _of_source(header, source)
    editable = import_map is None and {"reference", *_EDITABLE} <= set(map(word_key, header))
    meaning = _mapped(import_map) if import_map else {k: (f,) for k, f in _BY_HEADING.items()}
    if editable:
        meaning = meaning | {heading: (field,) for heading, field in _EDITABLE.items()}
    found: dict[str, int] = {}
    for index, heading in enumerate(header):
        for field in meaning.get(word_key(heading), ()):
            if field == "notes_ignored":
                found.setdefault(field, index)
            elif field in found:
                return Twice(field, (header[found[field]], heading))
            else:
                found[field] = index
    if editable:
        return Columns(found, tuple(header), editable=True)
    if import_map is None:
        return _with_facts(found, header)
    return Columns(found, tuple(header))


def _of_source(header: Sequence[str], source: Source) -> Columns:
    fields, found = source.headings(), dict[str, int]()
    for index, heading in enumerate(header):
        key = word_key(heading)
        if field := fields.get(key):
            found.setdefault(field, index)
    used = {index for index, heading in enumerate(header) if word_key(heading) in fields}
    return _with_facts(found, header, source=source, used=used)


def _with_facts(
    found: dict[str, int],
    header: Sequence[str],
    *,
    source: Source | None = None,
    used: Iterable[int] = (),
) -> Columns:
    """Keep the columns of nobody else's making as facts under their own names."""
    taken = {*found.values(), *used}
    for index, heading in enumerate(header):
        key = word_key(heading)
        left = index in taken or not re.search("[a-z]", key) or key in _OURS
        if not left and not (source and source.leaves(key)):
            found.setdefault(f"{EXTRA}{heading.strip()[:LONGEST_FACT]}", index)
    return Columns(found, tuple(header), source)


def _mapped(import_map: ImportMap) -> dict[str, tuple[str, ...]]:
    return {
        word_key(heading): (fields,) if isinstance(fields, str) else tuple(fields)
        for heading, fields in import_map.columns.items()
    }


def missing(header: Iterable[str], import_map: ImportMap) -> list[str]:
    """Return the headings of a map that a file does not have."""
    there = {word_key(heading) for heading in header}
    return [heading for heading in import_map.columns if word_key(heading) not in there]
