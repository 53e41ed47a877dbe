"""Read a privacy notice: which of the facts due to people it gives (GDPR, art. 13)."""

import re
from collections.abc import Iterable
from functools import cached_property

from comptoir.site.blocks import Block
from comptoir.site.wording import flat, folded, without_placeholders

RIGHTS = {
    "l’accès": r"\bacces\b|\bacceder\b|\bconsulter (?:vos|les) donnees|\bobtenir (?:une )?copie",
    "la rectification": r"\brectifi\w*|\bcorrig\w*|\bcorrection|\bmodifi\w+|\bmise a jour",
    "l’effacement": r"\beffac\w*|\bsuppr\w*|\boubli\b",
    "la limitation": r"\blimit\w*|\bgel\b",
    "la portabilité": r"\bportab\w*|\brecuperer vos donnees|\bformat (?:structure|lisible|ouvert)",
    "l’opposition": r"\boppos\w*",
}
_BASES = (
    r"\bconsentement|\bconsenti|\binterets? legitimes?|\bobligations? legales?|\bcontrats?\b|"
    r"\bcontractue\w+|\bmissions? (?:d'interet|de service) public|\bbases? (?:legales?|"
    r"juridiques?)|"
    r"\bfondement|\bavec votre accord|\bsauvegarde d\w* interets? vita"
)
_PURPOSES = (
    r"\bfinalite|\bobjectif|\bafin d|\bpour (?:vous|repondre|traiter|gerer|envoyer|etablir|tenir|"
    r"organiser|mesurer|la gestion|le suivi|les besoins)|\butilis\w+ pour|\bservent a|"
    r"\bdestinees? a|"
    r"\bpourquoi|\bdans le but|\bce que nous en faisons"
)
_RECIPIENTS = (
    r"\bdestinataires?|\bcommuniqu\w+|\btransmi\w+|\bpartag\w+|\bsous-?traitants?|\bprestataires?|"
    r"\bqui (?:y )?(?:accede|les lit|recoit)|\b(?:a|ont|auront) acces\b|"
    r"\baccessibles? (?:a|aux|par)|\bcede\w*|\bvendu\w*|"
    r"\btiers\b"
)
_RETENTION = (
    r"\bconserv\w+|\bduree|\bgard\w+ (?:pendant|\w+ (?:ans?|mois))|\b\d+ (?:ans?|mois|jours)|"
    r"\b(?:un|deux|trois|cinq|six|dix|douze|treize) (?:ans?|mois)\b|\bsupprimees? (?:apres|"
    r"au bout|des)"
)
_WITHDRAW = (
    r"\bretir\w*|\bretrait|\brevo\w+|\brevenir sur|\bdesinscri\w*|\bdesabonn\w*|\ba tout moment"
)
_AUTHORITY = r"\bcnil\b|\bcommission nationale (?:de l'|d')?informatique"
_COMPLAIN = (
    r"\breclam\w+|\bplaintes?|\bsaisi\w*|\brecours|\bautorite de controle|"
    r"\bvous adresser a la cnil|"
    r"\bcontacter la cnil|\bsignaler"
)
_CONTROLLER = (
    r"\bresponsable (?:de |du |des )?(?:la collecte|(?:ces )?traitements?)|"
    r"\b(?:donnees|informations)[^.]{0,80} (?:collect|trait|recueilli|conserv)\w+ par\b|"
    r"\bautoris\w+ [^.]{2,60} a (?:collecter|traiter|utiliser|conserver)\b"
)
_CONTACT = (
    r"\S+@\S+|\(?(?:at|arobase)\)?|\b(?:formulaire|courrier|ecri\w+ a|adress\w+ a|contact\w*)\b"
)
_TRANSFER = (
    r"\btransf\w+|\bhors (?:de )?(?:l')?(?:union|ue|eee|espace economique)|"
    r"\bclauses contractuelles|"
    r"\badequation|\bdata privacy framework|\betats-unis|\busa\b"
)
_NO_COOKIE = (
    r"(?:\b(?:aucun|pas d[e']|sans|ni) ?(?:cookies?|traceurs?)\b"
    # those of advertising denied say nothing of those of measure
    r"(?!,? (?:tiers |de (?:suivi|ciblage|pistage) |a (?:des fins|but|finalite) )?"
    r"(?:publicit|market|commercia|de profilage|profilage))|"
    r"\b(?:uniquement|exclusivement|seulement|que) (?:des|les|de) cookies?"
    r"(?: strictement| purement)? (?:techniques?|necessaires?|fonctionnels?|essentiels?)\b|"
    r"\bne depos\w+ (?:aucun|pas d[e']) ?\w*)"
    # « aucun cookie de mesure n’est déposé sans votre consentement » announces some
    r"(?![^.\n]{0,80}\b(?:sans|avant|sauf|qu'apres|qu'avec)\b[^.\n]{0,25}"
    r"\b(?:consent|accord|accept|choix|autoris))"
)
_NO_COLLECTION = (
    r"\b(?:ne |n')(?:collect|recueill|enregistr|stock)\w* (?:aucune|pas de) (?:autre )?"
    r"(?:donnee|information)|"
    r"\baucune (?:donnee|information)s?[^.]{0,50}? n'est (?:collect|recueilli|enregistr|stock)"
)


class Privacy:
    """What a privacy notice says."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(block for block in blocks if not block.footer)
        self.raw = "\n".join(block.text for block in self.blocks)

    @cached_property
    def text(self) -> str:
        return without_placeholders(self.raw)

    @cached_property
    def plain(self) -> str:
        # « 3Finalités »: a number set apart by a style sheet alone
        return re.sub(r"(?<=\d)(?=[a-z]{3})", " ", " ".join(folded(self.text).split()))

    @cached_property
    def flat(self) -> str:
        return flat(self.text)

    def _says(self, pattern: str) -> bool:
        return bool(re.search(pattern, self.plain))

    @cached_property
    def names_controller(self) -> bool:
        return self._says(_CONTROLLER)

    @cached_property
    def gives_contact(self) -> bool:
        linked = any(b.href.startswith(("mailto:", "tel:")) for b in self.blocks)
        return linked or self._says(_CONTACT)

    @cached_property
    def gives_purposes(self) -> bool:
        return self._says(_PURPOSES)

    @cached_property
    def gives_bases(self) -> bool:
        return self._says(_BASES)

    @cached_property
    def gives_recipients(self) -> bool:
        return self._says(_RECIPIENTS)

    @cached_property
    def gives_retention(self) -> bool:
        return self._says(_RETENTION)

    @cached_property
    def rights_missing(self) -> list[str]:
        return [name for name, pattern in RIGHTS.items() if not self._says(pattern)]

    @cached_property
    def rests_on_consent(self) -> bool:
        # the consent of an author is another matter (CPI, L122-4)
        return self._says(
            r"\bconsenti|\bconsentement\b(?! (?:ecrit |prealable |expres )?(?:de|des) "
            r"(?:l'|leurs? |ses? |l )?(?:auteur|ayant|titulaire|editeur))"
        )

    @cached_property
    def tells_withdrawal(self) -> bool:
        return self._says(_WITHDRAW)

    @cached_property
    def tells_complaint(self) -> bool:
        return self._says(_AUTHORITY) and self._says(_COMPLAIN)

    @cached_property
    def tells_transfer(self) -> bool:
        return self._says(_TRANSFER)

    @cached_property
    def denies_cookies(self) -> bool:
        return self._says(_NO_COOKIE)

    @cached_property
    def denies_collection(self) -> bool:
        """Whether it says that nothing about people is collected."""
        return self._says(_NO_COLLECTION)

    @cached_property
    def bare_interest(self) -> bool:
        """A legitimate interest named everywhere and never said, in its line or the one before."""
        rows = [(flat(b.text), b.level) for b in self.blocks]
        found = [i for i, (text, _) in enumerate(rows) if re.search(r"interets? legitimes?", text)]
        return bool(found) and not any(
            len(rows[i][0].split()) > 5 or (i and not rows[i - 1][1] and " " in rows[i - 1][0])
            for i in found
        )

    @cached_property
    def _words(self) -> frozenset[str]:
        return frozenset(flat(re.sub(r"\S+@\S+", " ", self.text)).split())

    def names(self, service: str) -> bool:
        """Say whether a service is named, by its own name or its maker's."""
        words = [word for word in flat(service).split() if word not in ("pixel", "suivi", "cloud")]
        return bool(words) and words[0] in self._words
