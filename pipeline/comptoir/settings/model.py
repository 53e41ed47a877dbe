"""What every settings model shares: frozen, strict on keys, lenient on nothing."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, StringConstraints

from comptoir import identifiers


class Model(BaseModel):
    """A frozen model that refuses unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", str_strip_whitespace=True, defer_build=True
    )


Line = Annotated[str, StringConstraints(min_length=1, max_length=300)]


def _siren(text: str) -> str:
    if text and not identifiers.is_siren(text):
        raise ValueError("ce SIREN est faux : 9 chiffres, dont le dernier est une clé")
    return text.replace(" ", "")


def _siret(text: str) -> str:
    if text and not identifiers.is_siret(text):
        raise ValueError("ce SIRET est faux : 14 chiffres, dont le dernier est une clé")
    return text.replace(" ", "")


def _rna(text: str) -> str:
    if text and not identifiers.is_rna(text):
        raise ValueError("ce numéro RNA est faux : W suivi de 9 chiffres")
    return text.replace(" ", "")


def _vat_number(text: str) -> str:
    if text and not identifiers.is_vat_number(text):
        raise ValueError("ce numéro de TVA est faux : FR, une clé de 2 caractères, puis le SIREN")
    return text.replace(" ", "")


def _email(text: str) -> str:
    if text and not identifiers.is_email(text):
        raise ValueError("cette adresse mél ne peut pas exister")
    return text


def _phone(text: str) -> str:
    if text and identifiers.phone_quality(text) is identifiers.PhoneQuality.WRONG:
        raise ValueError("ce numéro de téléphone ne peut pas exister")
    return text


def _url(text: str) -> str:
    if text and not text.startswith(("https://", "http://")):
        raise ValueError("une adresse web complète est attendue, comme https://www.example.org")
    return text.rstrip("/")


Siren = Annotated[str, AfterValidator(_siren)]
Siret = Annotated[str, AfterValidator(_siret)]
Rna = Annotated[str, AfterValidator(_rna)]
VatNumber = Annotated[str, AfterValidator(_vat_number)]
Email = Annotated[str, AfterValidator(_email)]
Phone = Annotated[str, AfterValidator(_phone)]
Url = Annotated[str, AfterValidator(_url)]
