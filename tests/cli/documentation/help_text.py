"""What `noctis --help` and `noctis COMMAND --help` say, as values."""

import dataclasses
import re
import subprocess


@dataclasses.dataclass(frozen=True)
class Option:
    names: frozenset  # "-j", "--jobs"
    value: str  # "N", "path|newest"; empty of a flag
    default: str

    @property
    def words(self):
        """Those of its values that are written as they stand there."""
        return {each for each in self.value.split("|") if re.fullmatch("[a-z0-9][a-z0-9-]*", each)}


@dataclasses.dataclass(frozen=True)
class Command:
    name: str  # empty: the program itself
    description: str
    options: tuple
    argument_words: frozenset  # of an argument that is one of some words


def _help(command):
    arguments = ["noctis", command, "--help"] if command else ["noctis", "--help"]
    text = subprocess.run(arguments, check=True, capture_output=True, text=True).stdout
    return re.sub("\n {30}", " ", text)  # a line for each


def _section(text, title):
    found = re.search(rf"^{title}:\n((?:  .*\n)*)", text, re.MULTILINE)
    return found[1].splitlines() if found else []


def _option(line):
    found = re.match(r"  ((?:-[^ ,]+, )*-[^ ,]+)(?: (\S+))?  ?(.*)$", line)
    # Two spaces part the columns, save where the first one is full.
    names, rest = found[1], line[2 + len(found[1]):]
    value = re.match(r" (\S+)", rest)
    default = re.search(r"\[default: ([^];]*)", rest)
    return Option(frozenset(names.split(", ")), value[1] if value else "",
                  default[1] if default else "")


def _command(name):
    text = _help(name)
    options = tuple(_option(line) for line in _section(text, "Options"))
    words = re.findall(r"^  [A-Z]+ +([a-z]+(?:\|[a-z]+)+)", "\n".join(_section(text, "Positionals")))
    return Command(name, text.splitlines()[0], options,
                   frozenset(words[0].split("|")) if words else frozenset())


def commands():
    """The program itself, then each command."""
    names = [line.split()[0] for line in _section(_help(""), "Commands")]
    return [_command(name) for name in ["", *names]]
