"""What CI reads: JUnit reports and GitHub annotations."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple
from xml.etree import ElementTree

_XML_REFUSES = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Case(NamedTuple):
    """One test case of a report: where it belongs, its name, and why it failed, in one line and in full (None: it passed)."""

    group: str
    name: str
    message: str | None = None
    details: str = ""


def junit(name: str, cases: Iterable[Case]) -> str:
    """A test suite as JUnit writes it."""
    listed = list(cases)
    failures = sum(case.message is not None for case in listed)
    suite = ElementTree.Element("testsuite", name=name, tests=str(len(listed)), failures=str(failures))
    for case in listed:
        node = ElementTree.SubElement(suite, "testcase", classname=_readable(case.group), name=_readable(case.name))
        if case.message is not None:
            ElementTree.SubElement(node, "failure", message=_readable(case.message)).text = _readable(case.details)
    return '<?xml version="1.0" encoding="UTF-8"?>\n' + ElementTree.tostring(suite, encoding="unicode") + "\n"


def annotation(level: str, message: str, **at: object) -> str:
    """One line that GitHub shows beside the code; ``level`` is error, warning or notice, ``at`` file, line, col, title."""
    places = ",".join(f"{key}={_escaped(str(value), ':,')}" for key, value in at.items())
    return f"::{level} {places}::{_escaped(message)}\n"


def _escaped(text: str, also: str = "") -> str:
    return "".join(f"%{ord(sign):02X}" if sign in f"%\r\n{also}" else sign for sign in text)


def _readable(text: str) -> str:
    return _XML_REFUSES.sub("\ufffd", text)
