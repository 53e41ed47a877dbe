"""Read the invoices of others: a PDF that carries its XML, or the XML alone, in CII or in UBL."""

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from comptoir.errors import InputError, Place
from comptoir.readers.einvoice_judge import CII, parsed
from comptoir.rules.values.einvoice import EInvoice, Preceding, XmlLine, XmlParty

NAMES = ("factur-x.xml", "zugferd-invoice.xml", "xrechnung.xml", "order-x.xml")
CII_ON_DEBITS, UBL_ON_DEBITS = "5", "3"  # UNTDID 2475 and 2005: the date of the invoice
LARGEST = 30_000_000  # bytes; beyond, it is no invoice
FX = re.compile(r"fx:ConformanceLevel(?:>|=[\"'])([^<\"']+)")
PART = re.compile(r"pdfaid:part(?:>|=[\"'])(\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """The file that an invoice came in."""

    xml: bytes
    pdf: bool = False
    name: str = ""  # of the attachment
    level: str = ""  # fx:ConformanceLevel
    pdfa_part: str = ""


def carrier(path: Path) -> Carrier:
    """Return the XML of a file, and what its PDF says of it; a PDF without XML has an empty one.

    Raises:
        InputError: the file cannot be read, or is neither PDF nor XML.
    """
    try:
        content = path.read_bytes() if path.stat().st_size <= LARGEST else b""
    except OSError as error:
        raise InputError(
            "ce fichier ne se lit pas.", remedy="Vérifiez son nom.", at=Place(str(path))
        ) from error
    if content.startswith(b"%PDF"):
        return _from_pdf(content, path)
    if not content.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise InputError(
            "ce fichier n’est ni un PDF ni du XML.",
            remedy="Donnez la facture reçue : un PDF (Factur-X) ou un fichier XML.",
            at=Place(str(path)),
        )
    return Carrier(xml=content)


def _from_pdf(content: bytes, path: Path) -> Carrier:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(content)) as document:
            files = {
                name.lower(): bytes(spec.get_file().read_bytes())
                for name, spec in document.attachments.items()
            }
            has_packet = "/Metadata" in document.Root
            packet = document.Root.Metadata.read_bytes() if has_packet else b""
    except pikepdf.PdfError as error:
        raise InputError(
            "ce PDF ne se lit pas : abîmé, ou protégé par un mot de passe.",
            remedy="Demandez-le de nouveau à qui l’a écrit.",
            at=Place(str(path)),
        ) from error
    known = [name for name in NAMES if name in files]
    name = (known or [name for name in files if name.endswith(".xml")] or [""])[0]
    said = packet.decode("utf-8", "replace")
    level, part = FX.search(said), PART.search(said)
    return Carrier(
        xml=files.get(name, b""),
        pdf=True,
        name=name,
        level=level[1] if level else "",
        pdfa_part=part[1] if part else "",
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadInvoice:
    """What an invoice says, whatever its syntax."""

    facts: EInvoice
    seller: str
    seller_country: str
    buyer: str
    net: Decimal
    tax: Decimal
    currency: str
    breakdown: tuple[tuple[str, Decimal, Decimal, Decimal], ...] = ()  # category, rate, base, VAT
    iban: str = ""  # BT-84
    on_debits: bool = False  # BT-8: VAT due at the invoice


def read(xml: bytes) -> ReadInvoice:
    """Read an invoice in CII or in UBL; what it lacks is left empty."""
    root = parsed(xml)
    return _cii(root) if root.tag == CII else _ubl(root)


def _cii(root: Any) -> ReadInvoice:
    trade = root.find("{*}SupplyChainTradeTransaction")
    settlement = _find(trade, "ApplicableHeaderTradeSettlement")
    sums = _find(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation")
    agreement = _find(trade, "ApplicableHeaderTradeAgreement")
    seller, buyer = _find(agreement, "SellerTradeParty"), _find(agreement, "BuyerTradeParty")
    document = _find(root, "ExchangedDocument")
    taxes = _all(settlement, "ApplicableTradeTax")
    notes = [(_text(n, "SubjectCode"), _text(n, "Content")) for n in _all(document, "IncludedNote")]
    lines = tuple(
        XmlLine(
            id=_text(item, "AssociatedDocumentLineDocument/LineID"),
            quantity=_number(_text(item, "SpecifiedLineTradeDelivery/BilledQuantity")),
            unit_price=_number(
                _text(item, "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount")
            ),
            net=_number(
                _text(
                    item,
                    "SpecifiedLineTradeSettlement/"
                    "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount",
                )
            ),
            category=_text(item, "SpecifiedLineTradeSettlement/ApplicableTradeTax/CategoryCode"),
            rate=_number(
                _text(item, "SpecifiedLineTradeSettlement/ApplicableTradeTax/RateApplicablePercent")
            ),
        )
        for item in _all(trade, "IncludedSupplyChainTradeLineItem")
    )
    facts = EInvoice(
        number=_text(document, "ID"),
        type_code=_text(document, "TypeCode"),
        frame=_text(
            root,
            "ExchangedDocumentContext/BusinessProcessSpecifiedDocumentContextParameter/ID",
        ),
        treatment=next((text for code, text in notes if code == "BAR"), ""),
        issued_on=_day(_text(document, "IssueDateTime/DateTimeString")) or date.min,
        due_on=_day(_text(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime/DateTimeString")),
        seller=_cii_party(seller),
        buyer=_cii_party(buyer),
        notes=_counted([code for code, _ in notes]),
        preceding=tuple(
            Preceding(
                number=_text(each, "IssuerAssignedID"),
                on=_day(_text(each, "FormattedIssueDateTime/DateTimeString")),
            )
            for each in _all(settlement, "InvoiceReferencedDocument")
        ),
        lines=lines,
        amounts=tuple(
            _number(each.text) for each in (sums if sums is not None else ()) if each.text
        ),
        rates=tuple(
            (_text(t, "CategoryCode"), _number(_text(t, "RateApplicablePercent"))) for t in taxes
        ),
        gross=_number(_text(sums, "GrandTotalAmount")),
        paid=_number(_text(sums, "TotalPrepaidAmount")),
        due=_number(_text(sums, "DuePayableAmount")),
    )
    return ReadInvoice(
        facts=facts,
        seller=_text(seller, "Name"),
        seller_country=_text(seller, "PostalTradeAddress/CountryID"),
        buyer=_text(buyer, "Name"),
        net=_number(_text(sums, "TaxBasisTotalAmount")),
        tax=_number(_text(sums, "TaxTotalAmount")),
        currency=_text(settlement, "InvoiceCurrencyCode"),
        breakdown=tuple(
            (
                _text(t, "CategoryCode"),
                _number(_text(t, "RateApplicablePercent")),
                _number(_text(t, "BasisAmount")),
                _number(_text(t, "CalculatedAmount")),
            )
            for t in taxes
        ),
        iban=_text(
            settlement,
            "SpecifiedTradeSettlementPaymentMeans/PayeePartyCreditorFinancialAccount/IBANID",
        ),
        on_debits=any(_text(t, "DueDateTypeCode") == CII_ON_DEBITS for t in taxes),
    )


def _cii_party(node: Any) -> XmlParty:
    endpoint = _find(node, "URIUniversalCommunication/URIID")
    return XmlParty(
        siren=_schemed(node, "SpecifiedLegalOrganization/ID", "0002"),
        siret=_schemed(node, "GlobalID", "0009"),
        endpoint=(endpoint.text or "") if endpoint is not None else "",
        endpoint_scheme=endpoint.get("schemeID", "") if endpoint is not None else "",
        vat_number=_schemed(node, "SpecifiedTaxRegistration/ID", "VA"),
    )


def _ubl(root: Any) -> ReadInvoice:
    credit = root.tag.endswith("}CreditNote")
    seller = _find(root, "AccountingSupplierParty/Party")
    buyer = _find(root, "AccountingCustomerParty/Party")
    sums = _find(root, "LegalMonetaryTotal")
    item, quantity = (
        ("CreditNoteLine", "CreditedQuantity") if credit else ("InvoiceLine", "InvoicedQuantity")
    )
    notes = [re.match(r"#(\w+)#(.*)", each.text or "", re.S) for each in _all(root, "Note")]
    coded = [(found[1], found[2].strip()) for found in notes if found]
    taxes = _all(root, "TaxTotal/TaxSubtotal")
    facts = EInvoice(
        number=_text(root, "ID"),
        type_code=_text(root, "CreditNoteTypeCode" if credit else "InvoiceTypeCode"),
        frame=_text(root, "ProfileID"),
        treatment=next((text for code, text in coded if code == "BAR"), ""),
        issued_on=_day(_text(root, "IssueDate")) or date.min,
        due_on=_day(_text(root, "DueDate") or _text(root, "PaymentMeans/PaymentDueDate")),
        seller=_ubl_party(seller),
        buyer=_ubl_party(buyer),
        notes=_counted([code for code, _ in coded]),
        preceding=tuple(
            Preceding(number=_text(each, "ID"), on=_day(_text(each, "IssueDate")))
            for each in _all(root, "BillingReference/InvoiceDocumentReference")
        ),
        lines=tuple(
            XmlLine(
                id=_text(each, "ID"),
                quantity=_number(_text(each, quantity)),
                unit_price=_number(_text(each, "Price/PriceAmount")),
                net=_number(_text(each, "LineExtensionAmount")),
                category=_text(each, "Item/ClassifiedTaxCategory/ID"),
                rate=_number(_text(each, "Item/ClassifiedTaxCategory/Percent")),
            )
            for each in _all(root, item)
        ),
        amounts=tuple(
            _number(each.text) for each in (sums if sums is not None else ()) if each.text
        ),
        rates=tuple(
            (_text(t, "TaxCategory/ID"), _number(_text(t, "TaxCategory/Percent"))) for t in taxes
        ),
        gross=_number(_text(sums, "TaxInclusiveAmount")),
        paid=_number(_text(sums, "PrepaidAmount")),
        due=_number(_text(sums, "PayableAmount")),
    )
    return ReadInvoice(
        facts=facts,
        seller=_text(seller, "PartyLegalEntity/RegistrationName"),
        seller_country=_text(seller, "PostalAddress/Country/IdentificationCode"),
        buyer=_text(buyer, "PartyLegalEntity/RegistrationName"),
        net=_number(_text(sums, "TaxExclusiveAmount")),
        tax=_number(_text(root, "TaxTotal/TaxAmount")),
        currency=_text(root, "DocumentCurrencyCode"),
        breakdown=tuple(
            (
                _text(t, "TaxCategory/ID"),
                _number(_text(t, "TaxCategory/Percent")),
                _number(_text(t, "TaxableAmount")),
                _number(_text(t, "TaxAmount")),
            )
            for t in taxes
        ),
        iban=_text(root, "PaymentMeans/PayeeFinancialAccount/ID"),
        on_debits=_text(root, "InvoicePeriod/DescriptionCode") == UBL_ON_DEBITS,
    )


def _ubl_party(node: Any) -> XmlParty:
    endpoint = _find(node, "EndpointID")
    return XmlParty(
        siren=_schemed(node, "PartyLegalEntity/CompanyID", "0002"),
        siret=_schemed(node, "PartyIdentification/ID", "0009"),
        endpoint=(endpoint.text or "") if endpoint is not None else "",
        endpoint_scheme=endpoint.get("schemeID", "") if endpoint is not None else "",
        vat_number=_text(node, "PartyTaxScheme/CompanyID"),
    )


def _find(node: Any, path: str) -> Any:
    return None if node is None else node.find(_any(path))


def _all(node: Any, path: str) -> list[Any]:
    return [] if node is None else node.findall(_any(path))


def _text(node: Any, path: str) -> str:
    return "" if node is None else (node.findtext(_any(path)) or "").strip()


def _any(path: str) -> str:
    return "/".join("{*}" + step for step in path.split("/"))


def _schemed(node: Any, path: str, scheme: str) -> str:
    return next(
        ((each.text or "").strip() for each in _all(node, path) if each.get("schemeID") == scheme),
        "",
    )


def _number(text: str | None) -> Decimal:
    try:
        return Decimal((text or "0").strip())
    except InvalidOperation:
        return Decimal(0)


def _day(text: str) -> date | None:
    for form in ("%Y%m%d", "%Y-%m-%d"):
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    return None


def _counted(codes: list[str]) -> dict[str, int]:
    return {code: codes.count(code) for code in dict.fromkeys(codes) if code}
