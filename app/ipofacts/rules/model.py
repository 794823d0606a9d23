"""What a rule file says, as pydantic models: the rules of a fact, their surroundings, examples and look-alikes."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, field_validator

from ipofacts.rulefiles import RuleModel
from ipofacts.schema import FACTS, Bound

# What a rule may decide besides the facts of an offering: a value that belongs to something else (other), a company that is not the
# issuer here (outsider), words that speak of another kind of security or event (unrelated), a first trading day still to come (ahead).
AHEAD = "ahead"
VERDICTS = ("other", "outsider", "unrelated", AHEAD)
Id = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*\.[a-z0-9]+(-[a-z0-9]+)*$")]
Phrases = list[Annotated[str, StringConstraints(min_length=1)]]


class Around(RuleModel):
    """Phrases looked for around a match: directly before or after it, inside it, in its clause, its sentence, or the headline."""

    before: Phrases = []
    after: Phrases = []
    inside: Phrases = []
    clause: Phrases = []
    sentence: Phrases = []


class Example(RuleModel):
    """A text that the rule must read, and the value it must give in short form (``HKD 116.20``, ``14.18-16.18``, ``over 1164``)."""

    text: str = Field(min_length=1)
    gives: str = Field(min_length=1)
    published: str | None = None


class Rule(RuleModel):
    """One rule: phrases, what it gives, its precedence, what must and must not stand around, examples and look-alikes."""

    id: Id
    read: Phrases = Field(min_length=1)
    fact: str | list[str] | None = None
    rank: int = Field(default=5, ge=1, le=9)
    gives: str | None = None
    take: Literal["value", "high", "low"] = "value"
    bound: Bound | None = None
    sign: Literal["down"] | None = None
    needs: Around = Around()
    unless: Around = Around()
    examples: list[Example] = Field(min_length=1)
    lookalikes: list[str] = Field(min_length=1)

    @field_validator("fact")
    @classmethod
    def _known(cls, fact: str | list[str] | None) -> str | list[str] | None:
        for name in [fact] if isinstance(fact, str) else fact or []:
            if name not in FACTS and name not in VERDICTS:
                raise ValueError(f"there is no fact {name!r}; known are {', '.join((*FACTS, *VERDICTS))}")
        return fact


class RuleSheet(RuleModel):
    """One file of rules: the fact they read (a rule may name its own), a word of explanation, and the rules."""

    fact: str | list[str]
    about: str = Field(min_length=1)
    rules: list[Rule] = Field(min_length=1)

    _known_fact = field_validator("fact")(Rule._known.__func__)  # type: ignore[attr-defined]
