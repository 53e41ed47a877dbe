"""The command line: one module a command group, found by name and imported on use."""
