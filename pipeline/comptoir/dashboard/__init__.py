"""Measures of the activity, in volume and in value: what the dashboard draws."""

from comptoir.dashboard.measures import Measure, Period, Row, measures

__all__ = ["Measure", "Period", "Row", "measures"]
