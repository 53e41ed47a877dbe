"""TXT: French language, typography, and the charter of the organisation. They warn, never block."""
