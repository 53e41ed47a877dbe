"""VAT: rates, bases, due dates."""
