"""The indicators: what each one counts, in which units, by which definition, from which source."""

from dataclasses import dataclass
from enum import StrEnum


class Family(StrEnum):
    """A part of the dashboard."""

    PEOPLE = "Contacts et prospects"
    SALES = "Ventes"
    MEMBERS = "Adhésions et dons"
    MONEY = "Argent"
    DESK = "Accueil et communication"
    QUALITY = "Qualité"


@dataclass(frozen=True, slots=True)
class Rate:
    """What is divided by what, and whether more of it is better."""

    title: str
    unit: str  # %, €, € HT, jours, pages
    more_is_better: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """One indicator, before anything is counted."""

    id: str
    family: Family
    title: str
    definition: str
    source: str
    axis: str = "mois"  # what the rows are: mois, mode, article…
    volume_unit: str
    value_unit: str = "€"
    rate: Rate | None = None
    accounts: tuple[str, ...] = ()  # whose total in the ledger its value is; none: no such account
    compared: bool = True  # with the same days a year earlier
    listed: bool = True  # its lines can be read one by one
    in_order: bool = False  # rows as they come, not the largest first

    @property
    def by_month(self) -> bool:
        return self.axis == "mois"

    @property
    def in_euros(self) -> bool:
        return self.value_unit.startswith("€")


REVENUE = ("701", "706", "707", "708")
MONEY = ("512", "5112", "530")
CUSTOMERS = ("411", "416")

INDICATORS = (
    Indicator(
        id="contacts",
        family=Family.PEOPLE,
        title="Nouveaux contacts",
        definition="Contacts entrés dans la base ; en valeur, ce qu’ils ont versé ou acheté (HT) "
        "depuis, dans la période.",
        source="Base des contacts, par date d’origine ; règlements et factures.",
        volume_unit="contacts",
        rate=Rate("Apport moyen", "€"),
        listed=False,
    ),
    Indicator(
        id="prospects",
        family=Family.PEOPLE,
        title="Prospects devenus clients",
        definition="Prospects entrés chaque mois, et part de ceux qui sont devenus clients ou "
        "adhérents avant la fin de la période ; en valeur, ce qu’ils y ont acheté ou versé.",
        source="Rôles de la base des contacts, par date ; règlements et factures.",
        volume_unit="prospects",
        rate=Rate("Taux de conversion", "%"),
        listed=False,
    ),
    Indicator(
        id="devis",
        family=Family.SALES,
        title="Devis, et ce qu’ils deviennent",
        definition="Devis établis dans la période, par état à ce jour ; taux : acceptés, sur ceux "
        "qui sont acceptés, refusés ou expirés.",
        source="Registre des devis, par date d’établissement.",
        axis="état",
        volume_unit="devis",
        value_unit="€ HT",
        rate=Rate("Taux de transformation", "%"),
        in_order=True,
    ),
    Indicator(
        id="ventes",
        family=Family.SALES,
        title="Ventes facturées",
        definition="Factures émises, hors taxe, avoirs déduits ; les acomptes comptent avec la "
        "facture finale.",
        source="Factures émises (comptes 70), par date de facture.",
        volume_unit="factures",
        value_unit="€ HT",
        rate=Rate("Panier moyen", "€ HT"),
        accounts=REVENUE,
    ),
    Indicator(
        id="articles",
        family=Family.SALES,
        title="Ventes par article",
        definition="Unités vendues de chaque article ; remises et frais sont à part.",
        source="Lignes des factures émises, hors taxe (comptes 70).",
        axis="article",
        volume_unit="unités",
        value_unit="€ HT",
        rate=Rate("Prix moyen", "€ HT"),
        accounts=REVENUE,
    ),
    Indicator(
        id="canaux",
        family=Family.SALES,
        title="Ventes par canal",
        definition="Où la vente s’est faite : accueil, salon, téléphone, mél, courrier ou site.",
        source="Factures émises, hors taxe (comptes 70) ; canal noté sur le devis ou le fichier.",
        axis="canal",
        volume_unit="factures",
        value_unit="€ HT",
        rate=Rate("Panier moyen", "€ HT"),
        accounts=REVENUE,
    ),
    Indicator(
        id="lieux",
        family=Family.SALES,
        title="Ventes par département",
        definition="Département de l’adresse du client, telle qu’elle est aujourd’hui.",
        source="Factures émises, hors taxe (comptes 70) ; adresses de la base des contacts.",
        axis="département",
        volume_unit="factures",
        value_unit="€ HT",
        rate=Rate("Panier moyen", "€ HT"),
        accounts=REVENUE,
    ),
    Indicator(
        id="promotions",
        family=Family.SALES,
        title="Ventes en promotion",
        definition="Articles en promotion vendus pendant qu’elle courait, par code de promotion.",
        source="Offres du site (content/offres) ; lignes des factures, hors taxe.",
        axis="promotion",
        volume_unit="unités",
        value_unit="€ HT",
        rate=Rate("Prix moyen", "€ HT"),
    ),
    Indicator(
        id="cotisations",
        family=Family.MEMBERS,
        title="Adhésions et cotisations",
        definition="Cotisations encaissées ; ce qui est rendu est déduit.",
        source="Cotisations encaissées (compte 756), par date d’encaissement.",
        volume_unit="adhésions",
        rate=Rate("Cotisation moyenne", "€"),
        accounts=("756",),
    ),
    Indicator(
        id="adherents",
        family=Family.MEMBERS,
        title="Renouvellement des adhésions",
        definition="Adhésions de la saison, selon que l’on était adhérent la saison d’avant ; "
        "taux : anciens adhérents revenus, sur tous les anciens.",
        source="Registre des adhésions, enregistrées à la fin de la période.",
        axis="adhésion",
        volume_unit="adhérents",
        rate=Rate("Taux de renouvellement", "%"),
        in_order=True,
        listed=False,
    ),
    Indicator(
        id="dons",
        family=Family.MEMBERS,
        title="Dons",
        definition="Dons encaissés ; ce qui est rendu est déduit.",
        source="Dons encaissés (compte 754), par date d’encaissement.",
        volume_unit="dons",
        rate=Rate("Don moyen", "€"),
        accounts=("754",),
    ),
    Indicator(
        id="reglements",
        family=Family.MONEY,
        title="Règlements reçus",
        definition="Tout ce qui a été encaissé, par mode de règlement ; ce qui est rendu ou revenu "
        "impayé est déduit.",
        source="Encaissements (comptes 512, 5112 et 530), par date.",
        axis="mode",
        volume_unit="règlements",
        rate=Rate("Règlement moyen", "€"),
        accounts=MONEY,
    ),
    Indicator(
        id="delais",
        family=Family.MONEY,
        title="Délai de règlement",
        definition="Jours entre la facture et son dernier règlement, pondérés par le montant ; "
        "factures entièrement réglées dans le mois.",
        source="Factures et règlements, TTC, par date du dernier règlement.",
        volume_unit="factures réglées",
        value_unit="€ TTC",
        rate=Rate("Délai moyen", "jours", more_is_better=False),
    ),
    Indicator(
        id="creances",
        family=Family.MONEY,
        title="Créances des clients, par ancienneté",
        definition="Ce qui reste dû au jour d’aujourd’hui, selon le retard ; avoirs et trop-perçus "
        "déduits.",
        source="Balance âgée (comptes 411 et 416), TTC, à ce jour.",
        axis="retard",
        volume_unit="documents",
        value_unit="€ TTC",
        accounts=CUSTOMERS,
        compared=False,
        in_order=True,
    ),
    Indicator(
        id="demandes",
        family=Family.DESK,
        title="Demandes et délais tenus",
        definition="Demandes et réclamations reçues ; en valeur, réponses données dans le délai "
        "promis ; taux : sur celles qui ont une réponse ou dont le délai est passé.",
        source="Registre des demandes, par date de réception.",
        volume_unit="demandes",
        value_unit="réponses dans le délai",
        rate=Rate("Délais tenus", "%"),
    ),
    Indicator(
        id="campagnes",
        family=Family.DESK,
        title="Effet des envois",
        definition="Messages partis et ce que leurs destinataires ont acheté (HT), versé ou donné, "
        "par code de réponse ou promotion ; taux : rapporté pour un euro dépensé.",
        source="Boîte d’envoi, codes de réponse et promotions ; coûts de comptoir.toml.",
        axis="envoi",
        volume_unit="messages",
        rate=Rate("Pour un euro dépensé", "€"),
        compared=False,
        listed=False,
    ),
    Indicator(
        id="visites",
        family=Family.DESK,
        title="Visites du site",
        definition="Visites : pages lues d’une même machine le même jour, robots exclus ; en "
        "valeur, pages lues. Aucune adresse n’est gardée.",
        source="Journal du serveur web, donné à la commande.",
        volume_unit="visites",
        value_unit="pages lues",
        rate=Rate("Pages par visite", "pages"),
        listed=False,
    ),
    Indicator(
        id="reponses",
        family=Family.QUALITY,
        title="Délai de réponse",
        definition="Demandes et réclamations répondues ; en valeur, jours ouvrés qu’il a fallu, "
        "sans les jours de fermeture ; taux : jours par réponse.",
        source="Registre des demandes, par date de réponse.",
        volume_unit="réponses",
        value_unit="jours ouvrés",
        rate=Rate("Délai moyen", "jours", more_is_better=False),
    ),
    Indicator(
        id="reclamations",
        family=Family.QUALITY,
        title="Réclamations pour 100 commandes",
        definition="Commandes prises, et factures faites sans commande ; en valeur, réclamations "
        "reçues ; taux : réclamations pour 100 commandes.",
        source="Registre des demandes, commandes et factures, par date.",
        volume_unit="commandes",
        value_unit="réclamations",
        rate=Rate("Fréquence", "pour 100", more_is_better=False),
    ),
    Indicator(
        id="erreurs",
        family=Family.QUALITY,
        title="Factures reprises",
        definition="Factures émises ; en valeur, celles qu’un avoir a reprises, escomptes exclus ; "
        "taux : part des factures reprises.",
        source="Factures et avoirs, par date de facture.",
        volume_unit="factures",
        value_unit="factures reprises",
        rate=Rate("Taux d’erreur", "%", more_is_better=False),
    ),
)
BY_ID = {one.id: one for one in INDICATORS}
