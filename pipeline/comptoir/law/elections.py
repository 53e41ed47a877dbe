"""General elections of local bodies, by month, for the restraint that comes before them.

The day is set by decree some months before; the first of the month stands for it.
"""

from datetime import date

SOURCE = "C. électoral, art. L52-1, L192, L227 et L336"
VERIFIED = False
RESTRAINT = 6  # months before the first of the month of the election
LOCAL_ELECTIONS = {
    date(2026, 3, 1): "municipales",
    date(2028, 3, 1): "départementales et régionales",
    date(2032, 3, 1): "municipales",
}
