"""Pelican plugins, one module each: what Pelican calls at each step of a build."""
