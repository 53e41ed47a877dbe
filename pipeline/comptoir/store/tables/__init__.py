"""Tables, one module a noun, all on `store.metadata.metadata`."""
