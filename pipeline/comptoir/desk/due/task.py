"""Something to do on a day, by somebody."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Task:
    """Something to do on a day."""

    on: date
    what: str
    command: str = ""  # what to run, or the file to open
    owner: str = ""  # whose task it is: a role, or the login of a person
