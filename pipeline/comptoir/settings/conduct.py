"""`comptoir.toml [conduct]`: the charter of good conduct that each person signs."""

from pydantic import field_validator

from comptoir.settings.model import Line, Model


class Conduct(Model):
    version: Line
    file: str = "legal/charte.md"
    required: bool = False  # whether acts on people wait for the signature

    @field_validator("file")
    @classmethod
    def _inside(cls, file: str) -> str:
        if file.startswith("/") or ".." in file.split("/"):
            raise ValueError("un fichier du dépôt est attendu, comme legal/charte.md")
        return file
