"""Appointments: taken, moved, kept or missed, reminded the day before, exchanged as calendars."""
