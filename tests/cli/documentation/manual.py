"""A manual page as values: its sections, and the options that it describes."""

import dataclasses
import pathlib
import re


@dataclasses.dataclass(frozen=True)
class Entry:
    names: frozenset  # "-j", "--jobs"
    value: str
    text: str


def plain(source):
    """Without roff: macros' names, fonts, escapes."""
    text = re.sub(r'^\.\\".*\n', "", source, flags=re.MULTILINE)
    text = re.sub(r"^\.(TP|TQ|PP|nf|fi|br|RS|RE|IP).*$", "", text, flags=re.MULTILINE)
    lines = []
    for line in text.splitlines():
        macro = re.match(r"\.([A-Z]{1,2}) (.*)", line)
        if macro:
            words = re.findall(r'"([^"]*)"|(\S+)', macro[2])
            parts = [quoted or bare for quoted, bare in words]
            line = ("" if len(macro[1]) == 2 and macro[1] not in ("SH", "SS") else " ").join(parts)
        lines.append(line)
    text = "\n".join(lines)
    text = re.sub(r"\\f.", "", text)
    for escape, character in (("\\-", "-"), ("\\(aq", "'"), ("\\(dq", '"'), ("\\(mu", "x"),
                              ("\\&", ""), ("\\c", ""), ("\\e", "\\")):
        text = text.replace(escape, character)
    return text


class Page:
    def __init__(self, path):
        self.path = pathlib.Path(path)
        self.source = self.path.read_text(encoding="utf-8")
        parts = re.split(r'^\.SH "?([^"\n]*)"?\n', self.source, flags=re.MULTILINE)
        self.title = parts[0]
        self.sections = dict(zip(parts[1::2], parts[2::2], strict=True))

    @property
    def text(self):
        return plain(self.source)

    def entries(self, section):
        """Those whose tags are options."""
        for part in self.sections.get(section, "").split(".TP\n")[1:]:
            tag, _, rest = part.partition("\n")
            tag = plain(tag)
            names = re.match(r"(?:-[^ ,]+(?:, )?)+", tag)
            if names:
                yield Entry(frozenset(names[0].split(", ")), tag[len(names[0]):].strip(), plain(rest))

    def references(self, section=None):
        """Pages of noctis that are referred to: ("noctis-warm", "1")."""
        text = plain(self.sections.get(section, "")) if section else self.text
        return set(re.findall(r"(noctis(?:-[a-z]+)?)\s?\((\d)\)", text))
