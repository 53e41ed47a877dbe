"""What a failure means: the address is dead, or only this time, or only this message.

Codes are those of RFC 3463 and 5321. Servers give the same code to different things, so that their
words, where they are clear, come first.
"""

import re
from enum import StrEnum


class Severity(StrEnum):
    """What a failure says of an address."""

    HARD = "hard"  # nobody there, or no such place: nothing is sent there any more
    SOFT = "soft"  # for now: a full mailbox, a server that does not answer
    BLOCKED = "blocked"  # this message or its sender is not wanted: the address may be good

    @property
    def french(self) -> str:
        return FRENCH[self]


FRENCH = {
    Severity.HARD: "retour définitif",
    Severity.SOFT: "retour provisoire",
    Severity.BLOCKED: "refus du message",
}

STATUS = re.compile(r"(?<![\d.])([245])\.(\d{1,2})\.(\d{1,3})(?![\d.])")
REPLY = re.compile(r"(?<![\d.\-#])([45])([0-5]\d)(?=[ \-#,;:)]|$)", re.M)

# In order: the first that speaks decides. Words of servers, in several languages.
_WORDS: tuple[tuple[Severity, str], ...] = (
    (
        Severity.SOFT,
        r"(mail ?box|quota|inbox|account|storage|disk|space|directory)[^.\n]{0,40}"
        r"\b(is |has been |are )?(almost )?(full|exceeded|over ?quota|over (its|the|their) )|"
        r"over ?quota|quota (is )?exceed|exceed(s|ed|ing)?[^.\n]{0,40}(quota|storage|space|"
        r"allotted)|"
        r"mailbox (size )?limit|insufficient (system )?(storage|disk)|not enough (disk |storage )?"
        r"space|out of (disk )?space|no space left|too many messages (on|in)|"
        r"bo[iî]te (aux lettres |de réception |mail )?(est )?pleine|quota (est )?dépassé|"
        r"espace (disque )?insuffisant|is full\b|Disk quota|over the maximum|"
        r"diskspace quota|maximum storage|storage allocation|"
        # disabled: it exists, and may be open again (RFC 3463, X.2.1)
        r"(account|mail ?box|user(\(s\))?|compte)[^.\n]{0,40}"
        r"\b(suspended|disabled|suspendu|désactivé)|"
        r"\b(suspended|disabled)[^.\n]{0,20}(account|mail ?box|user)",
    ),
    (
        Severity.BLOCKED,
        r"\bspam|junk|black ?list|block ?list|blocked|spamhaus|spamcop|sorbs|barracudacentral|"
        r"\brbl\b|dnsbl|reputation|policy|\bSPF\b|\bDKIM\b|\bDMARC\b|relay(ing)? (access |is )?"
        r"(denied|not|prohibited)|unable to relay|not (permitted|allowed|authori[sz]ed) to "
        r"(relay|send)|virus|malware|banned|content (rejected|filter)|considered unsolicited|"
        r"unsolicited|reverse (dns|lookup)|\bPTR\b|blacklisted|(?<!rejected: )access (was |"
        r"is |has been )?denied|"
        r"not (yet )?authenticated|authentication required|contenu (refusé|indésirable)|"
        r"liste noire|message (was |has been )?(rejected|refused) (as|because|due|by|for)|"
        r"bad (reputation|message)|pourriel|indésirable|restricted|"
        r"sender (address )?(rejected|denied|blocked|verify failed|verification)|challenge|"
        r"confirmation of|too many (recipients|connections|hops)|mail loop|routing loop|"
        r"message (size|too)|too (large|big)|size limit|exceeds (the )?(maximum|fixed|limit)|"
        r"trop volumineux|taille (maximale|du message)|attachment|"
        r"permission (denied|to)|Command rejected|Helo|not accepting mail from|denied by",
    ),
    (
        Severity.HARD,
        r"(user|recipient|mail ?box|account|address|alias|person|customer|subscriber|"
        r"destinataire|utilisateur|adresse|compte|bo[iî]te( aux lettres| mail)?)[^\n]{0,70}?"
        r"(unknown|not (be )?found|doesn.?t exist|does ?n[o']t exist|does not have|not exist|"
        r"no longer|invalid|not known|not listed|undeliverable|n.existe (pas|plus)|inconnue?s?|"
        r"introuvable|invalide|not a valid|isn.?t valid|is not valid|not our customer|"
        r"terminated|deactivated|discontinued|"
        r"has been (closed|disabled|deleted|removed|suspended)|n.est plus|désactivée?|supprimée?)|"
        r"(unknown|invalid|no such|nonexistent|non[- ]existent|bad destination|non existing|"
        r"illegal|undeliverable|inactive|disabled|incorrect)[^\n]{0,24}?"
        r"(user|recipient|mail ?box|account|address|alias|local part|person)|"
        r"(pas|aucun|plus)[^\n]{0,20}(d.utilisateur|destinataire|de bo[iî]te)|"
        r"User not (known|found|exist)|unknown user|user unknown|"
        r"no (mail ?box|user|account|recipient|person)\b[^\n]{0,30}(here|by that name|with that)|"
        r"(don.t|do not|doesn.t|does not) (have|handle|seem to have)[^\n]{0,40}(mailbox|"
        r"account|user)|"
        r"doesn.t have an? [^\n]{0,30}account|this (user|address) (doesn|is no)|"
        r"not in (my|our|the)[^\n]{0,20}(list|directory|table)|not listed in|"
        r"host (or domain name )?(is )?(not found|unknown|non[- ]?exist)|unknown (host|"
        r"domain)|no such (host|domain)|"
        r"domain[^\n]{0,40}(not found|does ?n.t exist|does not exist|invalid|unknown|couldn.t)|"
        r"(couldn.t find|could not find|cannot find)[^\n]{0,40}(host|domain)|"
        r"name service error[^\n]{0,60}host not found|nxdomain|unrouteable|unroutable|"
        r"unresolvable|no mx|nullmx|does not accept mail|domaine (inconnu|inexistant|introuvable)|"
        r"inexistante?|desconocid[oa]|no existe|expirado|sconosciuto|unbekannt|not resolvable|"
        r"has moved|moved to|changed address|left the company|"
        r"(account|mailbox|user)[^\n]{0,24}(disabled|inactive|closed|suspended|expired)|"
        r"not (currently )?a (valid|known|local)|address (rejected|error)|no such|"
        r"couldn.t be found|could not be found|(host|domain)[^\n]{0,60}not found|illegal host|"
        r"name is not recognized|not recogni[sz]ed|no valid recipients?|address is correct|"
        r"does not exist|doesn.t exist|n.existe pas|unknown recipient|"
        r"recipient (address )?rejected|mailbox unavailable|"
        r"retry timeout exceeded for[^\n]*unknown",
    ),
    (
        Severity.SOFT,
        r"try (again )?later|temporar|deferred|time[d ]?-?out|timeout|connection (refused|"
        r"reset|lost)|"
        r"not (responding|answering)|delayed|warning|greylist|gray-?list|too busy|"
        r"retry|unreachable|réessayez|temporaire|reporté|expiré|connexion refusée|"
        r"could not connect|couldn.t connect|system (problem|resources|error)|queued|"
        r"resources temporarily|lost connection|network error|no route|service (is )?unavailable",
    ),
)
WORDS = tuple((severity, re.compile(words, re.I)) for severity, words in _WORDS)

# The address itself, or the place it names, by subject and detail of RFC 3463.
DEAD = frozenset({"1.1", "1.2", "1.3", "1.6", "1.10", "4.4"})  # 4.4: no route to such a domain
REFUSED = frozenset({"1.7", "1.8", "2.3"})  # our address, or the length of this message
FULL = frozenset({"2.1", "2.2", "3.1"})  # there, and takes nothing for now


def of_status(status: str) -> Severity | None:
    """Return what an enhanced code says by itself; nothing when it is too vague.

    >>> of_status("5.1.1"), of_status("4.2.2"), of_status("5.7.1"), of_status("5.0.0")
    (<Severity.HARD: 'hard'>, <Severity.SOFT: 'soft'>, <Severity.BLOCKED: 'blocked'>, None)
    """
    found = STATUS.search(status)
    if found is None or found[1] == "2":
        return None
    family, detail = found[1], f"{found[2]}.{found[3]}"
    if found[2] == "7" or detail in REFUSED:
        return Severity.BLOCKED
    if family == "4" or detail in FULL:
        return Severity.SOFT
    if detail in DEAD:
        return Severity.HARD
    return {"6": Severity.BLOCKED, "4": Severity.SOFT, "3": Severity.SOFT}.get(found[2])


def of_words(text: str) -> Severity | None:
    """Return what the words of a server say.

    >>> of_words("550 5.1.1 User unknown"), of_words("La boîte aux lettres est pleine")
    (<Severity.HARD: 'hard'>, <Severity.SOFT: 'soft'>)
    """
    return next((severity for severity, words in WORDS if words.search(text)), None)


def judge(status: str, diagnostic: str, around: str = "", *, delayed: bool = False) -> Severity:
    """Say what a failure means.

    Args:
        status: the enhanced code of a delivery report; nothing without one.
        diagnostic: what the other server answered.
        around: what the notice says to people, looked at when the rest is silent.
        delayed: it will be tried again.
    """
    if delayed:
        return Severity.SOFT
    inner = STATUS.search(diagnostic)
    code = inner[0] if inner and inner[1] != "2" else status
    by_code = of_status(code) or of_status(status)
    if by_code is Severity.BLOCKED:  # 5.7.x never speaks of the address, whatever it says
        return by_code
    words = of_words(diagnostic) if diagnostic else None
    late = words is Severity.HARD and by_code is None and not _SURE.search(diagnostic)
    if late and _AFTER_DATA.search(f"{diagnostic}\n{around}"):
        return Severity.SOFT  # the recipient had been accepted: the text was not
    temporary = code.startswith("4") or (not code and _first_reply(diagnostic) == "4")
    if temporary:
        return Severity.SOFT if words is not Severity.BLOCKED else Severity.BLOCKED
    found = _first(words, by_code)
    if found is None:
        found = of_words(around) if around else None
    return found or (Severity.HARD if code.startswith("5.1") else Severity.SOFT)


_SURE = re.compile(
    r"does(n.t| not) have an? [^\n]{0,40}account|n[o']t exist|inexistant|inconnu|discontinued|"
    r"no longer|invalid",
    re.I,
)
_AFTER_DATA = re.compile(
    r"in\s+reply\s+to\s+end\s+of\s+data|after (end of )?data|>>> data\s*\n\s*<<< 5", re.I
)


def _first(words: Severity | None, by_code: Severity | None) -> Severity | None:
    """A code that names the address is surer than words, except that a full mailbox is full."""
    if by_code is Severity.HARD and words is not Severity.SOFT:
        return by_code
    return words or by_code


def _first_reply(text: str) -> str:
    found = REPLY.search(text)
    return found[1] if found else ""
