"""The JSON Schema of rule files, with which editors complete keys and mark mistakes as they are typed.

``python -m ipofacts.rules.jsonschema > rules/schema/facts.schema.json`` writes it; a test holds the file equal to the models.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ipofacts.rulefiles.layers import OFF
from ipofacts.rules.model import ID, RuleSheet

# Where it stands below a rules folder.
PLACE = Path("schema/facts.schema.json")


def rule_schema() -> dict[str, Any]:
    """The schema of a file below ``facts/``: of shipped ones, and of those laid over them, which need not say all again."""
    made = RuleSheet.model_json_schema()
    off = {"type": "array", "items": {"type": "string", "pattern": ID}, "description": "Ids of shipped rules to switch off."}
    made["properties"][OFF] = off
    del made["required"]
    made["anyOf"] = [{"required": ["rules"]}, {"required": [OFF]}]
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", **made}


def schema_text() -> str:
    """The schema as it is published."""
    return json.dumps(rule_schema(), ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    print(schema_text(), end="")
