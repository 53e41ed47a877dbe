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
CUSTOMER_SIREN = Timeline(
    {date(2000, 1, 1): False, date(2027, 9, 1): True},
    source="CGI, ann. II, art. 242 nonies A, I-1°",
)
SMALL_INVOICE = Timeline(
    {date(2003, 7, 1): 150}, source="CGI, ann. II, art. 242 nonies A, II"
)  # net; under it the seller's VAT number may be left out
