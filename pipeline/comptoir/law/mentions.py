"""Words that the law puts on sales documents, by date, with their source."""

from datetime import date

from comptoir.law.timeline import Timeline

# CGI references stay allowed until 30 June 2028; the CIBS numbers come with the official table.
SMALL_BUSINESS_EXEMPTION = Timeline(
    {date(1994, 1, 1): "TVA non applicable, art. 293 B du CGI"}, source="CGI, art. 293 E"
)
VAT_ON_DEBITS = Timeline(
    {date(2000, 1, 1): "Option pour le paiement de la taxe d’après les débits"},
    source="CGI, ann. II, art. 242 nonies A, I-11° bis",
)
# What a sale without VAT says, by its category (BT-151).
UNTAXED = {
    "AE": ("Autoliquidation", "CGI, art. 283 ; ann. II, art. 242 nonies A, I-13°"),
    "K": ("livraison intracommunautaire, CGI, art. 262 ter, I", "CGI, art. 262 ter, I"),
    "G": ("exportation, CGI, art. 262, I", "CGI, art. 262, I"),
}
# The four new mentions of small firms: SIREN of the customer, delivery address, nature of the
# operations, option for the debits.
NEW_MENTIONS = date(2027, 9, 1)
NEW_MENTIONS_SOURCE = "CGI, ann. II, art. 242 nonies A ; ord. 2026-671"
CUSTOMER_SIREN = Timeline(
    {date(2000, 1, 1): False, NEW_MENTIONS: True},
    source="CGI, ann. II, art. 242 nonies A, I-1°",
)
SMALL_INVOICE = Timeline(
    {date(2003, 7, 1): 150}, source="CGI, ann. II, art. 242 nonies A, II"
)  # net; under it the seller's VAT number may be left out

# VAT moves from the CGI to the CIBS; both may be cited until the last day (ord. 2025-1247 and
# 2026-671). The numbers of the CIBS come from the official table only.
CIBS_FROM = date(2027, 1, 1)
CGI_UNTIL = date(2028, 6, 30)
