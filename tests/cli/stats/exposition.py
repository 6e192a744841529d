"""exposition.py FILE: a strict parser of the text exposition format, version 0.0.4."""

import re
import sys

LABEL = r'[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\\\|\\"|\\n)*"'
SAMPLE = re.compile(r'([a-zA-Z_:][a-zA-Z0-9_:]*)(\{%s(?:,%s)*\})? '
                    r'([-+]?(?:[0-9]+(?:\.[0-9]+)?(?:e[-+]?[0-9]+)?|Inf)|NaN)' % (LABEL, LABEL))


class Family:
    """One metric: its HELP, its TYPE, its samples by their names and labels."""

    def __init__(self, name):
        self.name = name
        self.kind = None
        self.samples = {}

    def names(self):
        if self.kind == "histogram":
            return {self.name + suffix for suffix in ("_bucket", "_sum", "_count")}
        return {self.name}

    def add(self, name, labels, value, where):
        assert self.kind and name in self.names(), where
        pairs = re.findall(r'([a-zA-Z0-9_]+)="((?:[^"\\]|\\.)*)"', labels or "")
        assert len(dict(pairs)) == len(pairs), where + ": a label is there twice"
        key = (name, frozenset(pairs))
        assert key not in self.samples, where + ": twice"
        assert self.kind == "gauge" or value >= 0, where
        self.samples[key] = value

    def finish(self):
        assert self.samples, f"{self.name} has no sample"
        if self.kind == "histogram":
            for labels in {without_bound(labels) for _, labels in self.samples}:
                self.check_histogram(labels)

    def check_histogram(self, labels):
        """Buckets are cumulative, and the last one has them all."""
        buckets = [(float(dict(each)["le"]), value) for (name, each), value in self.samples.items()
                   if name.endswith("_bucket") and without_bound(each) == labels]
        where = f"{self.name}{sorted(labels)}"
        assert [bound for bound, _ in buckets] == sorted(bound for bound, _ in buckets), where
        counts = [count for _, count in buckets]
        assert counts == sorted(counts) and buckets[-1][0] == float("inf"), where
        assert counts[-1] == self.samples[self.name + "_count", labels], where
        assert (self.name + "_sum", labels) in self.samples, where


def without_bound(labels):
    return frozenset((name, value) for name, value in labels if name != "le")


def parse(text):
    """The families by their names; what is wrong is an AssertionError."""
    assert text.endswith("\n"), "the last line has no end"
    families = {}
    family = None
    for number, line in enumerate(text.split("\n")[:-1], 1):
        where = f"line {number}: {line}"
        if line.startswith("# HELP "):
            if family:
                family.finish()
            name, help_text = line[7:].split(" ", 1)
            assert help_text and name not in families, where
            family = families[name] = Family(name)
        elif line.startswith("# TYPE "):
            assert family.kind is None and not family.samples and line[7:].split(" ")[0] == family.name, where
            family.kind = line[7:].split(" ")[1]
            assert family.kind in ("gauge", "counter", "histogram"), where
            assert (family.kind == "counter") == family.name.endswith("_total"), where
        else:
            match = SAMPLE.fullmatch(line)
            assert match and family, where
            family.add(match[1], match[2], float(match[3]), where)
    family.finish()
    return families


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as metrics:
        parse(metrics.read())
    print("parsed")
