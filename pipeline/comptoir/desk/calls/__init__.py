"""Calls of a mailing: the sheet of who is to be called, and what each call came to."""
