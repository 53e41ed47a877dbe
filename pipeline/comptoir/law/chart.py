"""The accounts used: plan comptable général (ANC 2014-03 as rewritten by 2022-06) and, for
associations, ANC 2018-06. Subdivisions of VAT accounts by rate are ours, as the plan allows."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from comptoir.law.timeline import Timeline

_WHOLE = {
    *map(str, range(10, 20)), "20", "21", "22", "23", "26", "27", "28", "29",
    *map(str, range(31, 40)), *map(str, range(40, 50)), "50", "51", "52", "53", "54", "58", "59",
    *map(str, range(60, 70)), "70", "71", "72", "73", "74", "75", "76", "77", "78",
    *map(str, range(80, 90)),
}  # fmt: skip
VERSION = "PCG 2025 ; ANC 2018-06"

THIRD_PARTIES = ("40", "41")
CUSTOMERS = "411"
SUPPLIERS = "401"
ASSET_SUPPLIERS = "404"
DOUBTFUL = "416"
WRITTEN_DOWN = "491"
DOUBTFUL_EXPENSE = "68174"
DOUBTFUL_INCOME = "78174"
LOSSES = "654"
MATCHED = (CUSTOMERS, DOUBTFUL, SUPPLIERS, ASSET_SUPPLIERS)  # codes are one series a third party
ADVANCES = "4191"
CHARGES = "7085"
SETTLEMENT_DISCOUNTS = "665"  # « escomptes accordés », on the invoice or at its payment
GRANTS_RECEIVABLE = "441"
OPERATING_GRANTS = "741"
INVESTMENT_GRANTS, INVESTMENT_GRANTS_USED = "131", "139"
EARMARKED = "194"
EARMARKED_KEPT, EARMARKED_USED = "6894", "7894"
GRANT_TO_RESULT = Timeline(
    {date(1983, 1, 1): "777", date(2025, 1, 1): "747"},
    source="PCG (ANC 2022-06) : les quotes-parts sont un produit d’exploitation depuis 2025",
)
DUES = "756"
GIFTS = "754"
BANK = "512"
CHEQUES = "5112"
DEBITS = "5116"  # presented to the bank of the customers, not yet at ours
CASH = "530"
BANK_FEES = "627"
CLEARING = "467"
OVERPAID = "4197"
OTHER_EXPENSE = "658"
OTHER_INCOME = "758"
SURPLUS = "120"
DEFICIT = "129"
VAT_COLLECTED = "44571"
VAT_DEDUCTIBLE = "44566"
VAT_ASSETS = "44562"
VAT_UNPAID = "44564"  # on services bought: deductible once they are paid
VAT_REVERSE_GOODS = "44521"  # due by the buyer, on goods bought in the Union
VAT_REVERSE_SERVICES = "44522"  # due by the buyer, on services bought abroad
VAT_TO_PAY = "44551"
VAT_INSTALMENTS = "44558"
VAT_CREDIT = "44567"
SUNDRY_EXPENSE = "658"
SUNDRY_INCOME = "758"
VAT_WAITING = "44574"

ACCOUNTS = {
    "101": "Capital",
    "102": "Fonds propres sans droit de reprise",
    "106": "Réserves",
    "108": "Compte de l’exploitant",
    "110": "Report à nouveau (solde créditeur)",
    "119": "Report à nouveau (solde débiteur)",
    "120": "Résultat de l’exercice (excédent)",
    "129": "Résultat de l’exercice (déficit)",
    "131": "Subventions d’équipement",
    "151": "Provisions pour risques",
    "164": "Emprunts auprès des établissements de crédit",
    "165": "Dépôts et cautionnements reçus",
    "194": "Fonds dédiés sur subventions d’exploitation",
    "205": "Concessions, brevets, licences, logiciels",
    "213": "Constructions",
    "215": "Installations techniques, matériel et outillage",
    "218": "Autres immobilisations corporelles",
    "275": "Dépôts et cautionnements versés",
    "280": "Amortissements des immobilisations incorporelles",
    "281": "Amortissements des immobilisations corporelles",
    "310": "Matières premières et fournitures",
    "370": "Stocks de marchandises",
    "401": "Fournisseurs",
    "404": "Fournisseurs d’immobilisations",
    "408": "Fournisseurs, factures non parvenues",
    "409": "Fournisseurs débiteurs",
    "411": "Clients, adhérents et usagers",
    "416": "Créances douteuses",
    "418": "Factures à établir",
    "4191": "Avances et acomptes reçus sur commandes",
    "421": "Personnel, rémunérations dues",
    "431": "Sécurité sociale",
    "437": "Autres organismes sociaux",
    "139": "Subventions d’investissement inscrites au compte de résultat",
    "441": "État, subventions à recevoir",
    "4421": "Prélèvement à la source",
    "444": "État, impôts sur les bénéfices",
    "44521": "TVA due sur acquisitions intracommunautaires",
    "44522": "TVA due sur services achetés à l’étranger",
    "4197": "Clients, trop-perçus et autres avoirs",
    "44551": "TVA à décaisser",
    "44558": "Acomptes de TVA",
    "44562": "TVA déductible sur immobilisations",
    "44564": "TVA déductible en attente de paiement",
    "44566": "TVA déductible sur autres biens et services",
    "44567": "Crédit de TVA à reporter",
    "44571": "TVA collectée",
    "44574": "TVA en attente d’encaissement",
    "447": "Autres impôts et taxes",
    "455": "Associés, comptes courants",
    "467": "Autres comptes débiteurs ou créditeurs",
    "471": "Compte d’attente",
    "486": "Charges constatées d’avance",
    "487": "Produits constatés d’avance",
    "491": "Dépréciations des comptes de clients",
    "512": "Banque",
    "5112": "Chèques à encaisser",
    "5115": "Cartes bancaires à encaisser",
    "5116": "Prélèvements à encaisser",
    "530": "Caisse",
    "58": "Virements internes",
    "601": "Achats de matières premières",
    "602": "Achats d’autres approvisionnements",
    "604": "Achats d’études et de prestations de services",
    "606": "Achats non stockés de matières et fournitures",
    "6061": "Eau, énergie",
    "6063": "Fournitures d’entretien et de petit équipement",
    "6064": "Fournitures administratives",
    "607": "Achats de marchandises",
    "609": "Rabais, remises et ristournes obtenus",
    "611": "Sous-traitance générale",
    "613": "Locations",
    "615": "Entretien et réparations",
    "616": "Primes d’assurance",
    "618": "Documentation, divers",
    "622": "Honoraires et rémunérations d’intermédiaires",
    "623": "Publicité, publications, relations publiques",
    "624": "Transports",
    "625": "Déplacements, missions et réceptions",
    "626": "Frais postaux et de télécommunications",
    "627": "Services bancaires",
    "628": "Cotisations et divers",
    "635": "Autres impôts et taxes",
    "641": "Rémunérations du personnel",
    "645": "Cotisations sociales",
    "651": "Redevances pour licences, logiciels",
    "654": "Pertes sur créances irrécouvrables",
    "658": "Charges diverses de gestion courante",
    "661": "Charges d’intérêts",
    "665": "Escomptes accordés",
    "681": "Dotations aux amortissements et dépréciations d’exploitation",
    "68174": "Dotations aux dépréciations des créances",
    "6894": "Reports en fonds dédiés sur subventions d’exploitation",
    "695": "Impôts sur les bénéfices",
    "701": "Ventes de produits finis",
    "706": "Prestations de services",
    "707": "Ventes de marchandises",
    "7085": "Ports et frais accessoires facturés",
    "709": "Rabais, remises et ristournes accordés",
    "741": "Subventions d’exploitation",
    "747": "Quotes-parts de subventions d’investissement virées au résultat",
    "754": "Dons manuels et autres ressources liées à la générosité du public",
    "756": "Cotisations",
    "758": "Produits divers de gestion courante",
    "763": "Revenus des autres créances",
    "765": "Escomptes obtenus",
    "768": "Autres produits financiers",
    "777": "Quotes-parts de subventions d’investissement virées au résultat",
    "781": "Reprises sur amortissements et dépréciations d’exploitation",
    "78174": "Reprises sur dépréciations des créances",
    "7894": "Utilisations de fonds dédiés sur subventions d’exploitation",
    "860": "Secours en nature",
    "861": "Mise à disposition gratuite de biens",
    "862": "Prestations",
    "864": "Personnel bénévole",
    "870": "Dons en nature",
    "871": "Prestations en nature",
    "875": "Bénévolat",
}
# Accounts of two figures that the plan knows; 79 (transfers of charges) ended with 2024.
CLASSES = Timeline(
    {
        date(1983, 1, 1): frozenset(_WHOLE | {"79"}),
        date(2025, 1, 1): frozenset(_WHOLE),
    },
    source="PCG (ANC 2014-03, récrit par ANC 2022-06)",
)
REVENUE = {"goods": "707", "services": "706"}  # by nature; what we make ourselves is 701

STANDARD = Decimal("20.0")
RATES = {
    Decimal("20.0"): "200",
    Decimal("10.0"): "100",
    Decimal("8.5"): "085",
    Decimal("5.5"): "055",
    Decimal("2.1"): "021",
    Decimal("13.0"): "130",  # Corsica
    Decimal("0.9"): "009",
    Decimal("1.75"): "0175",  # Guadeloupe, Martinique, La Réunion
    Decimal("1.05"): "0105",
}


@dataclass(frozen=True, slots=True)
class Journal:
    """A book of entries of one sort."""

    code: str
    name: str


SALES = Journal("VE", "Ventes")
BANK_JOURNAL = Journal("BQ", "Banque")
CHEQUE_JOURNAL = Journal("CH", "Chèques à encaisser")
CASH_JOURNAL = Journal("CA", "Caisse")
PURCHASES = Journal("AC", "Achats")
MISCELLANEOUS = Journal("OD", "Opérations diverses")
OPENING = Journal("AN", "À-nouveaux")
JOURNALS = {
    journal.code: journal
    for journal in (
        SALES, PURCHASES, BANK_JOURNAL, CHEQUE_JOURNAL, CASH_JOURNAL, MISCELLANEOUS, OPENING,
    )
}  # fmt: skip


def vat_account(rate: Decimal, *, waiting: bool = False) -> str:
    """Return the account of the VAT of a rate: due, or waiting for the payment.

    >>> vat_account(Decimal("20.0")), vat_account(Decimal("5.50"), waiting=True)
    ('44571200', '44574055')
    """
    return (VAT_WAITING if waiting else VAT_COLLECTED) + RATES[rate]


def rate_of(suffix: str) -> Decimal:
    """Return the rate that the end of an account says, zero when it says none.

    >>> rate_of("055"), rate_of("")
    (Decimal('5.5'), Decimal('0'))
    """
    return next((rate for rate, known in RATES.items() if known == suffix), Decimal(0))


def account_name(account: str) -> str:
    """Return the name of an account, or of the nearest one above it.

    >>> account_name("44571055")
    'TVA collectée à 5,5 %'
    """
    for rate, suffix in RATES.items():
        for parent in (VAT_COLLECTED, VAT_WAITING, VAT_REVERSE_GOODS, VAT_REVERSE_SERVICES):
            if account == parent + suffix:
                shown = f"{rate.normalize():f}".replace(".", ",")
                return f"{ACCOUNTS[parent]} à {shown} %"
    for end in range(len(account), 0, -1):
        if account[:end] in ACCOUNTS:
            return ACCOUNTS[account[:end]]
    return f"Compte {account}"


def is_known(account: str, on: date) -> bool:
    """Whether a number is an account of the plan on a day: three figures at least, a known class.

    >>> is_known("626", date(2026, 1, 1)), is_known("791", date(2026, 1, 1))
    (True, False)
    """
    plain = account.isascii() and account.isdigit() and 3 <= len(account) <= 12
    known = CLASSES.on(on)
    return plain and (account[:2] in known)


def is_balance_sheet(account: str) -> bool:
    """Whether a balance of this account is carried over to the next year (classes 1 to 5)."""
    return account[:1] in "12345"
