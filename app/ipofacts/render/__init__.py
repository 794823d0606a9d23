"""Extractions as people read them: HTML that stands alone, without scripts, in Chinese or English.

The words are in ``labels/``, one file a language; the order, kind and colour of facts in ``facts.json``. The page of
the service takes both, and the style sheet, from here.
"""

from ipofacts.render.document import closing, fragment, opening, section
from ipofacts.render.labels import FOLDER, LANGUAGES, Labels, labels

__all__ = ["FOLDER", "LANGUAGES", "Labels", "closing", "fragment", "labels", "opening", "section"]
