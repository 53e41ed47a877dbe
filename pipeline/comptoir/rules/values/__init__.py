"""What rules read besides pages: messages, contacts, consents, documents, books, archives.

Each module holds frozen values of one trade, with no way to the base: whoever has the facts (a
channel, a gateway, an import) makes the value and hands it to the engine. Places name an id and a
field, never a person.
"""
