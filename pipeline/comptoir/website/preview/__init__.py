"""The site while it is written: a server for this machine that follows each save."""
