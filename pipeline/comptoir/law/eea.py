"""Countries of the European Economic Area, and those that the Commission found adequate."""

EEA = frozenset(
    (
        "AT", "BE", "BG", "CY", "CZ", "DE", "DK", "EE", "ES", "FI", "FR", "GR", "HR", "HU", "IE",
        "IS", "IT", "LI", "LT", "LU", "LV", "MT", "NL", "NO", "PL", "PT", "RO", "SE", "SI", "SK",
        # French territories with a code of their own where the GDPR applies
        "GF", "GP", "MF", "MQ", "RE", "YT",
    )
)  # fmt: skip
# GDPR, art. 45: whole-country decisions. The United States (Data Privacy Framework) are left out:
# only certified organisations are covered, and the decision is contested.
ADEQUATE = frozenset(("AD", "AR", "CH", "FO", "GB", "GG", "IL", "IM", "JE", "JP", "KR", "NZ", "UY"))

# Member states, whose VAT follows directive 2006/112/CE; the overseas departments stand outside.
EU_VAT = EEA - {"IS", "LI", "NO", "GF", "GP", "MF", "MQ", "RE", "YT"}


def in_eea(country: str) -> bool:
    """
    >>> in_eea("FR"), in_eea("US")
    (True, False)
    """
    return country.upper() in EEA


def is_adequate(country: str) -> bool:
    return country.upper() in ADEQUATE
