"""CNS: consents, refusals, canvassing."""
