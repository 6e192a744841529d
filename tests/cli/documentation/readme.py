"""readme.py ROOT: runs every command of README.md, in order, in one folder, and compares what comes of it
with what is shown.  Of numbers that differ from machine to machine the kind is compared alone; … stands for
anything."""

import os
import pathlib
import re
import subprocess
import sys
import time

import help_text

ROOT = pathlib.Path(sys.argv[1]).resolve()
README = (ROOT / "README.md").read_text(encoding="utf-8")

# The walk through README leaves a file in the archive that cannot be shown; it may be six in the morning.
AS_WELL_AS_CAN_BE = (0, 3, 124)
# What takes another machine.
ELSEWHERE = ("samples/quickstart", "tests/run", "tests/bench/", "build/tests/bench/", "cmake --install", "cpack",
             "apt install")
# Where a site would have them: here they are below this folder.
PLACES = ("/archive", "/var/cache/noctis", "/var/lib/prometheus/node-exporter")
# What a machine of tests need not have.
STAND_INS = {"display": "cat >display.png", "mail": "cat >mail.txt", "curl": """case $* in
  *pacs.example*) cat a.dcm ;;
  *) PATH=${PATH#*:} exec curl "$@" ;;
esac"""}

VARYING = (
    (r"\d+(?:\.\d+)? (B|KiB|MiB|GiB|s|images/s|pictures/s|checks)\b", r"\\d+(?:\\.\\d+)? (?:B|KiB|MiB|\1)"),
    (r"\d+\.\d+ (% saved|bytes a)", r"\\d+\\.\\d+ \1"),
    (r"(?<![\d.])\d{6,}(?![\d.])", r"\\d+"),  # of bytes; not in UIDs
)


def complain(text):
    print(f"untrue: {text}")


def run(command, environment=None, statuses=(0,)):
    done = subprocess.run(["sh", "-c", command], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          text=True, env=dict(os.environ, **(environment or {})), check=False)
    if done.returncode not in statuses:
        complain(f"{command}: exit status {done.returncode}\n{done.stdout}")
    return done.stdout


def pattern_of(line):
    pattern = line.translate(str.maketrans({c: "\\" + c for c in "()[]{}.*+?|^$\\"}))
    pattern = pattern.replace("\\.", ".")  # as the varying numbers are written
    for varying, by in VARYING:
        pattern = re.sub(varying, by, pattern)
    return pattern.replace("…", ".*")


class Shell:
    """What one command leaves to the next: variables, and a server whose port is any that is free."""

    def __init__(self):
        self.settings = []
        self.server = None
        self.port = "8001"

    def seen(self, command):
        if command.endswith(" &"):
            return [self.start(command[:-2])]
        if command == "kill %1":
            return self.stop()
        if re.fullmatch(r"\w+=\S+", command):
            self.settings.append(command)
            return []
        here = "; ".join([*self.settings, command]).replace(":8001", f":{self.port}")
        return run(here).splitlines()

    def start(self, command):
        self.server = subprocess.Popen(["sh", "-c", f"exec {command} --listen 127.0.0.1:0"],
                                       stderr=subprocess.PIPE, text=True)
        line = self.server.stderr.readline().rstrip("\n")
        self.port = line.rpartition(":")[2]
        return line.replace(f":{self.port}", ":8001")

    def stop(self):
        self.server.terminate()
        self.server.stderr.read()
        if self.server.wait() != 0:
            complain(f"the server ended with {self.server.returncode}")
        return []


def check_session(block):
    shell = Shell()
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, _, shown = part.partition("\n")
        shown = shown.splitlines()
        # What is written while a server answers is there when it has been: the log within a second.
        for _ in range(50 if shell.server else 1):
            seen = shell.seen(command)
            is_true = len(seen) == len(shown) and all(re.fullmatch(pattern_of(a), b)
                                                      for a, b in zip(shown, seen))
            if is_true:
                break
            time.sleep(0.1)
        if not is_true:
            complain("\n".join([command, *("-" + line for line in shown), *("+" + line for line in seen)]))


def placed(command):
    for place in PLACES:
        command = re.sub(rf"(?<![\w.]){re.escape(place)}(?!\w)", os.getcwd() + place, command)
    return command


def check_script(block):
    for line in block.splitlines():
        if line.startswith(ELSEWHERE):
            print(f"run elsewhere: {line.split('  ')[0]}")
        elif line.startswith("noctis serve "):
            check_start(line)
        else:
            run(placed(line), statuses=AS_WELL_AS_CAN_BE)


def check_start(line):
    """That a server starts and stops, on loopback here."""
    shell = Shell()
    shell.start(line.replace(" --listen :8001", ""))
    shell.stop()


def check_crontab(block):
    environment = {}
    for line in block.splitlines():
        setting = re.fullmatch(r"([A-Z_]+)=(.*)", line)
        if setting:
            environment[setting[1]] = placed(setting[2])
            continue
        entry = re.fullmatch(r"(?:[\d*/,-]+ +){5}(.*)", line)
        # In a crontab % is a new line.
        if not entry or "%" in entry[1]:
            complain(f"no line of a crontab: {line}")
        else:
            run(placed(entry[1]), environment, statuses=AS_WELL_AS_CAN_BE)


def check_configuration(block):
    pathlib.Path("FILE").write_text(block, encoding="utf-8")
    run("noctis --config FILE --print-config")


def check_plain(block):
    """What is indented: the store's files, and commands that are run elsewhere."""
    for line in block.splitlines():
        what = line.split()[0]
        if what.startswith("STORE/"):
            if not pathlib.Path("store", what[len("STORE/"):].split("/")[0]).exists():
                complain(f"there is no {what}")
        elif what in ELSEWHERE:
            print(f"run elsewhere: {line.strip()}")
        else:
            complain(f"of no known kind: {line}")


def check_words(text):
    """What stands in the text between backticks: commands, options, files."""
    known = {name for each in help_text.commands() for option in each.options for name in option.names}
    for word in re.findall(r"`([^`]+)`", text):
        if word.startswith("noctis ") and "*" not in word:
            run(word + (" --help" if re.fullmatch("noctis (warm|convert|serve|token)", word) else ""))
        elif not word.startswith(ELSEWHERE):
            for option in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", word):
                if option not in known and not word.startswith("man -l "):
                    complain(f"there is no {option}")
        for file in re.findall(r"\b((?:man|tests|lib|samples|completions)/[\w./-]*)", word):
            if not (ROOT / file).exists():
                complain(f"there is no {file}")


def main():
    stand_ins = pathlib.Path("../stand-ins").resolve()
    stand_ins.mkdir()
    for name, script in STAND_INS.items():
        (stand_ins / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (stand_ins / name).chmod(0o755)
    os.environ["PATH"] = f"{stand_ins}:{os.environ['PATH']}"
    for place in PLACES:
        pathlib.Path(os.getcwd() + place).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path("var/lib/prometheus/node-exporter").mkdir()
    pathlib.Path("stamp").touch()
    pathlib.Path("secret").write_text("as long as a secret has to be: 32", encoding="utf-8")
    pathlib.Path("secret").chmod(0o600)
    os.utime("stamp", (0, 0))

    checks = {"console": check_session, "sh": check_script, "crontab": check_crontab,
              "toml": check_configuration}
    blocks = re.findall(r"^```(\w*)\n(.*?)^```|((?:^ {4}[^\n]+\n)+)", README, re.MULTILINE | re.DOTALL)
    for kind, block, plain in blocks:
        if plain:
            check_plain(plain)
        else:
            checks[kind](block)
    check_words(re.sub(r"^```.*?^```", "", README, flags=re.MULTILINE | re.DOTALL))
    for name in ("display.png", "mail.txt"):
        # Nothing is wrong with the store: nobody gets mail.
        if pathlib.Path(name).exists() != (name == "display.png"):
            complain(f"{name} is there, or is not")
    print("blocks:", *sorted({kind or "plain" for kind, *_ in blocks}))


main()
