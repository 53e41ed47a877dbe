"""What `comptoir ledger check` looks at: one module a floor of the books, one function a check."""
