"""Texts that break readers: each made by code to a size in characters, so that growth can be measured as well."""

from __future__ import annotations

import random
from collections.abc import Callable

NEWS = "岚溪科技(02999.HK)今日在港交所主板挂牌,发行价为每股12.5港元,公开发售获超额认购86倍,募资约6.01亿港元。"


def _repeat(piece: str) -> Callable[[int], str]:
    return lambda size: piece * (size // len(piece))


def _nested(before: str, after: str) -> Callable[[int], str]:
    def make(size: int) -> str:
        depth = size // (len(before) + len(after))
        return before * depth + NEWS + after * depth

    return make


def _drawn(letters: str) -> Callable[[int], str]:
    return lambda size: "".join(random.Random(size).choices(letters, k=size))


def _table(size: int) -> str:
    row = "<tr><td>北川生物</td><td>06712.HK</td><td>12.80</td><td>6.01亿</td></tr>"
    return (
        "<table><tr><th>公司</th><th>代码</th><th>发行价(港元)</th><th>募资</th></tr>" + row * (size // len(row)) + "</table>"
    )


def _companies(size: int) -> str:
    """Every company is another one: what grows with the number of names shows here."""
    heads = "北南东西岚星桥泽川远溪峦"
    return "".join(
        f"{heads[n % 12]}{heads[n // 12 % 12]}{heads[n // 144 % 12]}科技({n % 9000 + 1000}.HK)将于{n % 28 + 1}日在港交所上市,发行价{n % 90 + 1}港元。"
        for n in range(size // 36)
    )


def _one_line(size: int) -> str:
    return NEWS.replace("。", ",") * (size // len(NEWS))


MAKERS: dict[str, Callable[[int], str]] = {
    "nothing but blanks and one word": lambda size: " " * size + "上市",
    "open brackets": _repeat("("),
    "open full-width brackets": _repeat("（"),
    "closed brackets": _repeat(")"),
    "brackets within brackets": _nested("(", ")"),
    "quotes": _repeat("“"),
    "book marks": _nested("《", "》"),
    "less than": _repeat("<"),
    "ampersands": _repeat("&"),
    "numeric entities": _repeat("&#x31;"),
    "entities without end": _repeat("&#1111111111"),
    "deep HTML": _nested("<div>", "</div>"),
    "deep lists": _nested("<ul><li>", "</li></ul>"),
    "deep tables": _nested("<table><tr><td>", "</td></tr></table>"),
    "tags never closed": _repeat("<div class='a'>"),
    "comments never closed": _repeat("<!--"),
    "scripts never closed": _repeat("<script>"),
    "attributes never closed": lambda size: "<a href='" + "x" * size,
    "a table of many rows": _table,
    "pipes": _repeat("|"),
    "rows of pipes": _repeat("|北川生物|06712.HK|12.80|\n"),
    "digits": _repeat("8"),
    "digits with commas": _repeat("8,"),
    "digits with points": _repeat("8."),
    "digits and blanks": _repeat("8 "),
    "Chinese numerals": _repeat("九"),
    "Chinese units": _repeat("万"),
    "numerals and units": _repeat("九万"),
    "full-width digits": _repeat("８"),
    "codes": _repeat("02999.HK "),
    "bracketed codes": _repeat("(02999.HK)"),
    "dates": _repeat("2026年3月4日"),
    "dates without end": _repeat("3月"),
    "ranges": _repeat("12.5港元至"),
    "amounts": _repeat("6.01亿港元"),
    "percents": _repeat("12.5%"),
    "currencies": _repeat("港元"),
    "the issue price": _repeat("发行价"),
    "not": _repeat("不"),
    "one company word": _repeat("科技"),
    "registered forms": _repeat("股份有限公司"),
    "one sentence, no full stop": _one_line,
    "one sentence again and again": _repeat(NEWS),
    "the same line again and again": _repeat(NEWS + "\n"),
    "many companies": _companies,
    "company lists": _repeat("北川生物、"),
    "exchanges": _repeat("港交所"),
    "line breaks": _repeat("\n"),
    "line breaks and words": _repeat("上市\n"),
    "carriage returns": _repeat("\r"),
    "tabs": _repeat("\t"),
    "line separators": _repeat("\u2028"),
    "NULs": _repeat("\x00"),
    "NULs among words": lambda size: "\x00".join(NEWS * (size // len(NEWS) // 2)),
    "pinyin in brackets": _repeat("終(zhōng)於(yú)"),
    "latin": _repeat("a"),
    "latin words": _repeat("IPO "),
    "one long address": lambda size: "https://example.com/" + "a/" * (size // 2),
    "combining accents": _repeat("e\u0301\u0302\u0303"),
    "joiners": _repeat("\u200b\u200d\ufeff"),
    "right to left": _repeat("\u202e上市\u202c"),
    "emoji": _repeat("👨‍👩‍👧‍👦"),
    "beyond the plane": _repeat("𠮷"),
    "private use": _repeat("\ue000"),
    "lost bytes": _repeat("??墒"),
    "replacement marks": _repeat("\ufffd"),
    "traditional": _repeat("發行價為每股12.5港元,"),
    "any characters": _drawn("".join(map(chr, (*range(0x20, 0x7F), *range(0x4E00, 0x4F00), *range(0x3000, 0x3020))))),
    "words of the trade": lambda size: "".join(
        random.Random(size).choices(
            [
                "上市",
                "港交所",
                "发行价",
                "12.5",
                "港元",
                "亿",
                "(",
                ")",
                ",",
                "。",
                "\n",
                "科技",
                "集团",
                "超额认购",
                "倍",
                "2026年",
                "3月",
                "公司",
                "至",
                "约",
                " ",
                "<b>",
                "%",
                "每股",
                "募资",
            ],
            k=size // 2,
        )
    ),
}


def nasty(size: int) -> dict[str, str]:
    """Each text by name, of about ``size`` characters (code points), never blank alone."""
    return {name: make(size) for name, make in MAKERS.items()}
