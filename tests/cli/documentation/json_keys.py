"""json_keys.py PAGE… < LINES: the types and keys of JSON Lines that none of the pages names."""

import json
import re
import sys

import manual

words = {word for page in sys.argv[1:] for word in re.split(r"[^\w]+", manual.Page(page).text)}
unknown = set()
for line in sys.stdin:
    value = json.loads(line)
    unknown |= {value["type"], *value.keys()} - words - {"type"}
for word in sorted(unknown):
    print(f"{sys.argv[1].rsplit('/', 1)[1]} does not name {word}")
