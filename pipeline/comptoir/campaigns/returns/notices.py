"""The usual wordings of failure notices, French and English, and the addresses they speak of."""

import re

ADDRESS = re.compile(r"[\w!#$%&'*+/=?^`{|}~.\-]+@[\w.\-]+\.[a-zA-Z]{2,}")
# Who writes such notices, in the address or the name of the sender.
MAILER = re.compile(
    r"mailer[-_. ]?daemon|post ?master|mail[-_ ]?daemon|mdaemon|mailadmin|mail admin|"
    r"mail delivery|delivery (sub)?system|delivery (status|agent|service|notif)|"
    r"syst[eè]me de (distribution|messagerie|remise)|service (de )?(distribution|messagerie)|"
    r"mail ?system|internet mail|message router|microsoft exchange|mailsystem|smtp(d|32|server)?\b|"
    r"mail[_ ]service|bounce|undeliver|non[- ]?remis|mailsweeper|mail ?gateway|gateway@|"
    r"mail[- ]?server|"
    r"\bmail(er)?@|\bmmdf\b|\bsmtp[- ]|notification d.état|administrateur (de |du )?(syst|messag)|"
    r"system administrator|systemadministrator|\broot@|\bmajordomo|listserv|scanmail|antivirus|"
    r"abuse@|\bserver@|\bmail delivery",
    re.I,
)
SUBJECT = re.compile(
    r"undeliver|not delivered|un-deliver|returned (mail|e-?mail|message|to sender)|"
    r"delivery (status|failure|has failed|failed|notification|problem|error|report|delayed)|"
    r"mail delivery|failure notice|failed (mail|delivery|to deliver)|"
    r"(could not|couldn.t|cannot|can.t|can not|unable to) (be )?(deliver|send)|"
    r"non[- ](remis|distribu|délivr)|échec (de |d.)?(la )?(remise|distribution|livraison|envoi)|"
    r"echec|notification (d.état|de) |message (non|refusé|retourné)|retour (à l.expéditeur|"
    r"de mail)|"
    r"nondeliverable|non[- ]deliver|mail (system )?(error|failure|failed)|(mail|message) (was )?"
    r"(undeliver|rejected|refused|blocked|not)|rejected|warning: (could not|message)|"
    r"bounce|delivery|user unknown|unknown (user|recipient)|not sent|mail status report|"
    r"error (sending|in)|unzustellbar|unbekannt|fehler|onbestelbaar|rebotado|devuelto|"
    r"quota|mailbox full|message delayed|attempt to send|problème de remise|remise",
    re.I,
)
# The recipients stand just after these words.
_BEFORE = re.compile(
    r"(follow(ing|s)[^\n]{0,30}(address|recipient|destination|destinataire|user|person|people)|"
    r"(address|recipient)(es|s|\(e?s\))?[^\n]{0,30}(fail|had|could|reach|were|that|below|reject|"
    r"refus|was|is|not|:)|"
    r"(could not|couldn.t|cannot|was not|not|unable to|can.t|failed to)( be)? (deliver|reach|send)|"
    r"(délivré|distribué|remis|acheminé|transmis|envoyé)e?s? (à|aux|au)|"
    r"destinataires? (suivant|ci-dessous|:)|adresses? (suivante|ci-dessous|:|en erreur|e-?mail)|"
    r"(message|mail|courriel|e-mail)[^\n]{0,60}(undeliver|not delivered|failed|rejected|returned|"
    r"was not|wasn.t|n.a pas|n.est pas|could|cannot)|"
    r"delivery[^\n]{0,40}(fail|attempt|to)|failed (recipient|address|for)|fail(ed|ure)[^\n]{0,20}:|"
    r"(recipient|destinataire|address|adresse|user|utilisateur|e-?mail|to|à|pour) ?:|"
    r"rcpt to:|unknown|inconnu|échec|echec|rejected|undeliver|>>>|"
    r"(didn.t|did not) reach|problem (delivering|with)|no such|permanent (fatal )?error|"
    r"not found|does ?n.t exist|does not exist|deliver)",
    re.I,
)
_NOBODY = re.compile(
    r"^(mailer-?daemon|postmaster|abuse|support|help ?desk|helpdesk|hostmaster|webmaster|admin|"
    r"mail-?admin|noreply|no-reply|assistance|info-?tech|root)@",
    re.I,
)
_NOT_HERE = re.compile(
    r"(https?://|mailto:|message-id|envelope-from|from:|reporting-mta|contact)", re.I
)
_ALONE = re.compile(r"^[>\s\-*\d.):]*(to:\s*)?['\"<(\[]?(?:mailto:)?$", re.I)
_HINT = 4  # lines after the words that announce an address


def named(notice: str) -> list[str]:
    """Return the addresses that a notice says were not reached, the surest only.

    >>> named("Hi. This is the qmail-send program.\\n\\n<jo@example.org>:\\nno mailbox here")
    ['jo@example.org']
    >>> named("Votre message n’a pas pu être remis à jo@example.org : utilisateur inconnu.")
    ['jo@example.org']
    """
    scored: dict[str, int] = {}
    near = 0
    for line in notice.split("\n"):
        near = max(near - bool(line.strip()), 0)
        for found in ADDRESS.finditer(line):
            address = found[0].strip("'.-").removeprefix("mailto:").lower()
            score = _score(line, found, near)
            if score and not _NOBODY.match(address) and not _is_identifier(line, found):
                scored[address] = max(scored.get(address, 0), score)
        if _BEFORE.search(line):
            near = _HINT
    best = max(scored.values(), default=0)
    return [address for address, score in scored.items() if score == best]


def _score(line: str, found: re.Match[str], near: int) -> int:
    before, after = line[: found.start()], line[found.end() :]
    if _NOT_HERE.search(before[-40:]):
        return 0
    if re.search(r"rcpt to:\s*<?$", before, re.I):
        return 4
    alone = bool(_ALONE.match(before))
    if alone and (near or re.match(r"['\")\]]*>?[):]", after)):
        return 3
    if _BEFORE.search(before) or (near and alone) or re.search(r":\s*<?$", before):
        return 2
    return 1 if near or alone or _BEFORE.search(after) else 0


def _is_identifier(line: str, found: re.Match[str]) -> bool:
    """Whether it is a Message-ID, which looks like an address."""
    local = found[0].partition("@")[0]
    return len(re.findall(r"\d", local)) > 12 and bool(re.search(r"\bid\b", line, re.I))
