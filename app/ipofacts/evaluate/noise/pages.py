"""What a web page puts around an article and into it."""

from __future__ import annotations

import html
import random
import re

from ipofacts.evaluate.noise.words import words
from ipofacts.text.draft import Draft, Edit

_HAN = re.compile("[\u4e00-\u9fff]")
_SPECIAL = re.compile("[<>&]")
_FIGURE = re.compile(r"\d[\d.,\uff0e\uff0c]*\d")
_WORD = re.compile("[\u4e00-\u9fff]{2}")
_CELL = re.compile(r" ?[\t|\u2502] ?")
_HEAD = (
    '<!DOCTYPE html>\n<html lang="zh"><head><meta charset="utf-8"><title>{title}</title><style>p{{margin:0}}</style>'
    '<script type="text/javascript">var page={{"id":1,"h":"<p>x</p>"}};</script></head>\n<body><div class="nav"><ul>{menu}</ul>'
    "</div><!-- content -->\n<div id=article>"
)
_FOOT = (
    '</div><div class="side"><ul>{side}</ul></div><iframe src="//ads.example/x"></iframe><script>track()</script></body></html>'
)


def entities(draft: Draft, chance: random.Random) -> None:
    """One Han character in three as a numeric entity, decimal or hexadecimal; markup signs and blanks as named ones."""
    edits: list[Edit] = []
    for place, char in enumerate(draft.text):
        if char in "<>&":
            edits.append((place, place + 1, html.escape(char)))
        elif char == " ":
            edits.append((place, place + 1, "&nbsp;"))
        elif _HAN.match(char) and chance.random() < 1 / 3:
            edits.append((place, place + 1, f"&#{ord(char)};" if chance.random() < 0.5 else f"&#x{ord(char):X};"))
    draft.replace(edits)


def html_fragment(draft: Draft, chance: random.Random) -> None:
    """Paragraphs in tags, with entities, figures in bold, words cut by inline tags, below a script."""
    edits: list[Edit] = [(hit.start(), hit.end(), html.escape(hit[0])) for hit in _SPECIAL.finditer(draft.text)]
    edits += _tagged(draft.text, chance)
    draft.replace(sorted(edits))
    _paragraphs(draft, '<p class="a">&nbsp;&nbsp;', "</p>")
    _around(draft, '<div class="article"><script>var page=1;</script>', "<!-- end --></div>")


def whole_page(draft: Draft, chance: random.Random) -> None:
    """A page with head, menu, side column and scripts; some paragraphs are never closed."""
    draft.replace((hit.start(), hit.end(), html.escape(hit[0])) for hit in _SPECIAL.finditer(draft.text))
    _paragraphs(draft, "<P>\u3000\u3000", "" if chance.random() < 0.5 else "</P>")
    menu = "".join(f'<li><a href="/{number}">{item}</a></li>' for number, item in enumerate(words().before[0].split(" > ")))
    side = "".join(f"<li><a href='/n/{number}.html'>{line}</a></li>" for number, line in enumerate(words().headlines))
    around = words().after[2]
    _around(draft, _HEAD.format(title=words().before[1], menu=menu), f"<h3>{around}</h3>" + _FOOT.format(side=side))


def markdown(draft: Draft, chance: random.Random) -> None:
    """Figures in bold, a linked word here and there, an image on top, quoted paragraphs."""
    edits: list[Edit] = [(0, 0, "![](https://img.example/a.png)\n\n")]
    for hit in _FIGURE.finditer(draft.text):
        if chance.random() < 0.4:
            edits += [(hit.start(), hit.start(), "**"), (hit.end(), hit.end(), "**")]
    for hit in _WORD.finditer(draft.text):
        if chance.random() < 0.03:
            edits += [(hit.start(), hit.start(), "["), (hit.end(), hit.end(), "](https://news.example/t/1)")]
    for hit in re.finditer("\n(?=[^\n]{40})", draft.text):
        if chance.random() < 0.3:
            edits.append((hit.end(), hit.end(), "> "))
    draft.replace(sorted(edits, key=lambda edit: edit[:2]))


def menus(draft: Draft, _: random.Random) -> None:
    """A site's menu, source and font-size lines before the article; bylines, a disclaimer and a link list after it."""
    _around(draft, "\n".join((*words().before, "")), "\n".join(("", *words().after)))


def neighbours(draft: Draft, _: random.Random) -> None:
    """Headlines of other articles before, headlines and teasers after: offerings of companies that aren't this article's."""
    shown = words()
    before = "\n".join((shown.after[3], *shown.headlines[:3], "", ""))
    after = "\n".join(("", shown.after[2], *shown.headlines, *shown.teasers))
    _around(draft, before, after)


def rail(draft: Draft, chance: random.Random) -> None:
    """A menu with a line for each of its words before the article, as a list or bare."""
    bullet = chance.choice(("", "* ", "\u00b7 "))
    _around(draft, "".join(f"{bullet}{word}\n" for word in words().rail) + "\n", "")


def feed(draft: Draft, _: random.Random) -> None:
    """Headlines of other articles before the article without a heading, and behind it lists whose headlines hold commas."""
    _around(draft, "\n".join((*words().feed, "", "")), "\n".join(("", "", *words().ticker)))


def repeated(draft: Draft, _: random.Random) -> None:
    """The first line three times."""
    first = draft.text.split("\n", 1)[0]
    _around(draft, f"{first}\n\n{first}\n", "")


def callouts(draft: Draft, chance: random.Random) -> None:
    """Calls to open an app, to scan a code or to follow, between the paragraphs and at the end."""
    calls = words().callouts
    places = [hit.end() for hit in re.finditer("\n+", draft.text) if chance.random() < 0.5]
    draft.replace((place, place, f"{chance.choice(calls)}\n") for place in places)
    _around(draft, "", f"\n{chance.choice(calls)}")


def cells(draft: Draft, _: random.Random) -> None:
    """Tables flattened: every cell on a line of its own."""
    edits: list[Edit] = []
    for line in re.finditer(r"[^\n]+", draft.text):
        bars = list(_CELL.finditer(line[0]))
        if len(bars) >= 2:
            edits += ((line.start() + bar.start(), line.start() + bar.end(), "\n") for bar in bars)
    draft.replace(edits)


def _tagged(text: str, chance: random.Random) -> list[Edit]:
    """Inline tags around figures and in the middle of words."""
    edits: list[Edit] = []
    for hit in _FIGURE.finditer(text):
        if chance.random() < 0.5:
            edits += [(hit.start(), hit.start(), "<b>"), (hit.end(), hit.end(), "</b>")]
    for hit in _WORD.finditer(text):
        if chance.random() < 0.05:
            edits.append((hit.start() + 1, hit.start() + 1, '<span style="color:red">'))
            edits.append((hit.end(), hit.end(), "</span>"))
    return edits


def _paragraphs(draft: Draft, opening: str, closing: str) -> None:
    edits: list[Edit] = []
    for line in re.finditer(r"[^\n]+", draft.text):
        edits += [(line.start(), line.start(), opening), (line.end(), line.end(), closing)]
    draft.replace(edits)


def _around(draft: Draft, before: str, after: str) -> None:
    end = len(draft.text)
    draft.replace(((0, 0, before), (end, end, after)))
