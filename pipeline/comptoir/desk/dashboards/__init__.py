"""Dashboards: counted, compared with the journal and with targets, commented, drawn, printed."""
