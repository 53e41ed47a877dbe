"""Direct debits: mandates, batches, what comes back."""
