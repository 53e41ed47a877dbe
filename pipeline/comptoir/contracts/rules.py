"""What the kind of a contract decides: account, VAT, sentences, withdrawal."""

from dataclasses import dataclass

from comptoir.contracts.contract import Contract, Kind
from comptoir.party import PartyKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What follows from a kind; each sentence names its source."""

    account: str  # of our books, empty when nothing is posted
    vat: str
    mentions: tuple[tuple[str, str], ...]  # sentence, source
    withdrawal_days: int = 0


WITHDRAWAL = 14  # days (C. conso, art. L221-18)
_CONSUMER_TRADE = (
    "En cas de litige, vous pouvez recourir gratuitement au médiateur de la consommation.",
    "C. conso, art. L612-1 et L616-1",
)
_RULES = {
    Kind.SALE: Rules(
        account="707",
        vat="au taux de l’article, due à la livraison (CGI, art. 269, 2, a)",
        mentions=(
            ("Les biens restent la propriété du vendeur jusqu’à leur paiement complet.",
             "C. civ., art. 2367"),
        ),
    ),
    Kind.SERVICE: Rules(
        account="706",
        vat="au taux de la prestation, due à l’encaissement sauf option pour les débits "
        "(CGI, art. 269, 2, c)",
        mentions=(
            ("Le prestataire exécute sa mission avec soin et rend compte de son avancement.",
             "C. civ., art. 1104 et 1231-1"),
        ),
    ),
    Kind.SUBCONTRACTING: Rules(
        account="611",
        vat="au taux de la prestation ; dans le bâtiment, autoliquidée par le donneur d’ordre "
        "(CGI, art. 283, 2 nonies)",
        mentions=(
            ("Le sous-traitant est accepté et ses conditions de paiement sont agréées par le "
             "maître de l’ouvrage.", "loi 75-1334 du 31 décembre 1975, art. 3"),
            ("À partir de 5 000 € hors taxes, le sous-traitant remet tous les six mois son "
             "attestation de vigilance.", "C. trav., art. L8222-1, D8222-5 et R8222-1"),
        ),
    ),
    Kind.MEMBERSHIP: Rules(
        account="756",
        vat="hors du champ de la TVA, sauf lien direct avec un service (CGI, art. 256)",
        mentions=(
            ("L’adhésion emporte l’acceptation des statuts et du règlement intérieur ; tout membre "
             "peut se retirer en tout temps, après paiement des cotisations échues.",
             "loi du 1er juillet 1901, art. 4"),
        ),
    ),
    Kind.GRANT: Rules(
        account="741",
        vat="hors du champ de la TVA : sans contrepartie directe (CGI, art. 256)",
        mentions=(
            ("La subvention contribue à une action dont l’association a l’initiative et qu’elle "
             "conduit ; elle n’est pas la rémunération d’une prestation.",
             "loi 2000-321 du 12 avril 2000, art. 9-1"),
            ("L’association remet un compte rendu financier dans les six mois qui suivent la fin "
             "de l’exercice.", "loi 2000-321, art. 10"),
        ),
    ),
    Kind.INTERNSHIP: Rules(
        account="641",
        vat="hors du champ de la TVA",
        mentions=(
            ("La convention est signée par le stagiaire, l’établissement d’enseignement, "
             "l’organisme d’accueil, l’enseignant référent et le tuteur.",
             "C. éduc., art. L124-1 et D124-4"),
            ("Au-delà de deux mois, le stage donne droit à une gratification.",
             "C. éduc., art. L124-6"),
        ),
    ),
    Kind.ROOM: Rules(
        account="",
        vat="prêt gratuit : hors du champ de la TVA",
        mentions=(
            ("L’emprunteur garde la salle en bon état, la rend à la date prévue et répond de ses "
             "dégradations.", "C. civ., art. 1875 à 1880"),
            ("L’emprunteur est assuré pour les dommages qu’il causerait.",
             "C. civ., art. 1732"),
        ),
    ),
    Kind.SUPPLY: Rules(
        account="6",
        vat="déductible selon la facture du fournisseur",
        mentions=(),
    ),
}  # fmt: skip


def rules(contract: Contract, party: PartyKind) -> Rules:
    """Return what the kind of a contract decides, for this party.

    A consumer who buys at a distance may withdraw for fourteen days, and has a mediator.
    """
    known = _RULES[contract.kind]
    trade = contract.kind in (Kind.SALE, Kind.SERVICE)
    if not trade or party is not PartyKind.CONSUMER:
        return known
    mentions = [*known.mentions, _CONSUMER_TRADE]
    if contract.kind is Kind.SALE:
        mentions.append(
            ("Le vendeur répond des défauts de conformité pendant deux ans.",
             "C. conso, art. L217-3"),
        )  # fmt: skip
    days = WITHDRAWAL if contract.at_distance else 0
    if days:
        mentions.append(
            (f"Vous avez {days} jours pour vous rétracter, sans motif ni frais ; un formulaire est "
             "joint à ce contrat.", "C. conso, art. L221-5 et L221-18"),
        )  # fmt: skip
    return Rules(
        account=known.account, vat=known.vat, mentions=tuple(mentions), withdrawal_days=days
    )
