"""Whom the rules on sales, books and gifts concern, from the profile."""

from comptoir.rules.applies import Answer, Applicability, Scope, kinds, profile
from comptoir.settings.organisation import Kind, VatRegime

association = kinds(Kind.ASSOCIATION)
public_body = kinds(Kind.PUBLIC_BODY)
other_chart = kinds(Kind.PUBLIC_BODY, Kind.MUTUAL)
registered = kinds(Kind.COMPANY, Kind.SOLE_TRADER)
small_business = profile(
    lambda organisation: organisation.vat.regime is VatRegime.FRANCHISE,
    otherwise="l’éditeur n’est pas en franchise en base ([vat] regime)",
    asks="l’éditeur est-il en franchise en base ? ([vat] regime)",
)
without_vat = profile(
    lambda organisation: (
        organisation.vat.regime in (VatRegime.FRANCHISE, VatRegime.EXEMPT, VatRegime.NONE)
    ),
    otherwise="l’éditeur facture de la TVA ([vat] regime)",
    asks="l’éditeur facture-t-il de la TVA ? ([vat] regime)",
)
charges_vat = profile(
    lambda organisation: organisation.vat.regime in (VatRegime.REAL, VatRegime.MIXED),
    otherwise="l’éditeur ne facture pas de TVA ([vat] regime)",
    asks="l’éditeur facture-t-il de la TVA ? ([vat] regime)",
)
receipts = profile(
    lambda organisation: organisation.tax_receipts.eligible,
    otherwise="l’éditeur n’émet pas de reçu fiscal ([tax_receipts] eligible)",
    asks="l’éditeur émet-il des reçus fiscaux ? ([tax_receipts] eligible)",
)


def exempt_association(scope: Scope) -> Applicability:
    """Associations that charge no VAT: their accessory trade has a ceiling."""
    answer = association(scope)
    return answer if answer.answer is not Answer.YES else without_vat(scope)
