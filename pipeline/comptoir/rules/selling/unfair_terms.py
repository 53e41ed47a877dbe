import re
from collections.abc import Iterator

from comptoir.errors import Place
from comptoir.rules import TO_CHECK, WARNING, Fault, rule
from comptoir.rules.commerce import terms_pages, to_consumers
from comptoir.site.built import HtmlSite
from comptoir.site.wording import folded

CLAUSES = (
    (
        re.compile(
            r"tribuna(?:l|ux) (?:de [a-z -]{2,40} )?(?:sera|seront|est|sont)? ?(?:seuls?|"
            r"exclusivement) competents?|competence exclusive|attribution exclusive"
        ),
        "une clause réserve les litiges à un seul tribunal",
    ),
    (
        re.compile(
            r"(?:ne (?:saurait|pourra|peut)|decline|en aucun cas) [^.]{0,60}(?:toute|aucune?)"
            r" responsabilite|exclut toute responsabilite|responsabilite [^.]{0,40}en aucun cas"
        ),
        "une clause écarte toute responsabilité du vendeur",
    ),
    (
        re.compile(
            r"modifier [^.]{0,40}prix [^.]{0,40}(?:a tout moment|sans preavis)[^.]{0,60}"
            r"(?:y compris|meme apres|commandes? (?:en cours|deja))"
        ),
        "une clause laisse changer le prix d’une commande déjà passée",
    ),
    (
        re.compile(r"ni repris,? ni echange|aucun remboursement ne (?:sera|pourra)"),
        "une clause écarte tout retour ou remboursement",
    ),
)
TRADE = re.compile(r"\bprofessionnels?\b|\bcommercants?\b|\bentre professionnels")


@rule(
    "CGV018",
    "Clause peut-être abusive",
    severity=WARNING,
    basis="C. conso, R212-1 et R212-2",
    surface=HtmlSite,
    applies=to_consumers,
)
def unfair_terms(site: HtmlSite) -> Iterator[Fault]:
    """Cherche dans les conditions de vente des clauses des listes noire et grise : tribunal imposé,
    toute responsabilité écartée, prix changé après coup, aucun retour.

    Biais : des tournures seulement, toujours à vérifier ; un alinéa qui parle aux professionnels
    n’est pas lu.

    ```projet refusé profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1>
    <p>Le tribunal de Rennes est seul compétent.</p>
    ```

    ```projet accepté profil=seller
    === cgv.html
    <h1>Conditions générales de vente</h1>
    <p>Entre professionnels, le tribunal de Rennes est seul compétent. Le vendeur n’est pas
    responsable du retard dû à la force majeure.</p>
    ```
    """
    for page in terms_pages(site):
        for block in page.blocks:
            plain = folded(block.text)
            if block.footer or TRADE.search(plain):
                continue
            for pattern, found in CLAUSES:
                if pattern.search(plain):
                    remedy = "Relisez-la avec les articles R212-1 et R212-2, ou retirez-la."
                    yield Fault(Place(page.shown), found, remedy, TO_CHECK)
