"""Why data are used, and the three classes of messages: words shared by settings and consent.

Apart from the settings, which take a tenth of a second to import.
"""

from enum import StrEnum


class Basis(StrEnum):
    """Legal basis of a purpose (GDPR, art. 6.1)."""

    CONSENT = "consent"
    CONTRACT = "contract"
    LEGAL = "legal"
    PUBLIC_TASK = "public_task"
    LEGITIMATE = "legitimate"
    VITAL = "vital"

    @property
    def french(self) -> str:
        return {
            Basis.CONSENT: "votre consentement",
            Basis.CONTRACT: "l’exécution d’un contrat ou de mesures précontractuelles",
            Basis.LEGAL: "une obligation légale",
            Basis.PUBLIC_TASK: "une mission d’intérêt public",
            Basis.LEGITIMATE: "notre intérêt légitime",
            Basis.VITAL: "la sauvegarde d’intérêts vitaux",
        }[self]


class PurposeClass(StrEnum):
    """Three classes of messages (LAW § 0.7): who may receive them, and what stops them."""

    STATUTORY = "statutory"  # stopped only by death or a dead address
    ASSOCIATIVE = "associative"  # notice and objection
    COMMERCIAL = "commercial"  # consent, or similar products
