"""Identifiers of people and organisations: how they are written, and whether they hold."""

from comptoir.identifiers.contact import (
    PhoneQuality,
    is_email,
    national_phone,
    phone_quality,
    standard_email,
    standard_phone,
)
from comptoir.identifiers.organisation import (
    french_siren,
    french_siret,
    holds_card_number,
    is_creditor_id,
    is_iban,
    is_rna,
    is_siren,
    is_siret,
    is_vat_number,
    refuse_card_number,
    vat_number_of,
    without_card_numbers,
)

__all__ = [
    "PhoneQuality",
    "french_siren",
    "french_siret",
    "holds_card_number",
    "is_creditor_id",
    "is_email",
    "is_iban",
    "is_rna",
    "is_siren",
    "is_siret",
    "is_vat_number",
    "national_phone",
    "phone_quality",
    "refuse_card_number",
    "standard_email",
    "standard_phone",
    "vat_number_of",
    "without_card_numbers",
]
