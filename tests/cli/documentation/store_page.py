"""store_page.py STORE FILE…: reads a store as noctis-store(5) says, by nothing but Python's own library,
and finds in it what is in the DICOM files (explicit little endian, their pixels at the end)."""

import base64
import hashlib
import json
import math
import pathlib
import re
import sqlite3
import struct
import sys
import zlib

import manual

STORE = pathlib.Path(sys.argv[1])
PAGE = manual.Page(sys.argv[2])
FILES = sys.argv[3:]
KEYS = manual.plain(PAGE.sections["MASTERS"]).replace("*", " ").replace(",", " ").split()
DISPLAY, THUMBNAIL, MASTER = 0, 1, 2


def complain(text):
    print(f"untrue: {text}")


def object_path(sha256):
    digits = sha256.hex()
    return STORE / "objects" / digits[:2] / digits[2:]


def read_png(data):
    """Width, height, bits a sample, channels, samples: PNG (ISO/IEC 15948), without interlacing."""
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    at, stream, header = 8, b"", None
    while at < len(data):
        length, kind = struct.unpack_from(">I4s", data, at)
        body = data[at + 8 : at + 8 + length]
        if kind == b"IHDR":
            header = struct.unpack(">IIBBBBB", body)
        elif kind == b"IDAT":
            stream += body
        at += 12 + length
    width, height, bits, color, _, _, interlaced = header
    channels = {0: 1, 2: 3}[color]
    assert not interlaced
    step = channels * bits // 8
    return width, height, bits, channels, unfiltered(zlib.decompress(stream), width * step, step)


def unfiltered(stream, length, step):
    above, rows = bytearray(length), []
    for start in range(0, len(stream), length + 1):
        kind, row = stream[start], bytearray(stream[start + 1 : start + 1 + length])
        for i in range(length):
            left = row[i - step] if i >= step else 0
            corner = above[i - step] if i >= step else 0
            row[i] = (row[i] + predicted(kind, left, above[i], corner)) & 255
        rows.append(row)
        above = row
    return b"".join(rows)


def predicted(kind, left, up, corner):
    if kind == 4:
        guess = left + up - corner
        return min((left, up, corner), key=lambda each: abs(guess - each))
    return (0, left, up, (left + up) // 2)[kind]


def master_values(data, form, layout):
    """As numbers, signed where the layout says so."""
    count = layout["rows"] * layout["columns"]
    if form == "png":
        width, height, bits, channels, samples = read_png(data)
        assert (width, height, bits, channels) == (layout["columns"], layout["rows"], 16, 1)
        patterns = struct.unpack(f">{count}H", samples)
    else:
        planes = zlib.decompress(data)
        size = {"raw-u32-zlib": 4, "raw-f32-zlib": 4, "raw-f64-zlib": 8}[form]
        assert len(planes) == size * count
        joined = bytes(planes[b * count + v] for v in range(count) for b in range(size))
        kind = {"raw-u32-zlib": "I", "raw-f32-zlib": "f", "raw-f64-zlib": "d"}[form]
        patterns = struct.unpack(f"<{count}{kind}", joined)
    if layout["is_signed"]:
        sign = 1 << (layout["bits_stored"] - 1)
        return [pattern - 2 * sign if pattern & sign else pattern for pattern in patterns]
    return list(patterns)


def check_keys(value):
    """Each key of the JSON is one of the page's words."""
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if isinstance(key, str) and key not in KEYS:
            complain(f"a key {key}")
        if isinstance(inner, (dict, list)):
            check_keys(inner)


def number_of_bytes(value):
    data = zlib.decompress(base64.b64decode(value["zlib"]))
    assert len(data) == value["size"]
    return data


def grey(value, center, width):
    """PS3.3 C.11.2.1.2.1, rounded half up."""
    shown = ((value - (center - 0.5)) / (width - 1) + 0.5) * 255 if width > 1 else 0
    if width == 1:
        shown = 255 if value > center - 0.5 else 0
    return min(max(math.floor(shown + 0.5), 0), 255)


def picture_of(values, description, center, width):
    attributes = description["attributes"]
    slope, intercept = (float(attributes.get("rescale", {}).get(key, default))
                        for key, default in (("slope", 1), ("intercept", 0)))
    padding = attributes.get("padding")
    picture = bytearray()
    for value in values:
        shown = grey(value * slope + intercept, center, width)
        if description["layout"]["photometric"] == "monochrome1":
            shown = 255 - shown
        if padding and float(padding["low"]) <= value <= float(padding["high"]):
            shown = 0
        picture.append(shown)
    return bytes(picture)


def is_square(attributes):
    aspect = attributes.get("aspect", {"vertical": "1", "horizontal": "1"})
    return abs(float(aspect["vertical"]) / float(aspect["horizontal"]) - 1) < 0.01


def check_schema(index):
    if index.execute("PRAGMA application_id").fetchone() != (1852793716,):
        complain("application_id")
    told = re.search(r"the version of the schema: (\d+) here", PAGE.sections["INDEX"])
    if index.execute("PRAGMA user_version").fetchone() != (int(told[1]),):
        complain("user_version")
    entries = {}
    for part in PAGE.sections["INDEX"].split(".SS ")[0].split(".TP\n")[1:]:
        tag, _, rest = part.partition("\n")
        entries[manual.plain(tag).strip()] = manual.plain(rest.split(".PP\n")[0])
    tables = {name for (name,) in index.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")}
    if tables != entries.keys():
        complain(f"the tables: {sorted(tables ^ entries.keys())}")
    for table in tables & entries.keys():
        words = entries[table].replace(",", " ").replace(";", " ").split()
        for _, column, *_ in index.execute(f"PRAGMA table_info({table})"):
            if column not in words and f"{column}." not in words:
                complain(f"{table} has a column {column}")
    for (view,) in index.execute("SELECT name FROM sqlite_schema WHERE type = 'view'"):
        if view not in PAGE.text.replace(",", " ").split():
            complain(f"a view {view}")


def check_objects(index):
    for sha256, size in index.execute("SELECT sha256, bytes FROM object"):
        path = object_path(sha256)
        data = path.read_bytes()
        if len(data) != size or hashlib.sha256(data).digest() != sha256:
            complain(f"the object {path}")
        if path.stat().st_mode & 0o7777 != 0o600 or path.parent.stat().st_mode & 0o7777 != 0o700:
            complain(f"the mode of {path}")


def check_pictures(index, instance, frame, values, description):
    """Every picture that a window made is made again from the master."""
    made = 0
    rows = index.execute("SELECT sha256, window_center, window_width FROM rendition"
                         " JOIN object ON object.id = rendition.object WHERE instance = ? AND frame = ?"
                         " AND kind = ? AND voi_function = 'LINEAR'", (instance, frame, DISPLAY))
    for sha256, center, width in rows if is_square(description["attributes"]) else ():
        *shape, samples = read_png(object_path(sha256).read_bytes())
        layout = description["layout"]
        if shape != [layout["columns"], layout["rows"], 8, 1]:
            complain(f"a picture is {shape}")
        if samples != picture_of(values, description, center, width):
            complain(f"the picture {sha256.hex()} of the window {center}, {width}")
        made += 1
    return made


def check_masters(index, pixels):
    """Those of each format, and how many pictures were made again from them."""
    formats, pictures = set(), 0
    rows = index.execute(
        "SELECT instance, frame, source.path, object.sha256, format, json FROM rendition"
        " JOIN object ON object.id = rendition.object"
        " JOIN display_attributes ON display_attributes.id = rendition.display_attributes"
        " JOIN source USING (instance) WHERE kind = ? AND preset = ''", (MASTER,)).fetchall()
    for instance, frame, path, sha256, form, text in rows:
        description = json.loads(text)
        check_keys(description)
        layout = description["layout"]
        values = master_values(object_path(sha256).read_bytes(), form, layout)
        width = {True: 1, False: 2 if layout["bits_stored"] <= 16 else 4}[layout["bits_stored"] <= 8]
        count = layout["rows"] * layout["columns"]
        code = {1: "b", 2: "h", 4: "i"}[width]
        code = code if layout["is_signed"] else code.upper()
        frames = index.execute("SELECT frames FROM instance WHERE id = ?", (instance,)).fetchone()[0]
        data = pixels[path][-frames * count * width :][(frame - 1) * count * width :][: count * width]
        if list(struct.unpack(f"<{count}{code}", data)) != values:
            complain(f"the master of frame {frame} of {path.decode()}")
        formats.add(form)
        pictures += check_pictures(index, instance, frame, values, description)
    return formats, pictures


def main():
    pixels = {str(pathlib.Path(file).resolve()).encode(): pathlib.Path(file).read_bytes()
              for file in FILES}
    index = sqlite3.connect(STORE / "index.sqlite3")
    index.execute("PRAGMA query_only = ON")
    check_schema(index)
    check_objects(index)
    formats, pictures = check_masters(index, pixels)
    print(f"masters: {' '.join(sorted(formats))}; {pictures} pictures made again from them")


main()
