"""Language tags: which first subtags exist (IANA Language Subtag Registry, type "language")."""

# Two-letter subtag, then the three-letter code (ISO 639-3) that the registry leaves out for it.
_PAIRS = (
    "aaaar ababk afafr akaka amamh arara anarg asasm avava aeave ayaym azaze babak bmbam bebel "
    "bnben bibis bobod bsbos brbre bgbul cacat csces chcha ceche cuchu cvchv kwcor cocos crcre "
    "cycym dadan dedeu dvdiv dzdzo elell eneng eoepo etest eueus eeewe fofao fafas fjfij fifin "
    "frfra fyfry ffful gdgla gagle glglg gvglv gngrn guguj hthat hahau shhbs heheb hzher hihin "
    "hohmo hrhrv huhun hyhye igibo ioido iiiii iuiku ieile iaina idind ikipk isisl itita jvjav "
    "jajpn klkal knkan kskas kakat krkau kkkaz kmkhm kikik rwkin kykir kvkom kgkon kokor kjkua "
    "kukur lolao lalat lvlav lilim lnlin ltlit lbltz lulub lglug mhmah mlmal mrmar mkmkd mgmlg "
    "mtmlt mnmon mimri msmsa mymya nanau nvnav nrnbl ndnde ngndo nenep nlnld nnnno nbnob nonor "
    "nynya ococi ojoji orori omorm ososs papan pipli plpol ptpor pspus quque rmroh roron rnrun "
    "rurus sgsag sasan sisin skslk slslv sesme smsmo snsna sdsnd sosom stsot esspa sqsqi scsrd "
    "srsrp ssssw susun swswa svswe tytah tatam tttat tetel tgtgk tltgl ththa titir toton tntsn "
    "tstso tktuk trtur twtwi uguig ukukr ururd uzuzb veven vivie vovol wawln wowol xhxho yiyid "
    "yoyor zazha zhzho zuzul"
)
TWO = frozenset(pair[:2] for pair in _PAIRS.split()) | {"bh", "in", "iw", "ji", "jw", "mo"}
_BIBLIOGRAPHIC = (
    "alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per rum slo tib wel"  # ISO 639-2/B
)
REPLACED = frozenset(pair[2:] for pair in _PAIRS.split()) | frozenset(_BIBLIOGRAPHIC.split())


def primary(tag: str) -> str:
    """Return the first subtag of a language tag, in lower case.

    >>> primary("fr-FR"), primary(" PT_br ")
    ('fr', 'pt_br')
    """
    return tag.strip().partition("-")[0].lower()


def is_known(tag: str) -> bool:
    """Say whether a language tag begins with a language that exists.

    Three letters are taken for a language, except the codes that two letters replace.

    >>> [is_known(tag) for tag in ("fr", "en-hello", "gsw", "fra", "français", "i-lux", "em")]
    [True, True, True, False, False, False, False]
    """
    first = primary(tag)
    if len(first) == 2:
        return first in TWO
    return len(first) == 3 and first.isascii() and first.isalpha() and first not in REPLACED
