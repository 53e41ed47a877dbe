"""Take over a site made with something else: what is decided, from what was read of it."""
