"""manual_agrees.py FOLDER: the manual's pages against --help, in both directions, and each other."""

import pathlib
import re
import subprocess
import sys

import help_text
import manual

FOLDER = pathlib.Path(sys.argv[1])


def check_options(page, section, options):
    described = {entry.names: entry for entry in page.entries(section)}
    named = {option.names: option for option in options}
    for names in named.keys() - described.keys():
        yield f"lacks {', '.join(sorted(names))}"
    for names in described.keys() - named.keys():
        yield f"invents {', '.join(sorted(names))}"
    for names in named.keys() & described.keys():
        option, entry = named[names], described[names]
        name = max(names, key=len)
        # Words that a value is one of stand in the text, under a name for them.
        if bool(option.value) != bool(entry.value) or (not option.words and
                                                       option.value != entry.value):
            yield f"{name} takes {option.value or 'nothing'}, not {entry.value or 'nothing'}"
        for word in sorted({*option.words, option.default} - {""}):
            # The store's default is another one for each user.
            if not word.startswith("/") and not re.search(rf"(?<![\w.]){re.escape(word)}(?!\w)",
                                                          entry.text):
                yield f"{name} does not say {word}"


def check_mentions(page, known):
    """Options that are named anywhere are some command's."""
    for name in sorted(set(re.findall(r"(?<![\w-])--[a-z][a-z-]*[a-z]", page.text)) - known):
        yield f"names {name}, which is no option"


def check_frame(page, version):
    """What stands around the text."""
    name, section = page.path.name.rsplit(".", 1)
    if f'.TH {name.upper()} {section} "" "{version}"' not in page.title:
        yield f"has the title {page.title.strip()}"
    if not manual.plain(page.sections["NAME"]).startswith(f"{name} - "):
        yield "has another NAME"
    for other, number in sorted(page.references()):
        if not (FOLDER / f"{other}.{number}").exists():
            yield f"refers to {other}({number}), which is not there"
    if (name, section) in page.references("SEE ALSO"):
        yield "refers to itself"
    if "SEE ALSO" not in page.sections:
        yield "has no SEE ALSO"


def check_command(page, command):
    name = manual.plain(page.sections["NAME"]).strip().split(" - ", 1)[1]
    if name.lower() != command.description.lower():
        yield f"is about “{name}”, and --help about “{command.description}”"
    if ("noctis", "1") not in page.references("SEE ALSO"):
        yield "does not refer to noctis(1)"


def check_all():
    version = subprocess.run(["noctis", "--version"], check=True, capture_output=True,
                             text=True).stdout.strip()
    program, *commands = help_text.commands()
    known = {name for each in (program, *commands) for option in each.options for name in option.names}
    pages = {path.name: manual.Page(path) for path in sorted(FOLDER.iterdir())}
    expected = {"noctis.1", *(f"noctis-{each.name}.1" for each in commands)}
    for name in sorted(expected - pages.keys()):
        yield name, "is not there"
    for name in sorted(pages.keys() - expected):
        if name.endswith(".1"):
            yield name, "is of no command"
    front = pages["noctis.1"].references("SEE ALSO")
    listed = pages["noctis.1"].references("COMMANDS")
    for name, page in pages.items():
        reference = tuple(name.rsplit(".", 1))
        if name != "noctis.1" and reference not in front:
            yield "noctis.1", f"does not refer to {name}"
        for check in (check_frame(page, version), check_mentions(page, known)):
            yield from ((name, wrong) for wrong in check)
    shared = pages["noctis.1"]
    yield from (("noctis.1", wrong) for wrong in
                check_options(shared, "GLOBAL OPTIONS", program.options))
    for command in commands:
        name = f"noctis-{command.name}.1"
        if (f"noctis-{command.name}", "1") not in listed:
            yield "noctis.1", f"does not list {command.name}"
        if name in pages:
            own = [each for each in command.options if "--help" not in each.names]
            for check in (check_options(pages[name], "OPTIONS", own),
                          check_command(pages[name], command)):
                yield from ((name, wrong) for wrong in check)


for where, wrong in check_all():
    print(f"{where} {wrong}")
print("compared")
