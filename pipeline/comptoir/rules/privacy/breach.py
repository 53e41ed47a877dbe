from collections.abc import Iterator
from datetime import timedelta

from comptoir.rules import ERROR, MISSING, Fault, Scope, rule
from comptoir.rules.values.breach import Breach
from comptoir.text import french_list

DELAY = timedelta(hours=72)


@rule(
    "PRV024",
    "Registre des violations",
    severity=ERROR,
    basis="RGPD, art. 33 et 34",
    surface=Breach,
)
def breach(breach: Breach, scope: Scope) -> Iterator[Fault]:
    """Cherche les violations de données dont le registre ne dit pas la nature, les effets et les
    mesures, celles à risque non notifiées à la CNIL dans les 72 heures sans raison du retard,
    celles à risque élevé que les personnes ignorent, et celles que l’on a retirées du registre.

    Biais : l’appréciation du risque reste à une personne ; l’heure de découverte fait partir le
    délai.

    ```toml refusé
    known_at = 2026-11-20T09:00:00
    nature = "courriel envoyé en copie visible"
    consequences = "adresses vues par 40 personnes"
    measures = "excuses, envoi un par un"
    risk = true
    authority_told_at = 2026-11-24T09:00:00
    ```

    ```toml refusé
    known_at = 2026-11-20T09:00:00
    ```

    ```toml refusé
    known_at = 2026-11-20T09:00:00
    nature = "ordinateur volé"
    consequences = "base lisible"
    measures = "mots de passe changés"
    risk = true
    high_risk = true
    authority_told_at = 2026-11-21T09:00:00
    ```

    ```toml accepté
    known_at = 2026-11-20T09:00:00
    nature = "ordinateur volé, disque chiffré"
    consequences = "aucune"
    measures = "plainte"
    ```

    ```toml accepté
    known_at = 2026-11-20T09:00:00
    nature = "courriel envoyé en copie visible"
    consequences = "adresses vues par 40 personnes"
    measures = "excuses, envoi un par un"
    risk = true
    authority_told_at = 2026-11-22T18:00:00
    ```
    """
    lacks = {
        "nature": not breach.nature,
        "effets": not breach.consequences,
        "mesures": not breach.measures,
    }
    if missing := [what for what, holds in lacks.items() if holds]:
        found = f"cette violation est notée sans {french_list(missing, last='ni')}"
        yield Fault(breach.at(), found, "Complétez le registre.", MISSING)
    if breach.erased:
        found = "cette violation a été retirée du registre"
        yield Fault(breach.at(), found, "Le registre se garde entier : remettez-la.")
    told, limit = breach.authority_told_at, breach.known_at + DELAY
    if breach.risk and told is None and scope.today > limit.date():
        found = "cette violation à risque n’a pas été notifiée à la CNIL dans les 72 heures"
        yield Fault(breach.at("CNIL"), found, "Notifiez-la, avec la raison du retard.", MISSING)
    elif breach.risk and told is not None and told > limit and not breach.late_reason:
        found = "cette violation a été notifiée après 72 heures, sans raison du retard"
        yield Fault(breach.at("CNIL"), found, "Donnez la raison du retard.", MISSING)
    if breach.high_risk and breach.persons_told_at is None:
        found = "les personnes ne savent rien d’une violation à risque élevé pour elles"
        yield Fault(breach.at("personnes"), found, "Prévenez-les, en mots simples.", MISSING)
