"""Appointments: hours cut into slots, what is taken, what is free. Times are those of the house."""
