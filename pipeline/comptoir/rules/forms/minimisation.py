import re
from collections.abc import Iterator

from comptoir.rules import WARNING, Fault, rule
from comptoir.site.forms import data_forms
from comptoir.site.html import HtmlPage
from comptoir.site.wording import folded

TOO_MUCH = (
    (re.compile(r"\bcivilite\b|\bsexe\b|\bgenre\b|\bmadame ou monsieur"), "la civilité"),
    (re.compile(r"\bdate de naissance|\bnaissance\b|\bbirth|\bage\b"), "la date de naissance"),
    (re.compile(r"\bprofession\b|\bmetier\b|\bsituation (?:familiale|maritale)"), "la situation"),
)
LETTER = re.compile(r"\bnewsletter|\blettre d'info|\binfolettre|\bs'abonner\b|\bm'abonner\b")
ALSO = ((re.compile(r"\btelephone\b|\bportable\b|\btel\b"), "le téléphone"),
        (re.compile(r"\badresse postale|\bcode postal|\brue\b"), "l’adresse postale"))  # fmt: skip
NEEDS = re.compile(r"\badhe[sr]\w+|\bcotis\w+|\binscri\w+|\bassur\w+|\bcontrat|\bmineur|\benfant")


@rule(
    "FRM004",
    "Données de trop",
    severity=WARNING,
    basis="RGPD, art. 5.1.c et 25",
    surface=HtmlPage,
)
def minimisation(page: HtmlPage) -> Iterator[Fault]:
    """Cherche les réponses exigées sans nécessité : la civilité partout, la date de naissance dans
    un formulaire de contact, le téléphone pour une simple lettre.

    Biais : seuls les champs marqués obligatoires ; une adhésion ou une inscription peut demander
    une date de naissance. La civilité n’est jamais nécessaire (CJUE, C-394/23).

    ```html refusé
    <form method="post"><label>Civilité <select name="c" required></select></label>
    <label>Mél <input type="email" name="m" required></label></form>
    ```

    ```html accepté
    <form method="post"><label>Civilité <select name="c"><option>M.</option></select></label>
    <label>Mél <input type="email" name="m" required></label></form>
    ```
    """
    for form in data_forms(page):
        text = folded(form.text)
        wanted = [*TOO_MUCH, *(ALSO if LETTER.search(text) and len(form.fields) < 7 else ())]
        for control in form.fields:
            if not control.required:
                continue
            said = folded(f"{control.label} {control.name}".replace("_", " "))
            for pattern, words in wanted:
                allowed = words not in ("la civilité",) and NEEDS.search(text)
                if pattern.search(said) and not allowed:
                    found = f"le formulaire exige {words}"
                    yield Fault(page.place(control.node), found, "Rendez ce champ facultatif.")
                    break
