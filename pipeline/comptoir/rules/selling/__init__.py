"""CGV: what a seller owes to consumers before, during and after a sale."""
