"""The rule files of the text room: what each of them may hold."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import Field, model_validator

from ipofacts.rulefiles import Root, RuleModel, read_file

Rules = TypeVar("Rules", bound=RuleModel)


def load(root: Root, name: str, model: type[Rules]) -> Rules:
    """One file of ``root/text`` (``name`` without its suffix), validated. Raises RuleFileError."""
    return read_file(root, Path("text") / f"{name}.yaml", model).content


class CleaningExample(RuleModel):
    """A text as it is posted and as the step must leave it."""

    text: str
    clean: str


class CharacterRules(RuleModel):
    """characters.yaml: one character for one character."""

    punctuation: dict[str, str] = Field(description="Punctuation in other forms -> the form used in clean text.")
    scale_after_stop: str = Field(description="Units after which `12。91` must be a decimal.")
    variants: dict[str, str] = Field(description="Odd and forced characters that no conversion table knows -> simplified.")
    ambiguous: str = Field(
        description="Converted in traditional articles only: simplified text uses these characters too (乾, 於)."
    )
    unchanged: str = Field(description="Characters that conversion tables change and simplified text writes so.")
    examples: list[CleaningExample]

    @model_validator(mode="after")
    def _single(self) -> CharacterRules:
        for found, meant in (*self.punctuation.items(), *self.variants.items()):
            if len(found) != 1 or len(meant) != 1:
                raise ValueError(f"{found!r}: {meant!r} must be one character for one character")
        return self


class EncodingRules(RuleModel):
    """encodings.yaml: what betrays text that was read in the wrong encoding."""

    common: str = Field(description="Characters outside ASCII that hardly any text of some length lacks.")
    examples: list[CleaningExample]


class LossRules(RuleModel):
    """losses.yaml: what tells that characters were lost."""

    asking: str = Field(description="Characters that end a question: the question marks behind them are meant.")
    units: str = Field(description="Characters that may follow a figure.")
    counters: str = Field(description="Others that may: behind a figure and one question mark they prove a lost digit.")
    coins: str = Field(description="Characters that name money with another before them: with that lost, it may be any.")
    scales: str = Field(description="Those that scale it; one right behind a decimal point shows that a digit is lost.")
    ranges: str = Field(description="Characters between the two ends of a range: if one end is lost, the other is no figure.")
    dates: str = Field(description="Characters between the parts of a date: if one part is lost, the others are no date.")
    examples: list[CleaningExample]


class ReadingRules(RuleModel):
    """pinyin.yaml: the syllables that may stand as a reading after a character."""

    syllables: dict[str, list[str]] = Field(description="Initial -> finals; the initial `none` stands for no initial.")
    bare_readings: int = Field(
        ge=1, description="So many readings without tone marks must stand in an article before any is removed."
    )
    examples: list[CleaningExample]


class BlankRules(RuleModel):
    """blanks.yaml: blanks inside figures."""

    scales: str = Field(description="Characters that scale a number: a blank between them and what is counted parts nothing.")
    counted: str = Field(description="Characters that begin what is counted.")
    torn: list[str] = Field(description="Words that nobody parts: blanks in several of them stand anywhere in the article.")
    openers: list[str] = Field(description="Words that begin a sentence rather than a clause, where marks are missing.")
    examples: list[CleaningExample]


class TableRules(RuleModel):
    """tables.yaml: what a header cell or label is called, and which units its brackets may carry."""

    labels: list[str] = Field(
        description="How labels end (发行价格, 上市日期): a cell that ends so, and holds no sentence, is a label."
    )
    exact: list[str] = Field(description="Labels only if they are the whole cell (公司, 代码).")
    heads: list[str] = Field(
        description="Two of these over two columns (项目, 内容) name neither: each row is a label and its value."
    )
    units: list[str] = Field(description="Units in a header's brackets that are carried to its cells.")
    unit_of: dict[str, str] = Field(description="What a bare figure counts under a header that ends so and names no unit.")
    examples: list[CleaningExample]


class BoilerplateRules(RuleModel):
    """boilerplate.yaml: what is on a page but not of the article."""

    starts: list[str] = Field(description="A short line that begins so is boilerplate.")
    notices: list[str] = Field(description="A line that begins so is a notice, sentences and all.")
    call_verbs: list[str] = Field(description="A short line that begins so and soon names one of `call_objects` calls readers.")
    call_objects: list[str] = Field(description="打开 … APP, 扫码 … 群.")
    contains: list[str] = Field(description="A short line that holds this is boilerplate.")
    whole: list[str] = Field(description="A line that is this, counts and marks aside, is boilerplate.")
    sentences: list[str] = Field(description="A sentence that holds this is boilerplate, in a long line too.")
    tails: list[str] = Field(
        description="A line that begins so opens other articles or comments; from there on only prose is read."
    )
    tail_heads: list[str] = Field(description="So begin other headings of that kind, if they end in one of `tail_nouns`.")
    tail_nouns: list[str] = Field(description="So they end: 猜你 … 喜欢, 更多 … 资讯.")
    bylines: list[str] = Field(description="A short line without a sentence that begins so names who wrote, edited or drew.")
    ago: list[str] = Field(
        description="A line that holds no more than a name and ends so, figures aside, tells when it was posted (张三 前天 7)."
    )
    menu: list[str] = Field(description="Words of site menus: a line that consists of several of them is one.")
    examples: list[BoilerplateExample]


class BoilerplateExample(RuleModel):
    """An article in which exactly the lines (or sentences) named must be boilerplate."""

    text: str
    boilerplate: list[str]


class SegmentRules(RuleModel):
    """segments.yaml: what lists are numbered and marked with."""

    numerals: str = Field(description="Chinese numerals that number sections.")
    bullets: str = Field(description="Signs that mark list items.")
    ordinals: list[str] = Field(description="Words before a numeral that number an item in words.")
    copulas: list[str] = Field(description="Words behind a numeral that number an item in words.")


class Swap(RuleModel):
    """A swapped word that is only meant as ``meant`` beside certain others."""

    found: str
    meant: str
    before: list[str] = Field(default=[], description="One of these must follow; `0` is any digit.")
    after: list[str] = Field(default=[], description="One of these must precede; `0` is any digit.")
    not_before: list[str] = Field(default=[], description="None of these may follow.")
    not_after: list[str] = Field(default=[], description="None of these may precede.")


class UnspinRules(RuleModel):
    """unspin.yaml: the near-synonyms that rewriting tools put, and what stood there."""

    signs: dict[str, int] = Field(description="Words that hardly stand in text that was not spun, with their weight.")
    threshold: int = Field(ge=1, description="An article is spun if the weights of the different signs in it reach this.")
    term_weight: int = Field(ge=1, description="The weight of each form in `terms` as a sign.")
    terms: dict[str, list[str]] = Field(
        description="Terms of the trade -> forms that nobody writes, one half from a dictionary of synonyms: signs and swaps."
    )
    swaps: dict[str, str] = Field(description="Put -> meant, wherever it stands in a spun article.")
    contextual: list[Swap] = Field(description="Swaps that need a look at their neighbours; they go before `swaps`.")
    examples: list[CleaningExample]
    clean_examples: list[str] = Field(description="Text that is not spun, in spite of such words.")


class DatelineRules(RuleModel):
    """datelines.yaml: the lines that tell when an article was published."""

    year: str = Field(description="Characters between year and month.")
    month: str = Field(description="Characters between month and day.")
    day: str = Field(description="The character that may close a date.")
    weekday: str = Field(description="The characters with which a weekday behind a date begins.")
    cues: list[str] = Field(description="Words that make a line with a date a dateline wherever it stands before the tail.")
    wires: list[str] = Field(description="What follows the date of a wire report (2025年6月2日电).")
    todays: list[str] = Field(description="Words before a day in brackets that is the day of writing: 今日(6月19日).")
    closers: list[str] = Field(
        description="What follows a day that no article is published on: a date before it is an event's."
    )
    examples: list[DatelineExample]


class DatelineExample(RuleModel):
    """An article and the day it tells as that of its publication, or null."""

    text: str
    date: str | None


BoilerplateRules.model_rebuild()
DatelineRules.model_rebuild()
