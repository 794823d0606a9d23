"""What a rule file says, as pydantic models: the rules of a fact, their surroundings, examples and look-alikes."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, field_validator

from ipofacts.rulefiles import RuleModel
from ipofacts.schema import FACTS, Article, Bound

# What a rule may decide besides the facts of an offering: a value that belongs to something else (other), a company that isn't
# the issuer here (outsider), words that speak of another kind of security (unrelated), a first trading day to come (ahead).
AHEAD = "ahead"
VERDICTS = ("other", "outsider", "unrelated", AHEAD)
# The facts that rules read; the company is found by its name, and whether an article is about it by all that it says.
READ = tuple(fact for fact in FACTS if fact not in ("primary", "company"))
ID = r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$"
Phrases = list[Annotated[str, StringConstraints(min_length=1)]]


def _known(fact: object) -> str | list[str]:
    names = [fact] if isinstance(fact, str) else fact
    if not isinstance(names, list) or not names:
        raise ValueError("name a fact, or several: [subscription_start, subscription_end]")
    for name in names:
        if name not in READ and name not in VERDICTS:
            raise ValueError(f"there is no fact {name!r} for rules to read; known are {', '.join((*READ, *VERDICTS))}")
    return fact if isinstance(fact, str) else names


Facts = Annotated[str | list[str], BeforeValidator(_known)]


class Around(RuleModel):
    """Phrases looked for around a match: directly before or after it, inside it, in its clause, in its sentence."""

    before: Phrases = []
    after: Phrases = []
    inside: Phrases = []
    clause: Phrases = []
    sentence: Phrases = []


class Example(RuleModel):
    """A text that the rule must read, and the value it must give in short form (``HKD 116.20``, ``over 1164``)."""

    text: str = Field(min_length=1)
    gives: str = Field(min_length=1)
    published: str | None = None

    @field_validator("published")
    @classmethod
    def _is_date(cls, published: str | None) -> str | None:
        Article(text="-", published=published)
        return published


class Rule(RuleModel):
    """One rule: phrases, what it gives, its precedence, what must and must not stand around, examples and look-alikes."""

    id: str = Field(json_schema_extra={"pattern": ID})
    read: Phrases = Field(min_length=1)
    fact: Facts | None = None
    rank: int = Field(default=5, ge=1, le=9)
    gives: str | None = None
    take: Literal["value", "high", "low"] = "value"
    bound: Bound | None = None
    sign: Literal["down"] | None = None
    needs: Around = Around()
    unless: Around = Around()
    examples: list[Example] = Field(min_length=1)
    lookalikes: list[str] = Field(min_length=1)

    @field_validator("id")
    @classmethod
    def _well_formed(cls, name: str) -> str:
        if not re.fullmatch(ID, name):
            raise ValueError(f"the id {name!r} must be group.name: small letters, digits and hyphens, one point between")
        return name


class RuleSheet(RuleModel):
    """One file of rules: the fact they read (a rule may name its own), a word of explanation, and the rules."""

    fact: Facts
    about: str = Field(min_length=1)
    rules: list[Rule] = Field(min_length=1)
