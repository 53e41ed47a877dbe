"""Deliveries to come, the load of a week, and what is wrong with what carriers bring."""
