"""RET: how long things are kept."""
