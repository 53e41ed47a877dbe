"""What the rules of EN 16931 say, in French; the norm's own files speak English."""

import re

# The rules that invoices most often break, by their code.
STATEMENTS = {
    "BR-01": "l’identifiant du profil (BT-24) manque",
    "BR-02": "le numéro de la facture (BT-1) manque",
    "BR-03": "la date d’émission (BT-2) manque",
    "BR-04": "le type de document (BT-3) manque",
    "BR-05": "la devise (BT-5) manque",
    "BR-06": "le nom du vendeur (BT-27) manque",
    "BR-07": "le nom de l’acheteur (BT-44) manque",
    "BR-08": "l’adresse du vendeur (BG-5) manque",
    "BR-09": "le pays du vendeur (BT-40) manque",
    "BR-10": "l’adresse de l’acheteur (BG-8) manque",
    "BR-11": "le pays de l’acheteur (BT-55) manque",
    "BR-12": "la somme des lignes (BT-106) manque",
    "BR-13": "le total hors taxe (BT-109) manque",
    "BR-14": "le total TTC (BT-112) manque",
    "BR-15": "le montant à payer (BT-115) manque",
    "BR-16": "la facture n’a aucune ligne",
    "BR-21": "une ligne n’a pas d’identifiant (BT-126)",
    "BR-22": "une ligne n’a pas de quantité (BT-129)",
    "BR-23": "une ligne n’a pas d’unité (BT-130)",
    "BR-24": "une ligne n’a pas de montant net (BT-131)",
    "BR-25": "une ligne n’a pas de désignation (BT-153)",
    "BR-26": "une ligne n’a pas de prix unitaire net (BT-146)",
    "BR-27": "un prix unitaire net est négatif (BT-146)",
    "BR-31": "une remise n’a pas de montant (BT-92)",
    "BR-33": "une remise n’a pas de motif (BT-97)",
    "BR-36": "un frais n’a pas de montant (BT-99)",
    "BR-38": "un frais n’a pas de motif (BT-104)",
    "BR-45": "une ligne de TVA n’a pas de base (BT-116)",
    "BR-46": "une ligne de TVA n’a pas de montant (BT-117)",
    "BR-47": "une ligne de TVA n’a pas de catégorie (BT-118)",
    "BR-55": "une facture antérieure est citée sans son numéro (BT-25)",
    "BR-57": "l’adresse de livraison n’a pas de pays (BT-80)",
    "BR-61": "un virement est demandé sans le compte à créditer (BT-84)",
    "BR-62": "l’adresse électronique du vendeur (BT-34) n’a pas de schéma",
    "BR-63": "l’adresse électronique de l’acheteur (BT-49) n’a pas de schéma",
    "BR-CO-04": "une ligne n’a pas de catégorie de TVA (BT-151)",
    "BR-CO-09": "un numéro de TVA ne commence pas par le code de son pays",
    "BR-CO-10": "la somme des lignes (BT-106) n’est pas celle des montants nets (BT-131)",
    "BR-CO-11": "la somme des remises (BT-107) n’est pas celle des remises (BT-92)",
    "BR-CO-12": "la somme des frais (BT-108) n’est pas celle des frais (BT-99)",
    "BR-CO-13": "total hors taxe (BT-109) ≠ lignes (BT-106) − remises (BT-107) + frais (BT-108)",
    "BR-CO-14": "le total de TVA (BT-110) n’est pas la somme des TVA par taux (BT-117)",
    "BR-CO-15": "total TTC (BT-112) ≠ total hors taxe (BT-109) + TVA (BT-110)",
    "BR-CO-16": "montant à payer (BT-115) ≠ total TTC (BT-112) − déjà payé (BT-113) + arrondi",
    "BR-CO-17": "une TVA (BT-117) n’est pas sa base (BT-116) × son taux (BT-119)",
    "BR-CO-18": "la facture n’a aucun détail de TVA (BG-23)",
    "BR-CO-25": "il y a un montant à payer, et ni échéance (BT-9) ni conditions (BT-20)",
    "BR-CO-26": "rien n’identifie le vendeur (BT-29, BT-30 ou BT-31)",
    "BR-AE-02": "autoliquidation sans les numéros de TVA du vendeur et de l’acheteur",
    "BR-AE-10": "autoliquidation sans sa raison (BT-120 ou BT-121)",
    "BR-E-02": "exonération sans numéro de TVA ni immatriculation du vendeur",
    "BR-E-10": "exonération sans sa raison (BT-120 ou BT-121)",
    "BR-IC-02": "livraison intracommunautaire sans les deux numéros de TVA",
    "BR-IC-11": "livraison intracommunautaire sans date de livraison ni période",
    "BR-IC-12": "livraison intracommunautaire sans pays de livraison (BT-80)",
    "BR-S-02": "taux normal sans numéro de TVA du vendeur (BT-31)",
    "BR-S-08": "une base de TVA (BT-116) n’est pas la somme de ses lignes",
    "BR-S-09": "une TVA au taux normal (BT-117) n’est pas sa base × son taux",
}
# How the rules of Factur-X's own levels are worded, whatever they are about.
WORDED = (
    (re.compile(r"^Element '(.+)' must occur exactly (\d+) times"), "{0} : exactement {1}"),
    (re.compile(r"^Element '(.+)' must occur at least (\d+) times"), "{0} : au moins {1}"),
    (re.compile(r"^Element (?:variant )?'(.+)' may occur at maximum (\d+) times"),
     "{0} : {1} au plus"),
    (re.compile(r"^Element (?:variant )?'(.+)' is marked as not used"), "{0} n’est pas prévu ici"),
    (re.compile(r"^Attribute '?(@\w+)' marked as not used"), "l’attribut {0} n’est pas prévu ici"),
    (re.compile(r"^Attribute '(@\w+)' is required"), "il manque l’attribut {0}"),
    (re.compile(r"Only one (BT-\d+) element is allowed"), "{0} : un seul sur une facture"),
    (re.compile(r"^Value of '(.+)' is not allowed"), "{0} n’a pas une valeur de la liste"),
)  # fmt: skip
FIELD = re.compile(r"\bB[TG]-\d+\b")

_EXPECTED = r"Expected is (?:one of )?\((.+)\)"
_NAME = r"'(?:\{[^}]*\})?([\w.-]+)'"
SCHEMA = (
    (re.compile(rf"Element {_NAME}: This element is not expected\. {_EXPECTED}"),
     "l’élément {0} n’est pas à sa place ; attendu ici : {1}"),
    (re.compile(rf"Element {_NAME}: This element is not expected"),
     "l’élément {0} n’est pas attendu ici"),
    (re.compile(rf"Element {_NAME}: Missing child element\(s\)\. {_EXPECTED}"),
     "à l’élément {0}, il manque : {1}"),
    (re.compile(rf"Element {_NAME}, attribute {_NAME}"),
     "l’attribut {1} de l’élément {0} n’est pas permis, ou n’a pas une valeur possible"),
    (re.compile(rf"Element {_NAME}: The attribute {_NAME} is required"),
     "l’élément {0} n’a pas son attribut {1}"),
    (re.compile(rf"Element {_NAME}: .*(?:facet|not a valid value|is not an element of the set)"),
     "l’élément {0} n’a pas une valeur possible"),
)  # fmt: skip


def statement(code: str, said: str, *, french: bool) -> str:
    """Return what a rule says, in French, without its code.

    >>> statement("BR-CO-15", "[BR-CO-15]-Invoice total…", french=False)
    'total TTC (BT-112) ≠ total hors taxe (BT-109) + TVA (BT-110)'
    >>> statement("BR-CL-99", "[BR-CL-99]-The thing (BT-7) must…", french=False)
    'la règle BR-CL-99 de la norme n’est pas suivie (BT-7)'
    >>> statement("FX-SCH-A-000571", "Value of 'ram:URIID' is not allowed.", french=False)
    'l’élément URIID n’a pas une valeur de la liste'
    """
    if french:
        return re.sub(r"^\[?BR-FR[\w/ .-]*\]?\s*:\s*", "", said).strip().rstrip(".") or code
    if code in STATEMENTS:
        return STATEMENTS[code]
    for pattern, words in WORDED:
        if found := pattern.search(said):
            return words.format(*(_element(part) for part in found.groups()))
    fields = ", ".join(dict.fromkeys(FIELD.findall(said)))
    return f"la règle {code} de la norme n’est pas suivie{f' ({fields})' if fields else ''}"


def _element(name: str) -> str:
    """Say an element without the prefix and the conditions of its path; anything else as it is."""
    if not name.startswith("ram:"):
        return name
    return f"l’élément {name.removeprefix('ram:').partition('[')[0]}"


def schema_words(message: str) -> str:
    """Return what a schema says of an element, in French.

    >>> schema_words("Element '{urn:x}ID': This element is not expected. Expected is ( {urn:x}N ).")
    'l’élément ID n’est pas à sa place ; attendu ici : N'
    """
    for pattern, said in SCHEMA:
        if found := pattern.search(message):
            parts = [re.sub(r"\{[^}]*\}", "", part).strip() for part in found.groups()]
            return said.format(*parts)
    return "le document ne suit pas le schéma de son profil"
