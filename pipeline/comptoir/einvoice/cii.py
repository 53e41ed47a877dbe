"""Write an invoice in CII, the syntax of Factur-X (EN 16931; order of the elements: its XSD)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from xml.etree import ElementTree

from comptoir.einvoice.conditions import REASON_CODES, Bill, Conditions, address
from comptoir.einvoice.units import unit_code
from comptoir.money import ZERO, split, to_cents
from comptoir.party import Address, Party
from comptoir.sales import CreditNote, Invoice, InvoiceKind, Line, Part, Prices, VatBreakdown
from comptoir.sales.face import shown_parts

GUIDELINE = "urn:cen.eu:en16931:2017"  # BT-24
CURRENCY = "EUR"
NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
for _prefix, _uri in NAMESPACES.items():
    ElementTree.register_namespace(_prefix, _uri)
TRANSFER, DEBIT = "30", "59"  # UNTDID 4461: credit transfer, SEPA direct debit


@dataclass(frozen=True, slots=True)
class _Node:
    """An element under construction; empty values write nothing."""

    element: ElementTree.Element

    def add(self, name: str, text: str = "", **attributes: str) -> "_Node":
        prefix, _, local = name.rpartition(":")
        made = ElementTree.SubElement(
            self.element, f"{{{NAMESPACES[prefix or 'ram']}}}{local}", attributes
        )
        made.text = text or None
        return _Node(made)

    def put(self, name: str, text: str, **attributes: str) -> None:
        if text:
            self.add(name, text, **attributes)

    def day(self, name: str, on: date, kind: str = "udt:DateTimeString") -> None:
        self.add(name).add(kind, f"{on:%Y%m%d}", format="102")


def cii(bill: Bill, conditions: Conditions) -> bytes:
    """Return the XML of an invoice, a deposit invoice or a credit note."""
    root = _Node(ElementTree.Element(f"{{{NAMESPACES['rsm']}}}CrossIndustryInvoice"))
    context = root.add("rsm:ExchangedDocumentContext")
    context.add("BusinessProcessSpecifiedDocumentContextParameter").add("ID", conditions.frame)
    context.add("GuidelineSpecifiedDocumentContextParameter").add("ID", GUIDELINE)
    _document(root.add("rsm:ExchangedDocument"), bill, conditions)
    trade = root.add("rsm:SupplyChainTradeTransaction")
    _lines(trade, bill)
    _agreement(trade.add("ApplicableHeaderTradeAgreement"), bill)
    _delivery(trade.add("ApplicableHeaderTradeDelivery"), bill)
    _settlement(trade.add("ApplicableHeaderTradeSettlement"), bill, conditions)
    text: bytes = ElementTree.tostring(root.element, encoding="UTF-8", xml_declaration=True)
    return text


def type_code(bill: Bill) -> str:
    """BT-3."""
    if isinstance(bill, CreditNote):
        return "381"
    return "386" if bill.kind is InvoiceKind.DEPOSIT else "380"


def _document(node: _Node, bill: Bill, conditions: Conditions) -> None:
    node.add("ID", bill.number)
    node.add("TypeCode", type_code(bill))
    node.day("IssueDateTime", bill.issued_on)
    free = bill.reason if isinstance(bill, CreditNote) else bill.offer.subject
    if free:
        node.add("IncludedNote").add("Content", free)
    for code, text in conditions.notes:
        note = node.add("IncludedNote")
        note.add("Content", text)
        note.add("SubjectCode", code)


def _lines(trade: _Node, bill: Bill) -> None:
    offer = bill.offer
    sold = [part for part in shown_parts(bill.totals.parts) if part.kind == "line"]
    for part in sold:
        line = offer.lines[part.line]
        item = trade.add("IncludedSupplyChainTradeLineItem")
        item.add("AssociatedDocumentLineDocument").add("LineID", str(part.line + 1))
        product = item.add("SpecifiedTradeProduct")
        product.put("SellerAssignedID", line.sku)
        product.add("Name", line.name)
        reductions = _line_allowances(line, offer.prices)
        full = part.net + sum((amount for _, amount in reductions), ZERO)
        price = item.add("SpecifiedLineTradeAgreement").add("NetPriceProductTradePrice")
        price.add("ChargeAmount", _unit_price(line, full, offer.prices))
        item.add("SpecifiedLineTradeDelivery").add(
            "BilledQuantity", _number(line.quantity), unitCode=unit_code(line.unit)
        )
        settlement = item.add("SpecifiedLineTradeSettlement")
        _rate(settlement.add("ApplicableTradeTax"), part)
        for reason, amount in reductions:
            _reduction(settlement, reason, amount)
        settlement.add("SpecifiedTradeSettlementLineMonetarySummation").add(
            "LineTotalAmount", _amount(part.net)
        )


def _line_allowances(line: Line, prices: Prices) -> list[tuple[str, Decimal]]:
    """Return the allowances of a line without tax; their sum is rounded once."""
    whole = sum((each.amount for each in line.allowances), ZERO)
    if prices is Prices.NET or not line.allowances:
        return [(each.reason, each.amount) for each in line.allowances]
    net = to_cents(whole * 100 / (100 + line.vat_rate))
    shares = split(net, [each.amount for each in line.allowances])
    return [(each.reason, share) for each, share in zip(line.allowances, shares, strict=True)]


def _unit_price(line: Line, full: Decimal, prices: Prices) -> str:
    """BT-146: without tax, at most six decimals."""
    if prices is Prices.NET:
        return _number(line.unit_price)
    return _number((full / line.quantity).quantize(Decimal("0.000001"), ROUND_HALF_UP))


def _rate(tax: _Node, part: Part) -> None:
    tax.add("TypeCode", "VAT")
    tax.add("CategoryCode", part.category)
    tax.add("RateApplicablePercent", _number(part.rate))


def _reduction(settlement: _Node, reason: str, amount: Decimal) -> None:
    node = settlement.add("SpecifiedTradeAllowanceCharge")
    node.add("ChargeIndicator").add("udt:Indicator", "false")
    node.add("ActualAmount", _amount(amount))
    node.add("Reason", reason)


def _agreement(node: _Node, bill: Bill) -> None:
    offer = bill.offer
    node.put("BuyerReference", offer.buyer.service_code)
    _party(node.add("SellerTradeParty"), bill.seller, tax_registration=True)
    _party(node.add("BuyerTradeParty"), offer.buyer)
    if isinstance(bill, Invoice) and bill.order_number:
        node.add("SellerOrderReferencedDocument").add("IssuerAssignedID", bill.order_number)
    if offer.buyer_reference:
        node.add("BuyerOrderReferencedDocument").add("IssuerAssignedID", offer.buyer_reference)
    if offer.contract:
        node.add("ContractReferencedDocument").add("IssuerAssignedID", offer.contract)


def _party(node: _Node, party: Party, *, tax_registration: bool = False) -> None:
    node.put("GlobalID", party.siret, schemeID="0009")
    node.add("Name", party.name)
    if party.siren:
        node.add("SpecifiedLegalOrganization").add("ID", party.siren, schemeID="0002")
    if party.attention:
        node.add("DefinedTradeContact").add("PersonName", party.attention)
    _postal(node.add("PostalTradeAddress"), party.address)
    written, scheme = address(party)
    if written:
        node.add("URIUniversalCommunication").add("URIID", written, schemeID=scheme)
    if party.vat_number:
        node.add("SpecifiedTaxRegistration").add("ID", party.vat_number, schemeID="VA")
    elif tax_registration:  # BT-32: a seller without VAT number is known by its SIREN
        node.add("SpecifiedTaxRegistration").add("ID", party.siren, schemeID="FC")


def _postal(node: _Node, at: Address) -> None:
    node.put("PostcodeCode", at.postcode)
    node.put("LineOne", at.street or at.addition)
    node.put("LineTwo", at.addition if at.street else "")
    node.put("CityName", at.city)
    node.add("CountryID", at.country or "FR")


def _delivery(node: _Node, bill: Bill) -> None:
    offer = bill.offer
    goes = offer.delivery or (offer.buyer.address if _needs_country(bill) else None)
    if goes:
        there = node.add("ShipToTradeParty")
        there.add("Name", offer.buyer.name)
        _postal(there.add("PostalTradeAddress"), goes)
    on = bill.issued_on if isinstance(bill, CreditNote) else bill.supplied_on
    node.add("ActualDeliverySupplyChainEvent").day("OccurrenceDateTime", on)


def _needs_country(bill: Bill) -> bool:
    """A supply within the EU says where it goes (BR-IC-12)."""
    return any(part.category == "K" for part in bill.totals.parts)


def _settlement(node: _Node, bill: Bill, conditions: Conditions) -> None:
    totals = bill.totals
    debit = bill.debit if isinstance(bill, Invoice) else None
    if debit:
        node.add("CreditorReferenceID", debit.creditor)
    node.add("PaymentReference", bill.number)
    node.add("InvoiceCurrencyCode", CURRENCY)
    if debit:
        node.add("SpecifiedTradeSettlementPaymentMeans").add("TypeCode", DEBIT)
    elif conditions.iban and isinstance(bill, Invoice):
        means = node.add("SpecifiedTradeSettlementPaymentMeans")
        means.add("TypeCode", TRANSFER)
        means.add("PayeePartyCreditorFinancialAccount").add("IBANID", conditions.iban)
    for row in totals.vat:
        _breakdown(node.add("ApplicableTradeTax"), row, bill, conditions)
    for part in shown_parts(totals.parts):
        if part.kind != "line" and part.net:
            _allowance_or_charge(node, part)
    terms = node.add("SpecifiedTradePaymentTerms")
    if isinstance(bill, CreditNote):
        terms.add("Description", f"Avoir sur la facture {bill.invoice_number}")
    else:
        terms.day("DueDateDateTime", bill.due_on)
        if debit:
            terms.add("DirectDebitMandateID", debit.mandate)
    _sums(node.add("SpecifiedTradeSettlementHeaderMonetarySummation"), bill)
    for number, on in _preceding(bill):
        reference = node.add("InvoiceReferencedDocument")
        reference.add("IssuerAssignedID", number)
        reference.day("FormattedIssueDateTime", on, "qdt:DateTimeString")


def _breakdown(tax: _Node, row: VatBreakdown, bill: Bill, conditions: Conditions) -> None:
    tax.add("CalculatedAmount", _amount(row.tax_amount))
    tax.add("TypeCode", "VAT")
    own = row.exemption or conditions.exemption
    if row.category != "S":
        tax.add("ExemptionReason", own or "Exonération de TVA")
    tax.add("BasisAmount", _amount(row.taxable_amount))
    tax.add("CategoryCode", row.category)
    if row.category != "S":
        code = "" if row.exemption else conditions.exemption_code
        tax.put("ExemptionReasonCode", REASON_CODES.get(row.category, code))
    elif bill.vat_on_debits:
        tax.add("DueDateTypeCode", "5")  # BT-8: the invoice date
    tax.add("RateApplicablePercent", _number(row.rate))


def _allowance_or_charge(node: _Node, part: Part) -> None:
    made = node.add("SpecifiedTradeAllowanceCharge")
    charge = part.kind == "charge"
    made.add("ChargeIndicator").add("udt:Indicator", "true" if charge else "false")
    made.add("ActualAmount", _amount(part.net if charge else -part.net))
    made.add("Reason", part.name)
    _rate(made.add("CategoryTradeTax"), part)


def _sums(node: _Node, bill: Bill) -> None:
    totals = bill.totals
    paid = bill.deducted
    node.add("LineTotalAmount", _amount(totals.lines_net))
    if totals.charges:
        node.add("ChargeTotalAmount", _amount(totals.charges))
    if totals.allowances:
        node.add("AllowanceTotalAmount", _amount(totals.allowances))
    node.add("TaxBasisTotalAmount", _amount(totals.net))
    node.add("TaxTotalAmount", _amount(totals.tax), currencyID=CURRENCY)
    node.add("GrandTotalAmount", _amount(totals.gross))
    if paid:
        node.add("TotalPrepaidAmount", _amount(paid))
    node.add("DuePayableAmount", _amount(totals.gross - paid))


def _preceding(bill: Bill) -> Iterable[tuple[str, date]]:
    if isinstance(bill, CreditNote):
        return [(bill.invoice_number, bill.invoice_issued_on)]
    deposits: Sequence[tuple[str, date]] = [(d.number, d.issued_on) for d in bill.deposits]
    return deposits


def _amount(amount: Decimal) -> str:
    return f"{to_cents(amount):f}"


def _number(number: Decimal) -> str:
    return f"{number.normalize():f}"
