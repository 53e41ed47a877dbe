"""How messages leave: one module a channel, each with the same promise and a stand-in for tests."""
