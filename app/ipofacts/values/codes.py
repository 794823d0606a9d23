"""Stock codes: labelled, in brackets behind a name, or with a market's prefix or suffix."""

from __future__ import annotations

import re

from ipofacts.values.lookup import WordTable, alternation, skip_blank, tree
from ipofacts.values.model import Value
from ipofacts.values.rules import CodeRules

_WORD = re.compile(r"[A-Za-z\u00c0-\u024f\u3400-\u9fff\d\"'\u201d\u2019\u300d\u300f)*-]")
_HAN_NAME = re.compile(r"[\u4e00-\u9fff]{2}\(")
_LATIN_NAME = re.compile(r"([A-Za-z]+) ?$")
_SHORT_NAME = re.compile(r"(?<=[\u4e00-\u9fffA-Za-z])\([A-Za-z0-9\u4e00-\u9fff&.'\- ]{2,24}[,\uff0c ] ?$")
_OPENING = {"(": ")", "[": "]", "<": ">", "\u3010": "\u3011"}
_BEFORE_LONE, _AFTER_LONE = (",", "\uff0c", "\u3001"), (",", "\uff0c", "\u3002", ";", "\uff1b")
_GOES_ON = (",", "\uff0c", " ")
_BEFORE_LETTER = 3  # digits before the letter of a code of Tokyo: 372A
_FEWEST_DIGITS, _MOST_DIGITS = 4, 6
_SHORTEST_REACH = 28  # characters
_SIX_DIGITS = ("SH", "SZ", "BJ")
_NOT_STOCK = ("subscription", "bond", "fund", "index")


class Codes:
    """Reads codes at a place of folded text; each reader gives the value or None."""

    def __init__(self, rules: CodeRules) -> None:
        self._rules = rules
        self._market = {
            word: market for table in (rules.prefixes, rules.suffixes) for market, words in table.items() for word in words
        }
        long_suffixes = [word for words in rules.suffixes.values() for word in words if len(word) > 1 or word == "T"]
        longest = [word for word in long_suffixes if len(word) > 1]
        all_suffixes = [word for words in rules.suffixes.values() for word in words]
        prefixes = [word for words in rules.prefixes.values() for word in words]
        with_digits = [word for market in rules.digits for word in rules.prefixes[market] if word.isascii()]
        colon, glued = r" ?[:,\uff0c] ?(?=[A-Z\d])", r"[.]? ?(?=\d{4,6}(?![\d.,]))"
        self.start_prefixes = {word: f"(?:{colon}|{glued})" if word in with_digits else colon for word in prefixes}
        self.start_labels = [word for word, _ in rules.labels.items()]
        marks = "".join(map(re.escape, rules.quotes))
        led = alternation(rules.behind_lead)
        self.ticker_rest = rf"[A-Z]{{0,5}}(?= ?\. ?{alternation(all_suffixes)}(?![A-Za-z0-9.])|[){marks}]|{led})"
        self._labels = dict(rules.labels.items())
        self._quotes = frozenset(rules.quotes)
        self._behind, self._trades = tuple(rules.behind_quotes), tuple(rules.trades_behind)
        self._leads, self._behind_lead = tuple(rules.leads), tuple(rules.behind_lead)
        self._context = re.compile(alternation(rules.ticker_context))
        self._subscribed = tuple(rules.subscription_starts)
        self._lone = tuple(rules.lone_starts)
        self._not_tickers = frozenset(rules.not_tickers)
        self._links: WordTable[bool] = WordTable()
        self._links.add((*rules.label_links, *rules.quotes), True)
        self._digits = re.compile(
            r"(?P<code>\d{3}[A-Z](?![A-Za-z0-9])|\d{1,6})"
            rf"(?:(?: ?\. ?(?P<suffix>{alternation(long_suffixes)})|[-,](?P<joined>{alternation(longest)}))(?![A-Za-z0-9$]))?"
        )
        self._letters = re.compile(
            r"(?P<code>[A-Z]{1,6}\d?(?:\.[AB](?![A-Za-z]))?)"
            rf"(?: ?\. ?(?P<suffix>{alternation(all_suffixes)})(?![A-Za-z0-9]))?(?![a-z])"
        )
        self._behind_words = re.compile(rf"[\u4e00-\u9fff]{{1,8}}[:,\uff0c]?[{marks}](?P<code>[A-Z]{{1,5}})[{marks}]")
        self._named_number = re.compile(r"(?P<code>[A-Z]{1,3}\d{2,3})(?![\dA-Za-z.])")
        self._prefix = re.compile(tree(self.start_prefixes))
        self._prefix_word = re.compile(alternation(self._market))

    def digits(self, source: str, text: str, start: int, end: int) -> Value | None:
        """The code that the digits at ``start:end`` are, by their suffix or their brackets."""
        before, following = text[start - 1 : start], text[end : end + 1]
        lettered = end - start == _BEFORE_LETTER and "A" <= following <= "Z"
        code = self.suffixed(source, text, start) if following in (".", " ", "-", ",") or lettered else None
        if code is None and before in _OPENING:
            code = self.bracketed(source, text, start)
        elif code is None and before in _GOES_ON and end - start >= _FEWEST_DIGITS:
            code = self._behind_short_name(source, text, start, end)
        if code is None and 4 <= end - start <= 6:
            named = self._is_named_behind(text, start, end, self._behind) or self._is_led(text, start, end)
            if named or self._stands_alone(text, start, end):
                return self._value(source, start, end, text[start:end], None)
        return code

    def _stands_alone(self, text: str, start: int, end: int) -> bool:
        """Whether six digits between two marks begin as codes of the mainland do: ``惠柏医学,沪A科创,688459,发行价…``."""
        code = text[start:end]
        marked = text[start - 1 : start] in _BEFORE_LONE and text[end : end + 1] in _AFTER_LONE and start > 0
        grouped = text[end + 1 : end + 4].isdigit() or text[start - 2 : start - 1].isdigit()
        return marked and not grouped and len(code) == _MOST_DIGITS and code.startswith(self._lone) and code[-4:] != "0000"

    def suffixed(self, source: str, text: str, start: int) -> Value | None:
        """``01364.HK`` at ``start``."""
        match = self._digits.match(text, start)
        if match is None or not _suffix(match) or _joins(text, start):
            return None
        if match["joined"] and (len(match["code"]) < _FEWEST_DIGITS or self._is_year(match["code"])):
            return None
        return self._value(source, start, match.end(), match["code"], self._market[_suffix(match)])

    def _behind_short_name(self, source: str, text: str, start: int, end: int) -> Value | None:
        """Digits behind the short name of a stock in one bracket: ``北川集团(NRIVER,5326,主板消费股)``."""
        before = _SHORT_NAME.search(text, max(0, start - _SHORTEST_REACH), start)
        closing = text[skip_blank(text, end) : skip_blank(text, end) + 1]
        code = text[start:end]
        if before is None or closing not in (")", ",", "\uff0c", ";") or end - start > _MOST_DIGITS or self._is_year(code):
            return None
        return self._value(source, start, end, code, None)

    def bracketed(self, source: str, text: str, start: int) -> Value | None:
        """Four to six digits (three in Hong Kong) alone in brackets directly behind a name; a year in brackets is no code.

        Brackets of another kind hold notes too; there only what can be nothing else is a code: five digits or six.
        """
        if start < 2 or text[start - 1] not in _OPENING or not _WORD.match(text, start - 2):
            return None
        match = self._digits.match(text, start)
        if match is None or _suffix(match):
            return None
        code, end = match["code"], match.end()
        if text[start - 1] != "(":
            closed = text[end : end + 1] == _OPENING[text[start - 1]] and len(code) > _FEWEST_DIGITS
            return self._value(source, start, end, code, None) if closed else None
        if len(code) < 4:
            short = len(code) == 3 and code[0] != "0" and text[end : end + 1] == ")" and _HAN_NAME.match(text, start - 3)
            if not short or text.endswith(tuple(self._rules.short_after_not), 0, start - 1):
                return None
            return self._value(source, start, end, code, "HK")
        closing = text[skip_blank(text, end) : skip_blank(text, end) + 1]
        if closing != ")" and not (closing in (",", "\u3001", "/", ";") and (len(code) == 6 or code[0] == "0")):
            return None
        if self._is_year(code) or text.endswith(tuple(self._rules.bracket_after_not), 0, start - 1):
            return None
        return self._value(source, start, end, code, None)

    def labelled(self, source: str, text: str, start: int, label_end: int) -> tuple[int, Value | None]:
        """The code behind a label word that stands at ``start:label_end``: where reading goes on, and the value."""
        kind = self._labels[text[start:label_end]]
        place = label_end
        for _ in range(4):
            place = skip_blank(text, place)
            if text[place : place + 1] in ("(", "|", "\n"):
                place += 1
                continue
            link = self._links.ahead(text, place)
            if link is None:
                break
            place = link[0]
        prefix = self._prefix.match(text, place)
        if prefix:
            found = self.prefixed(source, text, place, prefix.end())
            if found:
                return found.end, found
        value = self._plain(source, text, label_end, place, kind) or (
            self._quoted(source, text, label_end) if kind == "stock" else None
        )
        if value is None:
            return label_end, None
        return value.end, None if kind == "none" else value

    def _quoted(self, source: str, text: str, label_end: int) -> Value | None:
        """Capitals in quotes behind a label and a few words: ``股票代码简单明了:“FIG”``."""
        match = self._behind_words.match(text, label_end)
        if match is None or match["code"] in self._not_tickers:
            return None
        return self._value(source, match.start("code"), match.end("code"), match["code"], None)

    def prefixed(self, source: str, text: str, start: int, prefix_end: int) -> Value | None:
        """``NYSE:ZH``, ``SH600000``: the prefix stands at ``start:prefix_end``."""
        if start and text[start].isascii() and text[start - 1].isascii() and text[start - 1].isalnum():
            return None
        word = self._prefix_word.match(text, start)
        if word is None:
            return None
        market = self._market[word[0]]
        pattern = self._digits if text[prefix_end : prefix_end + 1].isdigit() else self._letters
        match = pattern.match(text, prefix_end)
        if match is None or text[match.end() : match.end() + 1].isdigit():
            return None
        # A comma between them parts the members of a bracket alone: (纽交所,CPNG).
        enclosed = text[start - 1 : start] == "(" and text[match.end() : match.end() + 1] in (")", ",", "\uff0c", ";")
        if text[word.end() : prefix_end].strip() in (",", "\uff0c") and not enclosed:
            return None
        digits = len(match["code"]) if match["code"].isdigit() else None
        if digits is not None and (digits < 4 or (market in _SIX_DIGITS and digits != int(self._rules.digits[market]))):
            return None
        return self._value(source, start, match.end(), match["code"], market)

    def ticker(self, source: str, text: str, start: int) -> Value | None:
        """``CHA.O``, or ``CRWV`` of ``CoreWeave(CRWV)``, whose letters start at ``start``."""
        match = self._letters.match(text, start)
        if match is None or _joins(text, start):
            return None
        if not match["suffix"]:
            named = self._is_named_behind(text, start, match.end(), (*self._behind, *self._trades))
            named = named or self._is_led(text, start, match.end()) or self._follows_name(text, start, match["code"])
            if not named and not _shortens(text, start, match["code"]):
                return None
            return self._value(source, start, match.end(), match["code"], None)
        return self._value(source, start, match.end(), match["code"], self._market[match["suffix"]])

    def _is_led(self, text: str, start: int, end: int) -> bool:
        """Whether the capitals at ``start:end`` are called a code without quotes: ``以NRVM为代码``."""
        return text.startswith(self._behind_lead, end) and text.endswith(self._leads, 0, start)

    def _follows_name(self, text: str, start: int, code: str) -> bool:
        """Whether the capitals at ``start`` stand alone in brackets behind Chinese characters, where tickers are written so:
        ``北川智行(BCZX)`` of an article on a listing in the United States.
        """
        end = start + len(code)
        if not 2 <= len(code) <= 5 or code in self._not_tickers or text[end : end + 1] != ")":
            return False
        name_end = start - 1 if text[start - 1] == "$" else start  # ($XQKJ)
        return bool(_HAN_NAME.match(text, name_end - 3)) and self._context.search(text) is not None

    def _is_named_behind(self, text: str, start: int, end: int, words: tuple[str, ...]) -> bool:
        """Whether what stands in quotes at ``start:end`` is called a code behind them: ``“600938”的代码``."""
        return (
            text[start - 1 : start] in self._quotes and text[end : end + 1] in self._quotes and text.startswith(words, end + 1)
        )

    def _plain(self, source: str, text: str, label_end: int, place: int, kind: str) -> Value | None:
        match = self._digits.match(text, place)
        # A comma behind four digits or more parts no thousands: 代码6712,3日买卖.
        if match and len(match["code"]) >= 3 and not _goes_on(text, match.end(), len(match["code"])):
            if len(match["code"]) < 4 and kind == "stock" and not _suffix(match):
                short = text.endswith(tuple(self._rules.short_labels), 0, label_end)
                return self._value(source, place, match.end(), match["code"], "HK") if short else None
        else:
            number = self._named_number.match(text, place) if kind == "stock" else None
            if number:
                return self._value(source, place, number.end(), number["code"], None)
            match = self._letters.match(text, place)
            if match is None or kind != "stock":
                return None
        suffix = _suffix(match) if match.re is self._digits else match["suffix"]
        market = self._market[suffix] if suffix else None
        return self._value(source, place, match.end(), match["code"], market, kind if kind in _NOT_STOCK else None)

    def _is_year(self, code: str) -> bool:
        low, high = self._rules.year_like
        return len(code) == 4 and low <= code <= high

    def _value(self, source: str, start: int, end: int, code: str, market: str | None, unit: str | None = None) -> Value:
        if code.isdigit() and (market == "HK" or (market is None and len(code) == 5 and code[0] == "0")):
            code = code.lstrip("0").zfill(int(self._rules.digits["HK"]))
        if market is None and unit is None and len(code) == _MOST_DIGITS and code.startswith(self._subscribed):
            unit = "subscription"
        return Value("code", start, end, source[start:end], code=code, market=market, unit=unit)


def _suffix(match: re.Match[str]) -> str:
    """The suffix of digits, behind a point or joined by a stroke (6712-HK); empty if they have none."""
    return match["suffix"] or match["joined"] or ""


def _goes_on(text: str, end: int, length: int) -> bool:
    """Whether the digits of so great a ``length`` that end at a place are only the head of a number or of a word."""
    return re.match(r"\d|\.\d|[A-Za-z]" if length >= _FEWEST_DIGITS else r"\d|[.,]\d|[A-Za-z]", text[end : end + 2]) is not None


def _joins(text: str, start: int) -> bool:
    """Whether the character before a place makes what starts there the rest of a longer word or number."""
    if start == 0:
        return False
    previous = text[start - 1]
    return (
        previous in ".&"
        or (previous.isascii() and previous.isalnum())
        or (previous == "," and text[start - 2 : start - 1].isdigit())
    )


def _shortens(text: str, start: int, code: str) -> bool:
    """Whether the capitals at ``start``, alone in brackets, shorten the Latin word directly before them, as a ticker does.

    They begin as the word begins and keep its order of letters; the initials of several words are an abbreviation.
    """
    end = start + len(code)
    if len(code) < 3 or text[start - 1 : start] != "(" or text[end : end + 1] != ")":
        return False
    name = _LATIN_NAME.search(text, max(0, start - 30), start - 1)
    if name is None or len(name[1]) <= len(code) or name[1][0] != code[0]:
        return False
    letters = iter(name[1].upper())
    return all(letter in letters for letter in code)
