"""From invoices and credit notes to the structured invoice of EN 16931, in CII (BR-FR)."""

from comptoir.einvoice.cii import GUIDELINE, cii
from comptoir.einvoice.conditions import Conditions, conditions, lacking

__all__ = ["GUIDELINE", "Conditions", "cii", "conditions", "lacking"]
