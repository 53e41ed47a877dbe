"""Read a legal notice: which part speaks of the publisher, the director, the host.

The law dictates facts, not words: the same facts come as headings and paragraphs, as labelled
lines, as one long sentence or as a table. A heading without content is not a mention.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from comptoir.site import identity
from comptoir.site.blocks import Block
from comptoir.site.wording import flat, folded, without_placeholders


class Part(Enum):
    """Whom a piece of a notice speaks of."""

    PUBLISHER = "publisher"
    DIRECTOR = "director"
    HOST = "host"
    MAKER = "maker"  # who designed, wrote or maintains the site
    OTHER = "other"  # data, rights, disputes


# What a heading or a label announces, tried in this order on folded text.
_HEADS: tuple[tuple[Part, str], ...] = (
    (Part.HOST, r"\bheberg|\bhosting\b|\bhosted\b|\bhost\b"),
    (Part.DIRECTOR, r"\b(?:direct|responsabl)\S{0,12} (?:et [a-z ]{0,30})?(?:de |des )?(?:la |"
     r"l'|les )?"
     r"(?:publi|redaction et de la publi)|publication director|legal representative|"
     r"publisher's director"),
    (Part.OTHER, r"donnees|confidentialite|cookies?\b|rgpd|vie privee|traceur|"
     r"propriete intellectuelle"
     r"|droits? d'auteur|copyright|responsabilite(?! limitee)|liens? |litige|"
     r"droit applicable|media(?:teur|"
     r"tion)"
     r"|conditions|accessibilite|limitation|credit"),
    (Part.MAKER, r"\b(?:conception|realisation|creation|developp|webdesign|design|maintenance|"
     r"webmast|"
     r"webmest|integration|charte graphique|maquette|agence)"),
    (Part.PUBLISHER, r"\bedit|proprietaire|qui sommes|identi|association|societe|raison sociale|"
     r"denomination|siege|coordonnees|contact|mentions|informations? legales|a propos|publisher"),
)  # fmt: skip
# A label that may stand under any part: « Raison sociale », « Siège », « Contact ».
_ANYBODY = re.compile(
    r"^(?:\d+[\s.)°-]*)?(?:nom (?:de |du |et )?)?(?:le |la |l'|les |notre |votre )?"
    r"(?:raison sociale|denomination|siege|coordonnees|contact|societe|association|identi\w+|"
    r"adresse|proprietaire)\b"
)
_OF_HOST = re.compile(r"^(?:siege(?: social)?|adresse(?: du siege)?) ?:")
_AS_HOST = re.compile(r"\bheberg\w+[^.;\n]{0,40}\b(?:est |sont )?$")
# Words that change the subject in the middle of a sentence.
_MARKS = re.compile(
    r"(?P<host>\bhebergeu?r? ?(?:du site(?: internet| web)?)? ?:|\bhebergeurs?\b|\bhebergement\b"
    r"|\bheberge(?:e|s|es)? (?:par|chez|sur|aupres)\b|\bhosted by\b|\bhosting\b)"
    r"|(?P<director>\b(?:direct(?:eur|rice|ion|eurs)|responsable)"
    r"(?:[ .·(/-]{0,2}(?:rice|trice|eur|e|ice|direct(?:eur|rice))\)?)?"
    r"(?: legale?)? (?:et [a-z ]{0,30}?)?(?:de |des )?(?:la |l')?publications?\b|"
    r"\bpublication director\b)"
    r"|(?P<maker>\b(?:conception|realisation|creation|developpement|webdesign|maintenance|webmaster|"
    r"webmestre|integration)\b[a-z ,&/'-]{0,40} ?:|\b(?:realise|concu|developpe|cree)(?:e|s|es)? "
    r"(?:et [a-z]+(?:e|es)? )?par\b)"
    r"|(?P<publisher>\bedite(?:e|s)? par\b|\bediteur(?: du site(?: internet| web)?)? ?:"
    r"|\bpublie par\b|\bpropriete (?:exclusive )?d|^(?:contact|siege(?: social)?|nous contacter|"
    r"adresse du siege|association|proprietaire) ?:)",
    re.MULTILINE,
)
_SELF_HOSTED = re.compile(
    r"heberge\w* (?:par (?:nos soins|nous|elle-meme|l'association elle|l'editeur)|en interne)"
    r"|auto-?heberge"
)
_HEADED = re.compile(
    r"\b(?:représentante?s?(?:·e)? légal\w*|président\w*(?:[·.(-]e\)?)?|gérante?|maire|"
    r"secrétaire\w*|trésori\w+|membres?|bureau|conseil d['’]administration|présidence|"
    r"direction(?! de (?:la |l['’])?publication))"
    r"(?: en exercice)? (?:de |du |des |d['’])(?:la |l['’])?[^,.;:()\n–—]*?"
    r"(?=[,.;:()\n–—]|\b(?:M\.|Mr|Mme|Monsieur|Madame)|$)",
    re.IGNORECASE | re.MULTILINE,
)
# « L’hébergement, l’édition et la direction de la publication sont assurés par … »: one for all.
_TOGETHER = re.compile(
    r"(?P<roles>[^.;:\n]{0,200}?) (?:est|sont) (?:tous |toutes )?(?:assure|realise)(?:e?s|e)? par\b"
)
_ROLES = ((Part.HOST, "heberg"), (Part.DIRECTOR, "publication"), (Part.PUBLISHER, "edit"))
_PERSONAL = re.compile(
    r"\b(?:edit|publi|tenu|anim|realis|propos)\w* [^.\n]{0,40}?\ba titre (?:strictement )?"
    r"(?:personnel|prive)\b|\ba titre non professionnel|"
    r"\b(?:site|blog) (?:web |internet )?(?:strictement |purement )?perso(?:nnel)?\b|"
    r"\b(?:editeur|site|blog) non professionnel|\b(?:edite|publie) par un particulier\b"
)
LABEL = 70  # characters; a longer block is no label
LABEL_START = 16  # characters before the word that makes a label
NEAR_START = 40  # characters; a part on data or rights that turns to the host says so at once
# The CNIL's own address and telephone, which privacy notices give.
_AUTHORITY = re.compile(
    r"CNIL[^\n]{0,160}|[^\n]{0,60}(?:Fontenoy|TSA 80715)[^\n]{0,60}|01 53 73 22 22"
)
_SITE_NAME = re.compile(r"https?://\S+|www\.\S+|\S+@\S+")


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and whom it speaks of."""

    part: Part
    text: str


def pieces(blocks: Iterable[Block]) -> list[Piece]:
    """Cut a notice into pieces, each with the part that it belongs to."""
    found: list[Piece] = []
    part, level, in_footer = Part.PUBLISHER, 0, False
    for block in blocks:
        if block.footer and not in_footer:
            part, level, in_footer = Part.PUBLISHER, 0, True
        if block.level:
            part, level = _under(block, part, level)
            continue
        for piece in _cut(block.text, part):
            found.append(piece)
            part = piece.part
    return found


def _under(heading: Block, part: Part, level: int) -> tuple[Part, int]:
    """Return whom a heading opens a part for; one below another may only name its subject."""
    announced = _announced(heading.text)
    below = bool(level) and heading.level > level and part is not Part.PUBLISHER
    if below and (announced is None or _is_anybodys(announced, heading.text)):
        return part, level
    return announced or Part.PUBLISHER, heading.level


def _is_anybodys(announced: Part, text: str) -> bool:
    return announced is Part.PUBLISHER and bool(_ANYBODY.match(folded(text)))


def _announced(text: str) -> Part | None:
    plain = folded(text)
    return next((part for part, pattern in _HEADS if re.search(pattern, plain)), None)


def _label(text: str) -> Part | None:
    """Return whom a short line announces: its first words do, and it is no sentence."""
    if len(text) > LABEL or ". " in text or text.endswith(".") or _has_value(text):
        return None
    plain = folded(text)
    for part, pattern in _HEADS:
        if (found := re.search(pattern, plain)) and found.start() <= LABEL_START:
            return part
    return None


def _cut(text: str, part: Part) -> Iterable[Piece]:
    plain = folded(identity.one_spaced(text))
    original = identity.one_spaced(text)
    if len(plain) != len(original):  # ligatures opened: offsets no longer agree
        original = plain
    if head := _label(original):
        anybodys = _is_anybodys(head, original) and part in (Part.HOST, Part.MAKER)
        return [Piece(part if anybodys else head, original)]
    if together := _together(plain):
        return [Piece(each, original) for each in together]
    start, here, found = 0, part, []
    for mark in _MARKS.finditer(plain):
        if here is Part.OTHER and mark.start() > NEAR_START:
            continue  # « … conservés par l’hébergeur »: named in passing
        named = next(name for name, value in mark.groupdict().items() if value)
        if here is Part.HOST and _goes_on(named, plain, mark.start()):
            continue
        at = _sentence_start(plain, mark.start(), start) if named == "director" else mark.start()
        if at > start:
            found.append(Piece(here, original[start:at]))
        start, here = at, Part(named)
    found.append(Piece(here, original[start:]))
    return found


def _together(plain: str) -> list[Part]:
    """Return the parts that one sentence gives to the same person, the host being one of them."""
    found = _TOGETHER.match(plain)
    roles = [part for part, word in _ROLES if found and word in found["roles"]]
    return roles if len(roles) > 1 and roles[0] is Part.HOST else []


def _goes_on(named: str, text: str, at: int) -> bool:
    """« L’hébergement est réalisé par … », « Siège social : … »: still the host."""
    if named == "maker":
        return bool(_AS_HOST.search(text[:at]))
    return named == "publisher" and bool(_OF_HOST.match(text[at:]))


def _sentence_start(text: str, at: int, floor: int) -> int:
    """« Maëlle Le Guennec est directrice de la publication »: the name comes before."""
    cut = max(text.rfind(mark, floor, at) for mark in (". ", "\n", " : ", ";", " | "))
    return max(cut + 1, floor) if cut >= 0 else floor


def _has_value(text: str) -> bool:
    after = re.split(r":", text, maxsplit=1)
    return len(after) == 2 and bool(re.search(r"\w{2}", after[1]))


class Notice:
    """What a legal notice says, by part."""

    def __init__(self, blocks: Iterable[Block]) -> None:
        self.blocks = tuple(blocks)
        self.pieces = pieces(self.blocks)

    def text_of(self, *parts: Part) -> str:
        kept = (piece.text for piece in self.pieces if piece.part in parts)
        return without_placeholders("\n".join(kept))

    @cached_property
    def raw(self) -> str:
        return "\n".join(block.text for block in self.blocks)

    @cached_property
    def text(self) -> str:
        return without_placeholders(self.raw)

    @cached_property
    def flat(self) -> str:
        return flat(self.text)

    @cached_property
    def publisher(self) -> str:
        """What is said of the publisher: all but the host, the maker and the authority."""
        said = self.text_of(*(part for part in Part if part not in (Part.HOST, Part.MAKER)))
        return _AUTHORITY.sub(" ", said)

    @cached_property
    def host(self) -> str:
        return self.text_of(Part.HOST)

    @cached_property
    def names_director(self) -> bool:
        return any(piece.part is Part.DIRECTOR for piece in self.pieces)

    @cached_property
    def directors(self) -> list[str]:
        """Names of natural persons given as director of the publication."""
        said = self.text_of(Part.DIRECTOR)
        # « le président de l’association Les Exemples » names the association alone
        return identity.people(_HEADED.sub(" ", said))

    @cached_property
    def personal(self) -> bool:
        """Whether the publisher says that the site is a private person's (LCEN, art. 1-1 II)."""
        return bool(_PERSONAL.search(" ".join(folded(self.text).split())))

    @cached_property
    def self_hosted(self) -> bool:
        return bool(_SELF_HOSTED.search(folded(self.text)))

    @cached_property
    def names_host(self) -> bool:
        """A host named, beyond the words that announce it."""
        rest = _MARKS.sub(" ", folded(self.host))
        rest = re.sub(
            r"\b(?:le|la|les|l'|du|de|des|ce|notre|site|web|internet|est|sont|assure|assuree|par|chez|"
            r"nom|societe|adresse|tel|telephone|raison sociale|denomination|prestataire|"
            r"d')(?!\w)|[^a-z0-9]+",
            " ",
            rest,
        )
        return bool(re.search(r"[a-z0-9]{2,}", rest))

    @cached_property
    def host_has_address(self) -> bool:
        return identity.has_address(self.host)

    @cached_property
    def host_has_phone(self) -> bool:
        return bool(identity.phones(_SITE_NAME.sub(" ", self.host)))

    @cached_property
    def publisher_phones(self) -> list[str]:
        """Numbers of the publisher; a second one after the host's own is taken for it."""
        found = identity.phones(self.publisher)
        hosts = list(dict.fromkeys(identity.phones(self.host)))
        return found or hosts[1:]
