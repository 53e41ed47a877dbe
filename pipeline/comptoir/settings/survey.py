"""`contacts/surveys/NAME.toml`: a questionnaire, its target and what to do when it is missed."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from pydantic import Field, model_validator

from comptoir.settings.model import Line, Model


class Scale(StrEnum):
    """What an answer is."""

    RECOMMEND = "recommend"  # 0 to 10: Net Promoter Score
    SATISFACTION = "satisfaction"  # 1 to 5: CSAT, the share of 4 and 5
    CHOICE = "choice"  # one of the options
    CHOICES = "choices"  # some of them
    OPEN = "open"  # words


class Question(Model):
    name: str = Field(pattern=r"^[a-z][a-z0-9_]*$")
    text: Line
    scale: Scale
    options: tuple[Line, ...] = ()
    required: bool = False
    target: Decimal | None = None  # of the NPS (-100 to 100), or of the CSAT (percentage)
    action: str = ""  # what is done when the target is missed

    @model_validator(mode="after")
    def _whole(self) -> "Question":
        if (self.scale in (Scale.CHOICE, Scale.CHOICES)) != bool(self.options):
            raise ValueError("options va avec choice et choices, et seulement avec eux")
        if any("|" in option for option in self.options):
            raise ValueError("une option ne contient pas de barre |")
        if self.target is not None and self.scale not in (Scale.RECOMMEND, Scale.SATISFACTION):
            raise ValueError("target va avec recommend ou satisfaction")
        if (self.target is None) != (not self.action):
            raise ValueError("target et action vont ensemble : un constat appelle une suite")
        return self


class Survey(Model):
    title: Line
    intro: str = ""
    opens: date
    closes: date
    purpose: str = "demandes"  # of processing.toml
    anonymous: bool = True
    codes: bool = False  # whether an answer needs a code, given once
    smallest: int = Field(5, ge=3, le=50)  # answers under which no group is shown
    questions: tuple[Question, ...] = Field(alias="question", min_length=1)

    @model_validator(mode="after")
    def _whole(self) -> "Survey":
        names = [one.name for one in self.questions]
        if len(set(names)) < len(names):
            raise ValueError("deux questions portent le même nom")
        if "code" in names:
            raise ValueError("une question ne peut pas s’appeler code")
        if self.closes < self.opens:
            raise ValueError("closes vient après opens")
        return self

    def question(self, name: str) -> Question | None:
        return next((one for one in self.questions if one.name == name), None)
