"""The example organisation, made by seeded scripts: its contacts and its pictures.

Nothing here is imported by `comptoir`; nothing here describes a real person.
"""
