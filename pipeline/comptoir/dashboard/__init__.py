"""Measures of the activity, in volume and in value: what the dashboard draws."""

from comptoir.dashboard.indicators import BY_ID, INDICATORS, Family, Indicator, Rate
from comptoir.dashboard.measures import Measure, Point, Row, Sums, Target, measures
from comptoir.dashboard.period import Period

__all__ = [
    "BY_ID",
    "INDICATORS",
    "Family",
    "Indicator",
    "Measure",
    "Period",
    "Point",
    "Rate",
    "Row",
    "Sums",
    "Target",
    "measures",
]
