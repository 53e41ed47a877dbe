"""Find in running text what identifies an organisation: numbers, phones, addresses, names."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from comptoir.site.wording import digits, folded

_SPACES = re.compile(r"[\u00a0\u202f\u2009\t ]+")
_PHONE = re.compile(
    r"(?<![\d+])(?<!\d[ .])(?:(?:\+|00) ?33 ?(?:\(0\)|0)? ?|0)[1-9](?:[ .\-–/]{0,2}\d{2}){4}"
    r"(?![ .]?\d)"
)
_ABROAD = re.compile(
    r"(?<!\d)(?<!\d[ .])(?:\+|00)(?!\d?33)[1-9]\d{0,2}(?:[ .\-()/]{0,2}\d){6,12}(?!\d)"
)
_LABELLED = re.compile(
    r"\b(?:tel|telephone|phone|fixe|portable|standard|appel(?:ez|er)?)\b\.?"
    r"(?: (?:fixe|portable|au|le|du siege|non surtaxe))*[ :.\-–]{0,4}"
    r"([+(]?\d[\d ().\-]{2,22}\d)"
)
_POSTCODE = re.compile(
    r"(?<![\d,.€])\b(?:F ?- ?)?((?:0[1-9]|[1-8]\d|9[0-8])\d{3})\b[ ,]+(?:-? ?)"
    r"((?:[A-ZÀ-ÖØ-Þ][\w’'\-À-ÿ]*)(?: (?:[A-ZÀ-ÖØ-Þ]|d[eu]|la|les?|sur|sous|en|lès|"
    r"aux?)[\w’'\-À-ÿ]*)*)"
)
_LOOSE_POSTCODE = re.compile(  # « 35600 redon », « Redon (35600) »
    r"(?<![\d,.€])\b(?:0[1-9]|[1-8]\d|9[0-8])\d{3}\b(?! ?\d)(?:[ ,-]+[a-zà-ÿ]{3}|\))"
)
_STREET_WORDS = (
    r"rue|avenue|av\.|boulevard|bd|bld|quai|place|pl\.|allee|chemin|route|impasse|cours|passage|"
    r"square|esplanade|mail|faubourg|lieu[- ]dit|hameau|zone|za|zi|residence|hotel de ville|"
    r"mairie|cs \d+|bp ?\d+|b\.p\.|tsa \d+|parc|voie|villa|cite|domaine|port|rond[- ]point|"
    r"street|st\.|road|rd|suite|drive|lane|floor|strasse|str\.|weg|via|calle|level|building|sentier|venelle"
)
_STREET = re.compile(rf"\b(?:{_STREET_WORDS})(?![a-z])")
_FOREIGN = re.compile(
    r"\b[A-Z]{1,2}[- ]\d{4,5}\b|\b[A-Z]{2} ?\d{5}\b|\b\d{5}(?:-\d{4})?,? (?:USA|Germany|Allemagne)"
    r"|\b[A-Z]\d{2} ?[A-Z0-9]{4}\b|\b\d{4} ?[A-Z]{2}\b|\b(?:USA|États-Unis|Etats-Unis|Irlande|"
    r"Ireland|Luxembourg|Suisse|Switzerland|Pays-Bas|Netherlands|Belgique|Canada|Chypre|Cyprus|"
    r"Lituanie|Lithuania|Estonie|Danemark|Espagne|Italie|Allemagne|Germany|Royaume-Uni|"
    r"United Kingdom|Monaco|Israël|Israel|United States)\b"
)
_SIREN_RUN = r"(\d{3}[ .]?\d{3}[ .]?\d{3}(?:[ .]?\d{5}|[ .]?\d{3}[ .]?\d{2})?|\d[\d ]{7,18}\d)"
_LABELLED_NUMBER = re.compile(
    rf"\b(siren|siret|rcs|r\.c\.s\.?|numero d'immatriculation|immatricul\w*|tva|rna)\b"
    rf"([^\d\n]{{0,60}}?)(?<![\d/]){_SIREN_RUN}(?![ .]?\d)"
)
_RCS_CITY = re.compile(r"\b(?:rcs|r\.c\.s\.?|registre du commerce[a-z' ]*?)\b[^\n]{0,60}", re.I)


def one_spaced(text: str) -> str:
    return _SPACES.sub(" ", text)


def phones(text: str) -> list[str]:
    """Return the telephone numbers of a text, French ones and foreign ones.

    >>> phones("SIRET 999 140 353 00015, tél. 02 61 91 00 35")
    ['02 61 91 00 35']
    >>> phones("SIRET 999 003 536 00011")
    []
    """
    plain = one_spaced(text)
    found = [m[0] for m in _PHONE.finditer(plain)] + [m[0] for m in _ABROAD.finditer(plain)]
    if not found:
        labelled = (m[1] for m in _LABELLED.finditer(folded(plain)))
        found = [number for number in labelled if 3 <= len(digits(number)) <= 15]
    return found


def same_phone(text: str, phone: str) -> bool:
    """Say whether this French number is in the text, however it is written.

    >>> same_phone("+33 (0)2 61 91 00 35", "02.61.91.00.35")
    True
    """
    wanted = digits(phone)[-9:]
    return any(digits(found)[-9:] == wanted for found in phones(text))


def has_address(text: str) -> bool:
    """Say whether a text holds a postal address.

    >>> has_address("7 quai des Haleurs, 35600 Redon"), has_address("Redon (Ille-et-Vilaine)")
    (True, False)
    """
    plain = one_spaced(text)
    if _POSTCODE.search(plain):
        return True
    if _LOOSE_POSTCODE.search(plain) and _STREET.search(folded(plain)):
        return True
    return bool(
        _FOREIGN.search(plain) and (_STREET.search(folded(plain)) or re.search(r"\d", plain))
    )


@dataclass(frozen=True, slots=True)
class Number:
    """A registration number as a text writes it: its label, its digits."""

    label: str  # siren, siret, rcs, tva…
    digits: str
    written: str


def numbers(text: str) -> Iterator[Number]:
    """Yield the labelled registration numbers of a text.

    >>> [(n.label, n.digits) for n in numbers("SIRET : 999 140 353 00015 – RCS Rennes 999140353")]
    [('siret', '99914035300015'), ('rcs', '999140353')]
    """
    plain = folded(one_spaced(text))
    for found in _LABELLED_NUMBER.finditer(plain):
        label = found[1].replace(".", "")
        if label not in ("tva", "rna"):
            # the nearest label wins: « immatriculée au RCS de Rennes sous le SIREN 999… »
            nearer = re.findall(r"siren|siret|tva|rna|ape|naf|capital|telephone|tel", found[2])
            label = nearer[-1] if nearer else label
        if label in ("siren", "siret", "rcs") or label.startswith(("immatricul", "numero")):
            yield Number(label, digits(found[3]), found[3].strip())


def rcs_mentions(text: str) -> list[str]:
    return [m[0] for m in _RCS_CITY.finditer(folded(one_spaced(text)))]


_CIVILITY = re.compile(r"\b(?:M\.|Mr|Mme|Mlle|Monsieur|Madame|Me|Dr|Docteur|Maître)(?= )")
_PARTICLE = r"(?:d[eu]s?|la|le|[dl][’']|van|von|der|den|el|al|ben|da|di|dos)"
_NAME = r"(?:[A-ZÀ-ÖØ-Þ]\.|[A-ZÀ-ÖØ-Þ][\wÀ-ÿ’'\-]*)"
_PERSON = re.compile(rf"{_NAME}(?: {_PARTICLE})*(?: ?{_NAME}){{1,4}}")
_OTHER_WORDS = (
    "association associations societe sarl sas sasu sa eurl sci scop scic mairie commune ville "
    "communaute departement region ministere prefecture syndicat mutuelle federation union club "
    "comite conseil college ecole lycee universite hopital centre maison ateliers atelier office "
    "etablissement entreprise fondation collectif cooperative agence cabinet institut musee "
    "theatre bibliotheque mediatheque amicale groupement reseau siege rue avenue boulevard quai "
    "place france paris lyon siret siren rcs tva tel telephone mail email courriel adresse site "
    "directeur directrice publication president presidente maire gerant gerante redaction "
    "hebergeur hebergement contact mentions legales editeur nom prenom le la les un une ce cette "
    "responsable code ape naf siren email horaires "
    "groupe foyer rural plomberie garage boulangerie batiment menuiserie peinture ferme domaine "
    "gite camping hotel restaurant salon pharmacie sport sports football rugby judo tennis basket "
    "handball velo randonnee amis anciens parents eleves enfants paroisse compagnie orchestre "
    "harmonie chorale fanfare festival fetes village quartier "
    "monsieur madame edition conception realisation webmaster internet web"
)
_NO_PERSON = frozenset(_OTHER_WORDS.split())
# « Association syndicale libre îlot D Danube »: the end of a name that a kind of body begins.
_BODY = re.compile(
    r"(?:^|[:,;(–—] ?)(?:l')?(?:association|syndicat|copropriete|union|federation|comite|amicale)"
    r"(?P<rest>(?: [\w'-]+){1,6}) $"
)
_BY = re.compile(r" (?:represent|presid|direct|gerant|dirig|nomm|par\b|pour\b|est\b|en la\b)")


def people(text: str) -> list[str]:
    """Return the pieces of a text that look like the name of a natural person.

    >>> people("Directrice de la publication : Maëlle Le Guennec, présidente")
    ['Maëlle Le Guennec']
    >>> people("Directeur de la publication : Association Les Ateliers")
    []
    >>> people("Association syndicale libre îlot D Exemple, 1 rue du Test")
    []
    >>> people("Association syndicale libre, représentée par Camille Exemple")
    ['Camille Exemple']
    """
    plain = one_spaced(text)
    found = []
    bare = _CIVILITY.sub(" ", plain)
    for match in _PERSON.finditer(bare):
        if _ends_a_body(bare[: match.start()]):
            continue
        words = [w.strip(".'") for w in re.split(r"[ ]", folded(match[0]).replace("'", " "))]
        names = [word for word in words if len(word) > 0]
        if names and names[0] == "le" and len(names) > 2:  # Breton names: Le Guennec Maëlle
            names = names[1:]
        wrong = [n for n in names[1:] if n in _NO_PERSON and n not in ("le", "la", "les")]
        if len(names) >= 2 and not wrong and not digits(match[0]) and names[0] not in _NO_PERSON:
            found.append(match[0].strip())
    if not found:  # « Mme Durand » : a civility and one name
        single = re.search(rf"{_CIVILITY.pattern} ({_NAME})", plain)
        if single and folded(single[1]).strip(".") not in _NO_PERSON and len(single[1]) > 2:
            found.append(single[1])
    return found


def _ends_a_body(before: str) -> bool:
    """Whether the words before a name begin that of an organisation, and say no role."""
    begun = _BODY.search(folded(before[-120:]))
    return begun is not None and not _BY.search(begun["rest"])
