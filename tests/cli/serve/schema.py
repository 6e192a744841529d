"""JSON Schema as the OpenAPI document uses it, and no more: a keyword that is not known here is a
complaint, and so is a member that the schema does not name."""

import datetime
import re

NOTES = {"description", "examples", "default", "contentMediaType"}
TYPES = {
    "object": lambda v: isinstance(v, dict),
    "array": lambda v: isinstance(v, list),
    "string": lambda v: isinstance(v, str),
    "integer": lambda v: isinstance(v, int) and not isinstance(v, bool),
    "number": lambda v: isinstance(v, (int, float)) and not isinstance(v, bool),
    "boolean": lambda v: isinstance(v, bool),
    "null": lambda v: v is None,
}


def resolved(document, value):
    while isinstance(value, dict) and "$ref" in value:
        at = document
        for step in value["$ref"].removeprefix("#/").split("/"):
            at = at[step]
        value = at
    return value


def is_date(text):
    try:
        return re.fullmatch(r"\d{4}-\d\d-\d\d", text) and datetime.date.fromisoformat(text)
    except ValueError:
        return False


def is_date_time(text):
    """RFC 3339, in UTC."""
    date, _, clock = text.partition("T")
    return is_date(date) and re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?Z", clock)


FORMATS = {"date": is_date, "date-time": is_date_time}


def equal(a, b):
    return type(a) is type(b) and a == b


def complaints(document, schema, value, where="$"):
    schema = resolved(document, schema)
    found = []
    for keyword, wanted in schema.items():
        check = KEYWORDS.get(keyword)
        if check:
            found += check(document, schema, wanted, value, where)
        elif keyword not in NOTES:
            found.append(f"{where}: the schema has an unknown keyword {keyword}")
    return found


def if_false(holds, text):
    return [] if holds else [text]


def check_type(_, __, wanted, value, where):
    names = wanted if isinstance(wanted, list) else [wanted]
    return if_false(any(TYPES[name](value) for name in names), f"{where}: {value!r:.60} is no {wanted}")


def check_enum(_, __, wanted, value, where):
    return if_false(any(equal(value, each) for each in wanted), f"{where}: {value!r:.60} is none of {wanted}")


def check_const(_, __, wanted, value, where):
    return if_false(equal(value, wanted), f"{where}: {value!r:.60} is not {wanted!r}")


def check_required(_, __, wanted, value, where):
    return [f"{where}.{name}: missing" for name in wanted if isinstance(value, dict) and name not in value]


def check_properties(document, schema, wanted, value, where):
    if not isinstance(value, dict):
        return []
    found = []
    for name, member in value.items():
        if name in wanted:
            found += complaints(document, wanted[name], member, f"{where}.{name}")
        elif "additionalProperties" not in schema:
            found.append(f"{where}.{name}: not documented")
    return found


def check_additional(document, schema, wanted, value, where):
    named = schema.get("properties", {})
    return [each for name, member in (value.items() if isinstance(value, dict) else ()) if name not in named
            for each in complaints(document, wanted, member, f"{where}.{name}")]


def check_items(document, _, wanted, value, where):
    return [each for i, item in enumerate(value if isinstance(value, list) else ())
            for each in complaints(document, wanted, item, f"{where}[{i}]")]


def check_length(holds):
    return lambda _, __, wanted, value, where: if_false(
        not isinstance(value, list) or holds(len(value), wanted), f"{where}: {len(value or ())} items")


def check_pattern(_, __, wanted, value, where):
    return if_false(not isinstance(value, str) or re.search(wanted, value), f"{where}: not {wanted}")


def check_format(_, __, wanted, value, where):
    return if_false(not isinstance(value, str) or FORMATS[wanted](value), f"{where}: {value!r:.60} is no {wanted}")


KEYWORDS = {
    "type": check_type, "enum": check_enum, "const": check_const, "required": check_required,
    "properties": check_properties, "additionalProperties": check_additional, "items": check_items,
    "minItems": check_length(lambda n, wanted: n >= wanted),
    "maxItems": check_length(lambda n, wanted: n <= wanted),
    "pattern": check_pattern, "format": check_format,
}
