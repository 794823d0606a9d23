"""The trade's knowledge of names: rules/names, read strictly and made ready for looking up."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from ipofacts.rulefiles import Root, RuleModel, read_file


class Exchange(RuleModel):
    """One exchange: its names, and places that imply it in the wording of a listing."""

    names: list[str] = Field(min_length=1)
    places: list[str] = []
    examples: list[str] = []


class Board(RuleModel):
    """One board: its names, and the exchange that it implies."""

    names: list[str] = Field(min_length=1)
    exchange: str | None = None


class Exchanges(RuleModel):
    """rules/names/exchanges.yaml."""

    exchanges: dict[str, Exchange]
    place_before: list[str]
    place_after: list[str]
    boards: dict[str, Board]
    gem_context: list[str]
    mainland_context: list[str]
    foreign_context: list[str]

    def all_names(self) -> list[str]:
        """The names of all exchanges and boards."""
        return [name for one in self.exchanges.values() for name in one.names] + [
            name for board in self.boards.values() for name in board.names
        ]


class HousePlaceWords(RuleModel):
    """What tells a house by its place alone: words for its task, and what joins them with its name."""

    labels: list[str]
    links: list[str]
    leads: list[str]
    verbs: list[str]
    objects: list[str]
    joints: list[str]
    ends: list[str]
    endings: list[str]
    tails: list[str]


class Banks(RuleModel):
    """rules/names/banks.yaml."""

    houses: list[str]
    tails: list[str]
    endings: list[str]
    listed_endings: list[str]
    full_endings: list[str]
    not_before_endings: list[str]
    not_after_endings: list[str]
    sponsor_words: list[str]
    quoted_after: list[str]
    issuing: list[str]
    issuing_between: list[str]
    issuing_before: list[str]
    places: HousePlaceWords
    examples: list[str]


class Others(RuleModel):
    """rules/names/others.yaml."""

    media: list[str]
    regulators: list[str]
    research: list[str]
    firms: list[str]
    indexes: list[str]
    institutions: list[str]
    places: list[str]
    endings: list[str]
    listed_endings: list[str]
    examples: list[str]


class Slots(RuleModel):
    """rules/names/slots.yaml."""

    after: list[str]
    after_comma: list[str]
    closing: list[str]
    edges: list[str]
    strong: list[str]
    strong_dated: list[str]
    telling: list[str]
    strong_leads: list[str]
    surely: list[str]
    pointing: list[str]
    pointed: list[str]
    relative: list[str]
    relative_mark: str
    list_mark: str
    counted_kinds: list[str]
    times: list[str]
    kind_endings: list[str]
    makers: list[str]
    not_makers: str
    list_marks: list[str]
    kinds: list[str]
    joining: list[str]
    closing_leads: list[str]
    closing_inner: list[str]
    before: list[str]
    trade: list[str]
    goods: list[str]
    never: list[str]
    examples: list[str]


class Companies(RuleModel):
    """rules/names/companies.yaml."""

    legal_endings: list[str]
    latin_legal: list[str]
    industries: list[str]
    descriptors: list[str]
    stops: list[str]
    name_verbs: list[str]
    joining: list[str]
    descriptor_endings: list[str]
    inner: list[str]
    latin_tails: list[str]
    latin_kinds: list[str]
    portals: list[str]
    full_labels: list[str]
    counting: list[str]
    counted: list[str]
    counts: list[str]
    group_words: list[str]
    share_labels: list[str]
    links: list[str]
    numerals: str
    ordinals: list[str]
    list_marks: list[str]
    listing_words: list[str]
    person_titles: list[str]
    person_after: list[str]
    person_before: list[str]
    person_counts: list[str]
    kind_words: list[str]
    code_labels: list[str]
    share_tails: list[str]
    share_word: str
    moves: list[str]
    speech_verbs: list[str]
    person_prefixes: list[str]
    surnames: str
    name_characters: str
    fragments: str
    latin_stops: list[str]
    definition_words: list[str]
    name_labels: list[str]
    not_definitions: list[str]
    suffix_marks: list[str]
    first_day_marks: list[str]
    places: list[str]
    countries: list[str]
    cities: list[str]
    openers: str
    nations: list[str]
    honours: list[str]
    leaders: list[str]
    activities: list[str]
    offers: list[str]
    reporting: list[str]
    date_marks: list[str]
    examples: list[str]


@dataclass(frozen=True)
class Vocabulary:
    """All of rules/names."""

    exchanges: Exchanges
    banks: Banks
    others: Others
    companies: Companies
    slots: Slots


def load_vocabulary(root: Root) -> Vocabulary:
    """Reads rules/names below ``root``. Raises RuleFileError."""
    folder = Path("names")
    return Vocabulary(
        exchanges=read_file(root, folder / "exchanges.yaml", Exchanges).content,
        banks=read_file(root, folder / "banks.yaml", Banks).content,
        others=read_file(root, folder / "others.yaml", Others).content,
        companies=read_file(root, folder / "companies.yaml", Companies).content,
        slots=read_file(root, folder / "slots.yaml", Slots).content,
    )
