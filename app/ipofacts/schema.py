"""The contract: an Article goes in, an Extraction comes out.

Field meanings, units and forms follow the annotation guide of the golden samples (samples/README.md). All numbers are
strings holding plain
decimals, dates are ISO text with the precision that the article gives. Absent facts are absent keys.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, field_validator

Stage = Literal["planned", "filed", "approved", "offering", "priced", "listed", "postponed", "withdrawn"]
Board = Literal["main", "star", "chinext", "gem"]
Bound = Literal["approx", "over", "under"]
Number = Annotated[str, StringConstraints(pattern=r"^-?\d+(\.\d+)?$")]
FactDate = Annotated[str, StringConstraints(pattern=r"^(\d{4}(-(\d{2}(-\d{2})?|Q[1-4]|H[12]))?|--\d{2}(-\d{2})?)$")]
_PUBLISHED = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")


class Strict(BaseModel):
    """Unknown fields are refused, so that a misspelt one never passes in silence."""

    model_config = ConfigDict(extra="forbid")


class Article(Strict):
    """A news article as it was scraped or written; nothing needs to be cleaned before."""

    text: str = Field(
        min_length=1,
        description="The article, exactly as you have it: simplified or traditional, HTML or plain, menus and all.",
        examples=["智谱将于1月8日在港交所主板挂牌,股票代码为2513,发行价为每股116.20港元,募资总额约43.48亿港元。"],
    )
    title: str | None = Field(
        default=None, description="The headline, if it stands apart from the text.", examples=["智谱今日登陆港交所"]
    )
    published: str | None = Field(
        default=None,
        description="When the article was published: YYYY-MM-DD (YYYY-MM and YYYY are accepted). "
        "Resolves 今日, 下周四 and dates without a year.",
        examples=["2026-01-08"],
    )
    id: str | None = Field(
        default=None, max_length=200, description="Your name for the article; returned unchanged.", examples=["hk-0001"]
    )

    @field_validator("text")
    @classmethod
    def _not_blank(cls, text: str) -> str:
        if not text.strip():
            raise ValueError("the text is blank; send the article")
        return text

    @field_validator("published")
    @classmethod
    def _is_date(cls, published: str | None) -> str | None:
        if published is None:
            return None
        published = published.strip()[:10]
        if not _PUBLISHED.fullmatch(published) or not _exists(published):
            raise ValueError("not a date; write YYYY-MM-DD, for example 2026-01-08")
        return published


def _exists(day: str) -> bool:
    import datetime

    try:
        datetime.date.fromisoformat(day + "-01-01"[len(day) - 4 :] if len(day) < 10 else day)
    except ValueError:
        return False
    return True


class Amount(Strict):
    """Money: a plain decimal in the unit of the currency (43.48亿港元 is "4348000000"), or a range of it."""

    currency: str | None = Field(default=None, description="ISO 4217; absent if the article doesn't tell.", examples=["HKD"])
    value: Number | None = Field(default=None, description="The amount, if it is one figure.", examples=["4348000000"])
    low: Number | None = Field(default=None, description="The lower end of a range.", examples=["14.18"])
    high: Number | None = Field(
        default=None, description="The upper end of a range, or an upper limit alone.", examples=["16.18"]
    )
    bound: Bound | None = Field(
        default=None, description="approx for 约, over for 超/逾/至少, under for 不超过/最多.", examples=["approx"]
    )


class Quantity(Strict):
    """A number without currency: shares, times, percent."""

    value: Number | None = Field(default=None, description="The number, if it is one figure.", examples=["37419500"])
    low: Number | None = Field(default=None, description="The lower end of a range.", examples=["30000000"])
    high: Number | None = Field(default=None, description="The upper end of a range.", examples=["37419500"])
    bound: Bound | None = Field(
        default=None, description="approx for 约, over for 超/逾/至少, under for 不超过/最多.", examples=["over"]
    )


class CompanyName(Strict):
    """The issuer, in the article's own writing with noise removed."""

    name: str = Field(description="The form the article uses most.", examples=["智谱"])
    full_name: str | None = Field(
        default=None, description="The registered name, if given.", examples=["北京智谱华章科技股份有限公司"]
    )
    aliases: list[str] = Field(default_factory=list, description="Other names in the article.", examples=[["智谱华章"]])


class Evidence(Strict):
    """Where the article states a fact: ``quote == article[start:end]``, offsets in code points, half-open."""

    start: int = Field(
        ge=0, description="First character, counted from 0 in code points (UTF-16 units with ?offsets=utf16).", examples=[21]
    )
    end: int = Field(ge=0, description="One past the last character.", examples=[37])
    quote: str = Field(description="The characters themselves.", examples=["发行价为每股116.20港元"])
    in_: Literal["text", "title"] = Field(alias="in", description="Which posted field the offsets refer to.", examples=["text"])
    rule: str = Field(description="The id of the rule that read it; see GET /v1/rules.", examples=["issue-price.stated"])

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Check(Strict):
    """Something the facts let us verify; a failed check is reported and changes no fact."""

    check: str = Field(description="What was compared.", examples=["price × shares ≈ proceeds"])
    holds: bool = Field(description="Whether it holds.", examples=[True])
    stated: str | None = Field(default=None, description="What the article states.", examples=["4348000000"])
    computed: str | None = Field(default=None, description="What the other facts give.", examples=["4348145900"])


def _amount(text: str, example: dict[str, str]) -> Any:
    return Field(default=None, description=text, examples=[example])


class Offering(Strict):
    """One initial public offering or first listing of one company on one exchange."""

    primary: bool = Field(description="true: the article is about it; false: it is only mentioned.", examples=[True])
    company: CompanyName = Field(description="Who lists.")
    stage: Stage | None = Field(
        default=None,
        description="The furthest stage that the article reports as reached: planned 筹备/辅导, filed 递表/受理, "
        "approved 过会/聆讯通过/注册, "
        "offering 招股/申购, priced 定价/中签结果, listed 已上市, postponed 暂缓, withdrawn 撤回/终止.",
        examples=["listed"],
    )
    exchange: str | None = Field(
        default=None, description="HKEX, SSE, SZSE, BSE, NASDAQ, NYSE, SGX … (港交所 is HKEX).", examples=["HKEX"]
    )
    board: Board | None = Field(
        default=None, description="main 主板, star 科创板, chinext 创业板, gem 香港GEM.", examples=["main"]
    )
    stock_code: str | None = Field(
        default=None, description="Code with market suffix (股票代码2513 in Hong Kong is 2513.HK).", examples=["2513.HK"]
    )
    listing_date: FactDate | None = Field(
        default=None,
        description="First trading day, done or expected; partial dates as 2026-01, 2026-Q1, 2026, --01-08 (year unknown).",
        examples=["2026-01-08"],
    )
    subscription_start: FactDate | None = Field(
        default=None, description="First day of the public subscription (招股期).", examples=["2025-12-30"]
    )
    subscription_end: FactDate | None = Field(
        default=None, description="Last day of the public subscription.", examples=["2026-01-05"]
    )
    issue_price: Amount | None = _amount(
        "Price per share or ADS (发行价), final if fixed, else the range.", {"currency": "HKD", "value": "116.20"}
    )
    shares_offered: Quantity | None = _amount(
        "All shares or ADSs of the offering before over-allotment, whole shares (3741.95万股 is 37419500).",
        {"value": "37419500"},
    )
    proceeds: Amount | None = _amount(
        "Money raised, gross or unspecified (募资总额), in currency units.", {"currency": "HKD", "value": "4348000000"}
    )
    net_proceeds: Amount | None = _amount(
        "Money raised after costs (募资净额), in currency units.", {"currency": "HKD", "value": "4173000000"}
    )
    valuation: Amount | None = _amount(
        "The whole company at the offer price (发行市值, 上市估值), in currency units.",
        {"currency": "HKD", "value": "51100000000"},
    )
    first_day_market_cap: Amount | None = _amount(
        "Market value from first-day trading (首日市值), in currency units.", {"currency": "HKD", "value": "55000000000"}
    )
    post_money_valuation: Amount | None = _amount(
        "Value at the last private round (投后估值), in currency units.", {"currency": "USD", "value": "2000000000"}
    )
    pe_ratio: Quantity | None = _amount("Price-earnings ratio at issue (发行市盈率), times.", {"value": "22.99"})
    oversubscription: Quantity | None = _amount("Times the public tranche was subscribed (超额认购1164倍).", {"value": "1164"})
    international_oversubscription: Quantity | None = _amount(
        "Times the international or offline tranche was subscribed (国际配售15.28倍).", {"value": "15.28"}
    )
    lottery_rate: Quantity | None = _amount("Chance of an allotment (中签率), percent.", {"value": "0.036"})
    sponsors: list[str] | None = Field(
        default=None, description="Sponsors (保荐人), for US listings lead underwriters, as written.", examples=[["中金公司"]]
    )
    first_day_open: Amount | None = _amount(
        "Opening price of the first trading day (开盘价).", {"currency": "HKD", "value": "120"}
    )
    first_day_close: Amount | None = _amount(
        "Closing price of the first trading day (收盘价).", {"currency": "HKD", "value": "131.5"}
    )
    first_day_change: Quantity | None = _amount(
        "Change against the issue price on the first day, percent, signed (收涨13.17%).", {"value": "13.17"}
    )
    evidence: dict[str, list[Evidence]] = Field(
        default_factory=dict, description="For every fact present, the characters that state it."
    )
    checks: list[Check] = Field(default_factory=list, description="What could be cross-checked, and whether it holds.")


class Extraction(Strict):
    """All offerings that one article states, the primary ones first."""

    id: str | None = Field(default=None, description="The article's id, as posted.", examples=["hk-0001"])
    offerings: list[Offering] = Field(description="Empty if the article states no offering.")
    warnings: list[str] = Field(
        default_factory=list,
        description="Short stable codes: spun (synonyms were swapped back), garbled …",
        examples=[["spun"]],
    )
    rules_version: str = Field(description="Content hash of the rules that read the article.", examples=["9f3c2a61d0b7e845"])

    def to_json(self) -> dict[str, Any]:
        """As plain JSON data: absent facts are absent keys; offerings, warnings, evidence and checks always stand."""
        return self.model_dump(mode="json", by_alias=True, exclude_none=True)

    def to_bytes(self) -> bytes:
        """``to_json`` as one line of JSON in UTF-8, without its end."""
        return self.model_dump_json(by_alias=True, exclude_none=True).encode()

    def _repr_html_(self) -> str:
        """What a notebook shows: a card per offering."""
        from ipofacts.render import fragment

        return fragment(self.to_json())


FACTS: tuple[str, ...] = tuple(name for name in Offering.model_fields if name not in ("evidence", "checks"))
AMOUNT_FACTS = frozenset(
    (
        "issue_price",
        "proceeds",
        "net_proceeds",
        "valuation",
        "first_day_market_cap",
        "post_money_valuation",
        "first_day_open",
        "first_day_close",
    )
)
QUANTITY_FACTS = frozenset(
    ("shares_offered", "pe_ratio", "oversubscription", "international_oversubscription", "lottery_rate", "first_day_change")
)
DATE_FACTS = frozenset(("listing_date", "subscription_start", "subscription_end"))
