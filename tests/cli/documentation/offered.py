"""What an interactive shell offers for command lines that are typed at it.

    offered.py SHELL COMPLETION < LINES

For each line of standard input: the line, a tab, and what the completion offers to go on with,
separated by '|'.  Bash and Zsh are run on a terminal, with keys that insert all that is offered into
the line and hand the line out; fish tells by itself.  SHELL may be bash-completion, for Bash with the
package of that name, which finds the completion by itself.
"""

import os
import pty
import select
import shlex
import subprocess
import sys
import time

PATIENCE_S = 60
INSERT_ALL, HAND_OUT = "\x18a", "\x18b"  # Control-X a, Control-X b

BASH = """
bind 'set bell-style none'
bind 'set enable-bracketed-paste off'
bind '"\\C-xa": insert-completions'
hand_out() { printf '%s\\0' "$READLINE_LINE" >&"$OFFERED"; READLINE_LINE=; }
bind -x '"\\C-xb": hand_out'
printf 'ready\\0' >&"$OFFERED"
"""

ZSH = """
fpath=("${COMPLETION:h}" $fpath)
autoload -Uz compinit && compinit -u -D
zle -C insert-all complete-word _generic
zstyle ':completion:insert-all::::' completer _all_matches _complete
zstyle ':completion:insert-all:*' insert true
bindkey -e
bindkey '^Xa' insert-all
hand_out() { print -rn -- "$BUFFER"$'\\0' >&$OFFERED; BUFFER=; }
zle -N hand_out && bindkey '^Xb' hand_out
unsetopt zle_bracketed_paste list_beep; unset zle_bracketed_paste
print -n 'ready\\0' >&$OFFERED
"""

# The package loads what lies in its folders when it is first asked.
BASH_COMPLETION = """
mkdir -p ../user/completions && cp "$COMPLETION" ../user/completions/noctis
BASH_COMPLETION_USER_DIR=$PWD/../user
source /usr/share/bash-completion/bash_completion
"""

SHELLS = {
    "bash": (["bash", "--norc", "--noprofile", "-i"], 'source "$COMPLETION"' + BASH),
    "bash-completion": (["bash", "--norc", "--noprofile", "-i"], BASH_COMPLETION + BASH),
    "zsh": (["zsh", "-f", "-i"], ZSH),
}


class Terminal:
    """A shell on a terminal of its own; what it writes to $OFFERED is read up to each NUL."""

    def __init__(self, command, setup, completion):
        self.offered, inner = os.pipe()
        with open("../setup", "w", encoding="utf-8") as file:
            file.write(setup)
        environment = dict(os.environ, COMPLETION=completion, OFFERED=str(inner), PS1="", TERM="dumb")
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.set_inheritable(inner, True)
            os.execvpe(command[0], command, environment)
        os.close(inner)
        self.type(". ../setup\n")
        self.answer()

    def type(self, keys):
        os.write(self.terminal, keys.encode())

    def answer(self):
        text, end = b"", time.monotonic() + PATIENCE_S
        seen = b""
        while not text.endswith(b"\0"):
            ready, _, _ = select.select([self.offered, self.terminal], [], [],
                                        max(0, end - time.monotonic()))
            if not ready:
                sys.exit(f"no answer from the shell; on its terminal: {seen!r}")
            if self.terminal in ready:  # the echo must not fill the terminal
                seen += os.read(self.terminal, 4096)
            if self.offered in ready:
                piece = os.read(self.offered, 4096)
                if not piece:
                    sys.exit(f"the shell has gone; on its terminal: {seen!r}")
                text += piece
        return text[:-1].decode()

    def line_after(self, line):
        self.type(line + INSERT_ALL + HAND_OUT)
        return self.answer()


def option_before(line):
    """Of "noctis warm --order=p": "--order="."""
    typed = line.rsplit(" ", 1)[1]
    return typed[: typed.index("=") + 1] if typed.startswith("--") and "=" in typed else ""


def offered_by_terminal(terminal, line):
    """What was inserted, in place of the word that was being typed."""
    start = line.rindex(" ") + 1
    after = terminal.line_after(line)
    if after[:start] != line[:start]:
        sys.exit(f"{line!r} has become {after!r}")
    # A word that nothing was found for stays as it was.
    return [] if after.strip() == line.strip() else shlex.split(after[start:])


def offered_by_fish(completion, lines):
    script = "source $COMPLETION; for line in $argv; complete -C $line; printf '\\0'; end"
    answer = subprocess.run(["fish", "--no-config", "-c", script, *lines], check=True,
                            env=dict(os.environ, COMPLETION=completion), stdout=subprocess.PIPE,
                            text=True, timeout=PATIENCE_S).stdout
    return [[word.split("\t")[0] for word in words.splitlines()]
            for words in answer.split("\0")[:-1]]


def plain(word, option):
    """Without what a shell adds to a word to go on behind it."""
    return word.removeprefix(option).rstrip("=" if word.startswith("-") and not option else "/,")


def main():
    shell, completion = sys.argv[1:]
    lines = sys.stdin.read().splitlines()
    if shell == "fish":
        offered = offered_by_fish(completion, lines)
    else:
        terminal = Terminal(*SHELLS[shell], completion)
        offered = [offered_by_terminal(terminal, line) for line in lines]
    for line, words in zip(lines, offered, strict=True):
        print(line, "|".join(plain(word, option_before(line)) for word in words), sep="\t")


main()
