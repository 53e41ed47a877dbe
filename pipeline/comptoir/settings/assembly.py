"""`legal/assembly.toml`: what the statutes say of the general meeting."""

import re
from fractions import Fraction
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, PlainSerializer, model_validator

from comptoir.settings.model import Line, Model


def _fraction(told: object) -> object:
    """Read « 1/4 », « 25 % » or 0."""
    if isinstance(told, Fraction):
        found = told
    elif percent := re.fullmatch(r"\s*(\d{1,3})\s*%\s*", str(told)):
        found = Fraction(int(percent[1]), 100)
    elif part := re.fullmatch(r"\s*(\d{1,4})\s*(?:/\s*(\d{1,4}))?\s*", str(told)):
        if part[2] and not int(part[2]):
            raise ValueError("une fraction ne se divise pas par zéro")
        found = Fraction(int(part[1]), int(part[2] or 1))
    else:
        raise ValueError("une part est attendue, comme 1/4 ou 25 %")
    if not 0 <= found <= 1:
        raise ValueError("une part va de 0 à 1, comme 1/4 ou 25 %")
    return found


Part = Annotated[Fraction, BeforeValidator(_fraction), PlainSerializer(str)]
NONE, HALF = Fraction(0), Fraction(1, 2)


class Voices(Model):
    """Members who have more than one voice, by the statutes."""

    voices: int = Field(ge=1, le=1000)
    tag: str = ""  # who bears it, among the tags of contacts
    organisations: bool = False  # or every member that is no person

    @model_validator(mode="after")
    def _somebody(self) -> "Voices":
        if bool(self.tag) == self.organisations:
            raise ValueError('voices dit tag = "…", ou organisations = true : l’un des deux')
        return self


class MeetingRules(Model):
    """The rules of one kind of meeting. Loi de 1901 leaves them all to the statutes."""

    notice_days: int = Field(15, ge=0, le=120)  # between the convocation and the meeting
    second_notice_days: int | None = Field(None, ge=0, le=120)  # of a second call; as the first
    second_after_days: int = Field(0, ge=0, le=120)  # at least, between the two meetings
    minimum_age: int = Field(0, ge=0, le=30)  # years, on the day
    seniority_days: int = Field(0, ge=0, le=730)  # since the first membership
    paid: bool = True  # the fee must be paid, and not only owed
    organisations: bool = True  # a member that is no person votes, by whom it sends
    proxies: int = Field(1, ge=0, le=50)  # that one person may bear
    quorum: Part = NONE
    second_quorum: Part = NONE
    quorum_of: Literal["members", "voters", "voices"] = "voters"  # counted as heads, or voices
    majority: Part = HALF  # more than it for a half, at least it for another part
    majority_of: Literal["cast", "present"] = "cast"  # abstentions count in the second
    casting_vote: bool = False  # the chair decides when for and against are even
    voices: tuple[Voices, ...] = ()  # one each for everybody else; the most that applies
    postal: bool = False  # votes by post count
    electronic: bool = False  # votes or presence at a distance count


class Assemblies(Model):
    source: Line  # « statuts du 14 décembre 2024, article 4 »
    ordinary: MeetingRules
    extraordinary: MeetingRules | None = None
