"""Letters to print: the paper of the example, with a logo, a signature and QR codes."""

from datetime import UTC, datetime
from decimal import Decimal

from comptoir import resources
from comptoir.campaigns.address import address_block
from comptoir.campaigns.markup import read_markup
from comptoir.campaigns.printable import fill_json, to_json
from comptoir.desk.campaign_letters import signed_rank
from comptoir.desk.stationery import payment_box, reply_box
from comptoir.errors import Place
from comptoir.printing.envelopes import layout
from comptoir.printing.letterhead import letterhead
from comptoir.printing.letters import Code, Drawn, Letter, Stationery, print_letters, print_one
from comptoir.readers.toml import read_model
from comptoir.settings import Organisation, SiteSettings
from comptoir.settings.letters import LetterSettings
from comptoir.settings.look import Logo

from make import ROOT
from make_campaigns import contact

AT = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
FOLDERS = tuple(resources.theme_folders(ROOT))
IBAN = "FR7699999000350000001234512"
SIGNATURE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 80"><path fill="none" stroke="#123" '
    b'stroke-width="3" d="M10 60C40 0 60 90 90 40S150 60 190 20"/></svg>'
)
BODY = """Madame Le Bihan,

Votre adhésion a pris fin le 31 août. **Le montant est de 22 € au tarif plein.**

- À l’accueil : espèces, chèque ou carte.
- Par courrier : un chèque.

Avec nos salutations cordiales,

Yannick Thébault, trésorier
"""


def banked() -> Organisation:
    """The example's organisation, with an account."""
    known = read_model(ROOT / "legal/organisation.toml", Organisation)
    return known.model_copy(update={"bank": known.bank.model_copy(update={"iban": IBAN})})


def letter_codes(organisation: Organisation) -> tuple[Code, Code]:
    asked = Place("content/campagnes/essai.md", 12, "payment")
    amount = Decimal("22.00")
    return (
        payment_box(organisation, amount=amount, message="COT-2026 C-000001", asked_at=asked),
        reply_box("https://asso.example.org/adherer/"),
    )


def paper(*, envelope: str = "dl") -> Stationery:
    """Paper with a logo and a signature."""
    site = read_model(ROOT / "comptoir.toml", SiteSettings)
    site = site.model_copy(update={"logo": Logo(file="logo-halage.svg")})
    return Stationery(
        letterhead=letterhead(banked(), site, logo="logo.svg"),
        subject="Appel de cotisation",
        place_date="Redon, le 24 novembre 2026",
        layout=layout(LetterSettings.model_validate({"envelope": envelope})),
        signature=Drawn("signature.svg", "Signature manuscrite"),
        files={
            "logo.svg": (ROOT / "content/images/logo-halage.svg").read_bytes(),
            "signature.svg": SIGNATURE,
        },
    )


def letter(reference: str = "L-000123", *, codes: tuple[Code, ...] = ()) -> Letter:
    body = read_markup(BODY)
    return Letter(
        reference=reference,
        our_reference=f"COT-2026-2027 · {reference}",
        subject="Votre cotisation pour la saison 2026-2027",
        address=address_block(contact()).lines,
        body=fill_json(to_json(body), ()),
        facts=(("Votre référence", "C-000001"),),
        foot=("Ce message, sans publicité, concerne : cotisations.",),
        signed=signed_rank(body),
        codes=codes,
    )


def signed_letter(*, envelope: str = "dl", codes: tuple[Code, ...] = ()) -> bytes:
    """Print a letter with a logo and a signature."""
    return print_one(letter(codes=codes), paper(envelope=envelope), folders=FOLDERS, timestamp=AT)


def batch(count: int) -> bytes:
    """Print letters in one file."""
    all_ = [letter(f"L-{number:06d}") for number in range(count)]
    return print_letters(all_, paper(), folders=FOLDERS, timestamp=AT).pdf
