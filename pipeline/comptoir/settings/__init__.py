"""The organisation's facts, checked, in frozen objects."""

from comptoir.law.purposes import Basis, PurposeClass
from comptoir.settings.campaigns import Approval, CampaignSettings, MailchimpSettings, SmtpSettings
from comptoir.settings.model import Model
from comptoir.settings.organisation import Kind, Organisation
from comptoir.settings.processing import Processing, Purpose
from comptoir.settings.site import SiteSettings
from comptoir.settings.waivers import Attestation, Waiver

__all__ = [
    "Approval",
    "Attestation",
    "Basis",
    "CampaignSettings",
    "Kind",
    "MailchimpSettings",
    "Model",
    "Organisation",
    "Processing",
    "Purpose",
    "PurposeClass",
    "SiteSettings",
    "SmtpSettings",
    "Waiver",
]
