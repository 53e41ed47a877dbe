"""The record of processing activities (GDPR, art. 30): what is declared, beside what is held."""

from collections.abc import Iterator
from dataclasses import dataclass

from comptoir import resources
from comptoir.contacts.columns import FIELDS
from comptoir.contacts.model import ROLES, Role
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.person_words import table_name
from comptoir.desk.project import Project, load
from comptoir.desk.sheets import export_path
from comptoir.printing.letterhead import letterhead
from comptoir.printing.record import Record, Section, print_record
from comptoir.private import write_private
from comptoir.settings import Purpose
from comptoir.store import reading
from comptoir.store.census import Census, census
from comptoir.store.doors import has_base
from comptoir.text import fold, french_list

# the words by which `data` declares a column
DECLARED = {
    "email": ("mel", "mail", "courriel", "joindre", "coordonnees"),
    "phone": ("telephone", "joindre", "coordonnees"),
    "mobile": ("telephone", "portable", "joindre", "coordonnees"),
    "street": ("adresse", "coordonnees"),
    "birth_date": ("naissance", "age"),
    "organisation": ("raison sociale", "organis", "employeur", "structure", "nom"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Register:
    """The record, written."""

    path: str
    version: str
    purposes: int
    held: tuple[tuple[str, int], ...]  # what, how many
    gaps: tuple[str, ...]  # what is held and not declared, or the reverse


def write(ctx: Context) -> Register:
    """Write the record as a PDF, from `legal/processing.toml` and the base where there is one."""
    project = load(ctx)
    counted = None
    if has_base(ctx):
        with reading(ctx) as db:
            counted = census(db)
    held = tuple(_held(counted)) if counted else ()
    gaps = tuple(_gaps(project, counted)) if counted else ()
    record = Record(
        title="Registre des traitements",
        subtitle=f"{project.organisation.name} · {french_date(ctx.today)}",
        intro=_intro(project),
        sections=(
            *_sections(project),
            *_of_base(held, gaps),
        ),
    )
    head = letterhead(project.organisation, project.site, specimen=ctx.demonstration)
    path = export_path(ctx, "registre-traitements", ".pdf")
    folders = resources.theme_folders(ctx.root)
    write_private(path, print_record(record, head, folders=folders, timestamp=ctx.now()))
    return Register(
        path=str(path.relative_to(ctx.root)),
        version=project.processing.version,
        purposes=len(project.processing.purposes),
        held=held,
        gaps=gaps,
    )


def _intro(project: Project) -> tuple[str, ...]:
    controller = project.processing.controller or project.organisation.name
    officer = project.organisation.dpo
    where = project.organisation.privacy_email or project.organisation.email
    return (
        f"Responsable de traitement : {controller}. Contact : {where}."
        + (f" Délégué à la protection des données : {officer}." if officer else ""),
        f"Version du registre : {project.processing.version or 'non datée'}. Ce document est tenu "
        "au titre de l’article 30 du RGPD, à la disposition de la CNIL.",
    )


def _sections(project: Project) -> Iterator[Section]:
    for id_, purpose in project.processing.purposes.items():
        yield Section(title=f"{purpose.title} ({id_})", facts=tuple(_facts(project, purpose)))
    outside = [one for one in project.organisation.processors if one.country != "FR"]
    rows = tuple(
        (one.name, one.purpose, one.country, one.transfer_tool or "sans objet",
         french_date(one.contract_on) if one.contract_on else "non daté")
        for one in project.organisation.processors
    )  # fmt: skip
    if rows:
        header = ("sous-traitant", "pour", "pays", "garantie du transfert", "contrat")
        said = () if outside else ("Aucun transfert hors de France.",)
        yield Section(title="Sous-traitants et transferts", text=said, header=header, rows=rows)


def _facts(project: Project, purpose: Purpose) -> Iterator[tuple[str, str]]:
    yield "Fondement", purpose.basis.french
    if purpose.interest:
        yield "Intérêt légitime", purpose.interest
    yield "Personnes", french_list(purpose.subjects)
    yield "Données", french_list(purpose.data)
    if purpose.recipients:
        yield "Destinataires", french_list(purpose.recipients)
    if purpose.processors:
        yield "Sous-traitants", french_list(purpose.processors)
    yield "Durée", purpose.retention
    if purpose.source:
        yield "Origine", purpose.source
    yield "Sécurité", purpose.security or "accès par profil, base privée, exports effacés à 7 jours"


def _held(counted: Census) -> Iterator[tuple[str, int]]:
    yield "fiches", counted.people
    for role, count in counted.roles.items():
        yield f"rôle {ROLES[Role(role)]}", count
    for name, count in counted.fields.items():
        if count:
            yield f"avec {FIELDS[name]}", count
    for name, count in counted.facts.items():
        yield f"information « {name} »", count
    for name, count in counted.tables.items():
        if count:
            yield table_name(name).lower(), count


def _gaps(project: Project, counted: Census) -> Iterator[str]:
    """What the base holds and no purpose declares; what a purpose leaves unsaid."""
    purposes = project.processing.purposes
    declared = fold(" ; ".join(line for one in purposes.values() for line in one.data))
    for name, words in DECLARED.items():
        count = counted.fields.get(name, 0)
        if count and not any(word in declared for word in words):
            yield f"{FIELDS[name]} : {count} fiches en ont, aucun traitement ne le déclare (data)"
    for name, count in counted.facts.items():
        if not any(word in declared for word in fold(name).replace("_", " ").split()):
            yield f"information « {name} » : {count} fiches, aucun traitement ne la déclare (data)"
    known = {role for one in purposes.values() for role in one.roles}
    for role, count in counted.roles.items():
        if role not in known:
            yield (
                f"rôle {ROLES[Role(role)]} : {count} fiches, aucun traitement ne dit combien de "
                f'temps (roles = ["{role}"])'
            )
    for id_, one in purposes.items():
        if one.roles and one.retention_days is None:
            yield f"{id_} : la durée n’est pas en jours (retention_days) ; la purge prend trois ans"


def _of_base(held: tuple[tuple[str, int], ...], gaps: tuple[str, ...]) -> Iterator[Section]:
    if held:
        rows = tuple((what, f"{count}") for what, count in held)
        yield Section(title="Ce que la base contient", header=("quoi", "combien"), rows=rows)
    if gaps:
        yield Section(title="Écarts à corriger", text=gaps)
