"""What the benchmarks share: programs run in turns in a folder of their own, and a table of what that cost.

  PROGRAM [--rounds N] [--files N] [DIR]

Without DIR the files are phantoms."""

import argparse
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from typing import NamedTuple

ROOT = pathlib.Path(__file__).resolve().parents[3]
SOFT_TISSUE_AND_LUNG = ((40, 400), (-600, 1500))


def arguments(about, rounds=7, files=200):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rounds", type=int, default=rounds)
    parser.add_argument("--files", type=int, default=files, help="phantoms that are made without DIR")
    parser.add_argument("dir", nargs="?", metavar="DIR", help="files to take instead")
    return parser.parse_args()


def leave_out(reason):
    """Nothing was measured, and that is no failure: ctest's and `run`'s sign for it."""
    print(f"left out: {reason}")
    sys.exit(77)


def program(name):
    """In PATH, or of this build."""
    places = [os.environ["PATH"], *(str(ROOT / "build" / each) for each in ("cli", "samples", "tests/bench"))]
    found = shutil.which(name, path=os.pathsep.join(places))
    if found is None:
        leave_out(f"no {name}")
    return found


class Work:
    """A folder for the time of a `with`, in memory where there is a tmpfs."""

    def __enter__(self):
        in_memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) and "TMPDIR" not in os.environ else None
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="noctis-bench-", dir=in_memory))
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.path)

    def fresh(self):
        """An empty folder for one turn; the last turn's is gone."""
        turn = self.path / "turn"
        shutil.rmtree(turn, ignore_errors=True)
        turn.mkdir()
        return turn

    def phantoms(self, name, *options):
        folder = self.path / name
        run([program("phantom"), folder, *options])
        return folder


class Cost(NamedTuple):
    wall: float  # seconds
    cpu: float  # seconds, of the process and all that it waited for
    peak: float  # MiB resident, of the greatest of them
    said: str


def run(command, cores=None):
    """Held to that many cores, the first ones that this process may use."""
    ours = os.sched_getaffinity(0)
    start = time.monotonic()
    os.sched_setaffinity(0, sorted(ours)[:cores])
    try:
        process = subprocess.Popen([str(each) for each in command], stdout=subprocess.PIPE, text=True)
    finally:
        os.sched_setaffinity(0, ours)
    with process.stdout:
        said = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode == 77:
        leave_out(said.strip())
    # noctis says 3 where a file of DIR could not be shown.
    if process.returncode not in (0, 3):
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, said)


def warm(store, studies, *options, cores=1):
    return run([program("noctis"), "--store", store, "-q", "-j", cores, "warm", *options, studies], cores)


def warm_two_windows(store, studies, cores=1):
    return warm(store, studies, "--preset", "soft_tissue,lung", "--thumbnail-side", 0, "--no-master", cores=cores)


def floor(work, studies):
    """µs a picture of each part of the work, by its name: of the clock, and of CPU time."""
    lines = run([program("floor_parts"), work, studies], 1).said.splitlines()
    return {part: (float(wall), float(cpu)) for part, wall, cpu in (line.split("\t") for line in lines)}


def objects(store):
    """The SHA-256 of all that a store holds."""
    return {each.parent.name + each.name for each in (store / "objects").glob("*/*")}


def full_size(store):
    """How many full-size pictures a store has, and their bytes."""
    listed = run([program("noctis"), "--store", store, "ls", "renditions"]).said
    rows = [line.split("\t") for line in listed.splitlines()]
    sizes = [int(row[7]) for row in rows if row[3] == "display"]
    return len(sizes), sum(sizes)


def pictures_in(folder):
    sizes = [each.stat().st_size for each in folder.rglob("*.png")]
    return len(sizes), sum(sizes)


class Way:
    """One of those that take turns: what it cost each time, and the pictures that it made."""

    def __init__(self, name, turn, count):
        self.name = name
        self.turn = turn
        self.count = count
        self.costs = []
        self.pictures, self.bytes = 0, 0

    def take(self, folder):
        self.costs.append(self.turn(folder))
        if not self.pictures:
            self.pictures, self.bytes = self.count(folder)

    def a_picture(self):
        return [cost.wall / self.pictures for cost in self.costs]

    def cpu_a_picture(self):
        return [cost.cpu / self.pictures for cost in self.costs]

    def row(self):
        return [self.name, self.pictures, f"{median(self.a_picture()) * 1000:.3f}",
                f"{median(self.cpu_a_picture()) * 1000:.3f}",
                f"{self.bytes / self.pictures:.0f}", f"{max(cost.peak for cost in self.costs):.0f}"]


WAY_COLUMNS = ["", "pictures", "ms each", "CPU ms", "bytes each", "peak MiB"]


def take_turns(rounds, work, ways):
    for _ in range(rounds):
        for way in ways:
            way.take(work.fresh())


def median(values):
    return statistics.median(values)


def times(peer, ours):
    """How many times ours goes into the peer's, round by round: the median, the least and the greatest."""
    ratios = [a / b for a, b in zip(peer, ours)]
    return f"{median(ratios):.2f}", f"{min(ratios):.2f} to {max(ratios):.2f}"


def table(columns, rows):
    """The first column to the left, numbers to the right."""
    lines = [columns, *([str(each) for each in row] for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(columns))]
    for line in lines:
        cells = [line[0].ljust(widths[0]), *(cell.rjust(width) for cell, width in zip(line[1:], widths[1:]))]
        print("  ".join(cells).rstrip())
    print(flush=True)
