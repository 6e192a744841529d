"""completion_agrees.py SHELL COMPLETION: asks the shell what it offers for the command lines that
--help and cases.tsv think of, in both directions."""

import os
import pathlib
import subprocess
import sys

import help_text

HERE = pathlib.Path(__file__).parent
FILES = {"a.dcm", "folder", "two words.toml"}
FOLDERS = {"folder"}


def make_files():
    os.mkdir("here")
    os.chdir("here")
    for name in FILES - FOLDERS:
        pathlib.Path(name).touch()
    for name in FOLDERS:
        os.mkdir(name)


def expected_of_value(option, presets):
    if option.words:
        return option.words
    if "--preset" in option.names:
        return presets
    if "FILE" in option.value:
        return FILES
    return FOLDERS if option.value == "DIR" else set()


def expected_by_help(commands, presets):
    """Command lines, and what is to be offered."""
    program = commands[0]
    for command in commands:
        line = f"noctis {command.name} ".replace("  ", " ")
        shared = () if command is program else program.options
        options = {name for each in (*command.options, *shared) for name in each.names}
        yield line + "-", options
        for option in (*command.options, *shared):
            for name in option.names if option.value else ():
                yield f"{line}{name} ", expected_of_value(option, presets)
                if name.startswith("--"):
                    yield f"{line}{name}=", expected_of_value(option, presets)
        if command.argument_words:
            yield line, command.argument_words
    yield "noctis ", {command.name for command in commands[1:]}


def expected_by_cases():
    for case in (HERE / "cases.tsv").read_text(encoding="utf-8").splitlines():
        if case and not case.startswith("#"):
            line, offered = case.split("\t")
            yield line, set(offered.split())


def main():
    shell, completion = sys.argv[1:]
    names = subprocess.run(["noctis", "presets"], check=True, capture_output=True, text=True).stdout
    presets = {line.split("\t")[0] for line in names.splitlines()}
    expected = dict(expected_by_help(help_text.commands(), presets))
    expected.update(expected_by_cases())
    make_files()
    asked = subprocess.run([sys.executable, HERE / "offered.py", shell, completion], check=True,
                           input="".join(line + "\n" for line in expected), stdout=subprocess.PIPE,
                           text=True).stdout
    answers = dict(answer.split("\t") for answer in asked.splitlines())
    for line, words in expected.items():
        offered = set(filter(None, answers[line].split("|")))
        if offered - words:
            print(f"{line}: offers {' '.join(sorted(offered - words))}")
        if words - offered:
            print(f"{line}: lacks {' '.join(sorted(words - offered))}")
    print("asked" if len(answers) == len(expected) else "not all was answered")


main()
