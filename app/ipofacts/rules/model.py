"""What a rule file says, as pydantic models: the rules of a fact, their surroundings, examples and look-alikes."""

from __future__ import annotations

import re
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, StringConstraints, WithJsonSchema, field_validator

from ipofacts.rulefiles import RuleModel
from ipofacts.schema import FACTS, Article, Bound

# What a rule may decide besides the facts of an offering: a value that belongs to something else (other), a company that isn't
# the issuer here (outsider), words that speak of another kind of security (unrelated), a first trading day to come (ahead), a
# day on which what is told may have happened (scene), a value that the values beside it may tell to be a fact (figure).
AHEAD, SCENE, FIGURE = "ahead", "scene", "figure"
VERDICTS = ("other", "outsider", "unrelated", AHEAD, SCENE, FIGURE)
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


_NAME = {"type": "string", "enum": [*READ, *VERDICTS]}
Facts = Annotated[
    str | list[str],
    BeforeValidator(_known),
    WithJsonSchema({"anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]}),
]


class Around(RuleModel):
    """Phrases looked for around a match; one of several is enough."""

    before: Phrases = Field(default=[], description="Directly before the match; end the phrase with a gap to reach further.")
    after: Phrases = Field(default=[], description="Directly after the match; begin the phrase with a gap to reach further.")
    inside: Phrases = Field(default=[], description="In the match itself.")
    clause: Phrases = Field(default=[], description="In the clause of the match, up to the next comma.")
    sentence: Phrases = Field(default=[], description="In the sentence of the match.")


# Where surroundings are looked for, in the order in which they are told.
PLACES = tuple(Around.model_fields)


class Example(RuleModel):
    """A text that the rule must read, and the value it must give."""

    text: str = Field(min_length=1, description="A sentence about an invented company.")
    gives: str = Field(
        min_length=1, description="The value in short form: HKD 116.20, 14.18-16.18, over 1164, 2026-01-08, 2513.HK."
    )
    published: str | None = Field(default=None, description="The day of writing, YYYY-MM-DD, if a relative day needs it.")

    @field_validator("published")
    @classmethod
    def _is_date(cls, published: str | None) -> str | None:
        Article(text="-", published=published)
        return published


class Rule(RuleModel):
    """One rule: phrases, what it gives, its precedence, what must and must not stand around, examples and look-alikes."""

    id: str = Field(description="group.name, unique over all files.", json_schema_extra={"pattern": ID})
    read: Phrases = Field(
        min_length=1, description="The phrases; any of them is read. docs/rules.md tells how they are written."
    )
    fact: Facts | None = Field(default=None, description="Another fact than the file's, or several.")
    rank: int = Field(default=5, ge=1, le=9, description="Precedence among rules that read the same value; the higher wins.")
    gives: str | None = Field(default=None, description="A fixed answer instead of a value.")
    take: Literal["value", "high", "low", "top", "bottom"] = Field(
        default="value",
        description="high, low: the value is an upper or lower limit of the price; "
        "top, bottom: the price is the upper or lower end of the range read.",
    )
    bound: Bound | None = Field(default=None, description="Where the phrase tells it and the value doesn't.")
    sign: Literal["down"] | None = Field(default=None, description="down: the number counts negative.")
    of: Literal["several", "heading", "attempt", "history"] | None = Field(
        default=None,
        description="several: told of companies that the sentence counts or heads (三家昨日过会), of none alone; "
        "heading: told by a heading of the companies below it (◆新股申购), and only there; "
        "attempt: told of an earlier attempt of a company in another place, never of its offering now; "
        "history: told of a listing of years before, which makes nobody whom the article is about.",
    )
    needs: Around = Field(default=Around(), description="What must stand around the match.")
    unless: Around = Field(default=Around(), description="What must not stand around the match.")
    examples: list[Example] = Field(
        min_length=2, description="Texts that the rule must read, each with the value it must give."
    )
    lookalikes: list[str] = Field(min_length=2, description="Texts that look alike and from which the rule must read nothing.")

    @field_validator("id")
    @classmethod
    def _well_formed(cls, name: str) -> str:
        if not re.fullmatch(ID, name):
            raise ValueError(f"the id {name!r} must be group.name: small letters, digits and hyphens, one point between")
        return name


class RuleSheet(RuleModel):
    """One file of rules: the fact they read, a word of explanation, and the rules."""

    fact: Facts = Field(description="What the rules read; a rule may name its own.")
    about: str = Field(min_length=1, description="One line for readers.")
    rules: list[Rule] = Field(min_length=1)
