"""The paper that letters are written on: letterhead, logo, envelope, signature, payment code."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from comptoir.campaigns.payment_code import grouped, payment_code
from comptoir.context import Context
from comptoir.dates import french_date
from comptoir.desk.project import Project
from comptoir.errors import InputError, Place
from comptoir.identifiers import is_iban
from comptoir.money import french_amount
from comptoir.printing.envelopes import layout
from comptoir.printing.letterhead import letterhead
from comptoir.printing.letters import Code, Drawn, Stationery
from comptoir.printing.qr import qr_svg
from comptoir.settings import Organisation

SIGNATURES = "signatures"  # under var/: a signature is no public drawing
DRAWINGS = (".svg", ".png", ".jpg", ".jpeg")


@dataclass(frozen=True, slots=True)
class Signature:
    """A drawing of `var/signatures`, and where a letter asks for it."""

    file: str
    asked_at: Place


def stationery(
    ctx: Context,
    project: Project,
    *,
    subject: str,
    on: date,
    enclosures: tuple[str, ...] = (),
    signature: Signature | None = None,
) -> Stationery:
    """Return the paper of letters dated `on`.

    Raises:
        InputError: the signature is no drawing of `var/signatures`, or no address fits in the
            window of the envelope.
    """
    organisation = project.organisation
    place = organisation.seat.city or organisation.name
    files = dict(logo_files(ctx, project))
    logo = next(iter(files), "")
    signed = None
    if signature:
        path = _signature(ctx, signature)
        signed = Drawn(f"signature{path.suffix.lower()}", "Signature manuscrite")
        files[signed.file] = path.read_bytes()
    return Stationery(
        letterhead=letterhead(organisation, project.site, specimen=ctx.demonstration, logo=logo),
        subject=subject,
        place_date=f"{place}, le {french_date(on)}",
        enclosures=enclosures,
        layout=layout(project.site.letters),
        signature=signed,
        files=files,
    )


def logo_files(ctx: Context, project: Project) -> Mapping[str, bytes]:
    """Return the site's logo for templates, by path; nothing where there is none."""
    logo = project.site.logo
    if logo is None or not project.site.letters.logo:
        return {}
    path = ctx.root / "content" / "images" / logo.file
    if not path.is_file():
        raise InputError(
            f"le logo {logo.file} n’est pas dans content/images.",
            remedy="Placez-l’y, ou écrivez logo = false dans [letters].",
            at=Place("comptoir.toml", field="logo.file"),
        )
    return {f"logo{path.suffix.lower()}": path.read_bytes()}


def _signature(ctx: Context, signature: Signature) -> Path:
    folder = ctx.var / SIGNATURES
    path = folder / signature.file
    if path.suffix.lower() not in DRAWINGS or not path.is_file():
        known = sorted(p.name for p in folder.glob("*") if p.suffix.lower() in DRAWINGS)
        raise InputError(
            f"la signature « {signature.file} » n’est pas une image de var/{SIGNATURES}.",
            remedy=f"Signatures connues : {', '.join(known)}."
            if known
            else f"Placez une image SVG, PNG ou JPEG dans var/{SIGNATURES}.",
            at=signature.asked_at,
        )
    return path


def payment_box(
    organisation: Organisation, *, amount: Decimal | None, message: str, asked_at: Place
) -> Code:
    """Return the QR code by which a bank's application fills a transfer to us.

    Raises:
        InputError: our account number is not known, or does not hold.
    """
    bank = organisation.bank
    if not is_iban("".join(bank.iban.split())):
        raise InputError(
            "un code de paiement demande le numéro de compte de l’organisation.",
            remedy='Écrivez iban = "FR76…" sous [bank] dans legal/organisation.toml.',
            at=asked_at,
        )
    text = payment_code(
        name=organisation.name, iban=bank.iban, bic=bank.bic, amount=amount, message=message
    )
    facts = [("Bénéficiaire", organisation.name), ("IBAN", grouped(bank.iban))]
    if bank.bic:
        facts.append(("BIC", bank.bic))
    facts.append(("Montant", french_amount(amount) if amount else "celui que vous choisissez"))
    facts.append(("Référence", message))
    return Code(
        title="Payer par virement",
        svg=qr_svg(text),
        alt="Code de paiement : ce qu’il contient est écrit à côté.",
        facts=tuple(facts),
        note="Visez ce code avec l’application de votre banque : elle remplit le virement.",
    )


def bank_facts(organisation: Organisation) -> tuple[tuple[str, str], ...]:
    """Return where a transfer to us goes, as labels and values; nothing where it is not known."""
    bank = organisation.bank
    if not bank.iban:
        return ()
    facts = [("IBAN", grouped(bank.iban))]
    if bank.bic:
        facts.append(("BIC", bank.bic))
    return tuple(facts)


def reply_box(url: str) -> Code:
    """Return the QR code that leads to a page of ours: the same for everyone, it follows nobody."""
    bare = url.removeprefix("https://").removeprefix("http://").rstrip("/")
    return Code(
        title="Répondre en ligne",
        svg=qr_svg(url),
        alt=f"Code qui mène à {bare}",
        facts=(("Adresse", bare),),
        note="Visez ce code avec l’appareil photo de votre téléphone, ou tapez l’adresse.",
    )
