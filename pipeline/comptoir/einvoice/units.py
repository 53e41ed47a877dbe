"""Units of sale in words → UN/ECE recommendation 20 (BT-130)."""

from comptoir.text import fold

PIECE = "C62"
CODES = {
    "heure": "HUR", "h": "HUR", "jour": "DAY", "journee": "DAY", "demi-journee": "HUR",
    "semaine": "WEE", "mois": "MON", "trimestre": "QAN", "an": "ANN", "annee": "ANN",
    "minute": "MIN", "kg": "KGM", "kilogramme": "KGM", "g": "GRM", "gramme": "GRM", "tonne": "TNE",
    "m": "MTR", "metre": "MTR", "km": "KMT", "kilometre": "KMT", "m2": "MTK", "m²": "MTK",
    "metre carre": "MTK", "m3": "MTQ", "m³": "MTQ", "metre cube": "MTQ", "l": "LTR",
    "litre": "LTR", "kwh": "KWH", "lot": "SET", "paire": "PR", "boite": "BX", "carton": "CT",
    "palette": "PF", "personne": "IE", "mot": "D68",
}  # fmt: skip


def unit_code(unit: str) -> str:
    """Return the code of a unit; what is not known is counted in pieces.

    >>> unit_code("heures"), unit_code("m²"), unit_code("mois"), unit_code("")
    ('HUR', 'MTK', 'MON', 'C62')
    """
    word = fold(unit).strip().rstrip(".")
    return CODES.get(word) or CODES.get(word.removesuffix("s"), PIECE)
