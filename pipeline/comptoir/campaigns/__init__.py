"""Mailings, decided: who is written to, with which words, in which order. Nothing leaves here."""
