"""What the benchmarks share: programs run in turns in a folder of their own, and a table of what that cost.

  PROGRAM [--rounds N] [--files N] [DIR]

Without DIR the files are phantoms.  DIR may hold anything: what not all sides make the same pictures of is no part of
a comparison, and counted (see studies)."""

import argparse
import base64
import contextlib
import itertools
import json
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


def arguments(about, rounds=7, files=200, takes_dir=True):
    parser = argparse.ArgumentParser(description=about)
    parser.add_argument("--rounds", type=count, default=rounds)
    parser.add_argument("--files", type=count, default=files,
                        help="how many phantoms are made; of DIR so many at most where a peer is slow")
    if takes_dir:
        parser.add_argument("dir", nargs="?", metavar="DIR", type=folder, help="files to take instead")
    return parser.parse_args()


def count(word):
    if int(word) < 1:
        raise argparse.ArgumentTypeError(f"{word} is too few")
    return int(word)


def folder(word):
    if not os.path.isdir(word):
        raise argparse.ArgumentTypeError(f"{word} is no folder")
    return word


def leave_out(reason):
    """Nothing was measured, and that is no failure: ctest's and `run`'s sign for it."""
    print(f"left out: {reason}")
    sys.exit(77)


def find(name):
    places = [os.environ["PATH"], *(str(ROOT / "build" / each) for each in ("cli", "samples", "tests/bench"))]
    return shutil.which(name, path=os.pathsep.join(places))


def is_there(name):
    return find(name) is not None


def program(name):
    """In PATH, or of this build."""
    found = find(name)
    if found is None:
        leave_out(f"no {name}")
    return found


class Work:
    """A folder for the time of a `with`, in memory if it can be."""

    def __init__(self, room=4 << 30):
        self.room = room  # bytes: the most that is made

    def __enter__(self):
        self.path = pathlib.Path(tempfile.mkdtemp(prefix="noctis-bench-", dir=self.memory()))
        return self

    def memory(self):
        """Where there is a tmpfs with room for all that is made; else TMPDIR decides."""
        shm = "/dev/shm"
        if "TMPDIR" in os.environ or not os.access(shm, os.W_OK) or shutil.disk_usage(shm).free < self.room:
            return None
        return shm

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

    def frames(self, count):
        """One file."""
        return self.phantoms("frames", "--kind", "enhanced-ct", "--frames", count, "--rows", 512, "--columns", 512)

    def mammogram(self):
        return self.phantoms("mammogram", "--kind", "dx", "--rows", 4664, "--columns", 3064)


class Cost(NamedTuple):
    wall: float  # seconds
    cpu: float  # seconds, of the process and all that it waited for
    peak: float  # MiB resident, of the greatest of them; at least what this process holds
    said: str


def run(command, cores=None, good=(0,)):
    return run_together([command], cores, good)


def run_together(commands, cores=None, good=(0,)):
    """All at once, held to that many cores, the first ones that this process may use.  What they complain of is shown
    where one of them fails: on files of DIR they may complain of each."""
    ours = os.sched_getaffinity(0)
    if cores is not None and cores > len(ours):
        leave_out(f"{len(ours)} cores, not {cores}")
    with contextlib.ExitStack() as stack:
        outputs, errors = ([stack.enter_context(tempfile.TemporaryFile()) for _ in commands] for _ in range(2))
        start = time.monotonic()
        os.sched_setaffinity(0, sorted(ours)[:cores])
        try:
            processes = [subprocess.Popen([str(each) for each in command], stdout=output, stderr=error)
                         for command, output, error in zip(commands, outputs, errors)]
        finally:
            os.sched_setaffinity(0, ours)
        ends = [os.wait4(process.pid, 0) for process in processes]
        wall = time.monotonic() - start
        said = "".join(read(output) for output in outputs)
        for process, error, (_, status, _) in zip(processes, errors, ends):
            process.returncode = os.waitstatus_to_exitcode(status)
            if process.returncode not in good:
                sys.stderr.write(read(error))
                raise subprocess.CalledProcessError(process.returncode, process.args)
    usages = [usage for _, _, usage in ends]
    return Cost(wall, sum(each.ru_utime + each.ru_stime for each in usages),
                max(each.ru_maxrss for each in usages) / 1024, said)


def read(file):
    file.seek(0)
    return file.read().decode(errors="replace")


def not_shown(said):
    """The paths of files that a side says it cannot show."""
    begin = "not shown: "
    return [line.removeprefix(begin) for line in said.splitlines() if line.startswith(begin)]


WHATEVER_IS_THERE = (0, 3, 4)  # 3: a file cannot be shown; 4: none of them is an image


def warm(store, studies, *options, cores=1, good=(0,)):
    return run([program("noctis"), "--store", store, "-q", "-j", cores, "warm", *options, studies], cores, good)


TWO_WINDOWS = ("--preset", "soft_tissue,lung", "--thumbnail-side", 0, "--no-master")


def warm_two_windows(store, studies, *options, cores=1):
    return warm(store, studies, *TWO_WINDOWS, *options, cores=cores)


def straightforward(out, studies):
    """What anybody would write first in C++, as a peer."""
    return [program("dicomimage_libpng"), out, studies]


def studies(asked, work, *peers):
    """A folder of files of which noctis and each peer make the same two pictures: phantoms of CT slices, or copies of
    files of DIR, --files of them at most.  Which these are a trial tells.  A peer is what makes its command out of a
    folder for its pictures and one of files; that says "not shown: PATH" of a file that it cannot show."""
    if not asked.dir:
        return work.phantoms("studies", "--kind", "ct", "--instances", asked.files)
    tried, all_files = from_all_over(asked.dir, 4 * asked.files)
    ours = shown_through_two_windows(tried, work)
    copies = work.path / "studies"
    copies.mkdir()
    taken = evenly(ours, len(ours), asked.files)
    for i, path in enumerate(taken):
        shutil.copyfile(path, copies / f"{i:06}")  # not linked: that would touch the archive's files
    for peer in peers if taken else ():
        command = peer(work.fresh(), copies)
        try:
            said = run(command, 1).said
        except subprocess.CalledProcessError as error:
            leave_out(f"{command[0]} ended with {error.returncode} on files of {asked.dir}")
        for path in not_shown(said):
            os.unlink(path)
    shown = len(list(copies.iterdir()))
    print(f"{asked.dir}: {shown} of {all_files} files; left out are {len(tried) - len(ours)} of which noctis does not\n"
          f"make two pictures, {len(taken) - shown} that a peer does not show, and what is beyond --files",
          end="\n\n", flush=True)
    if not shown:
        leave_out("no file of which all sides make the same two pictures")
    return copies


def evenly(things, count, most):
    """At most so many of them, from the first to the last."""
    return list(itertools.islice(things, 0, None, max(1, -(-count // most))))


def from_all_over(folder, most):
    """At most so many of the files below it; and how many there are.  One by one: see ls()."""
    def files():
        for path, folders, names in os.walk(folder):
            folders.sort()
            yield from (os.path.join(path, name) for name in sorted(names))

    count = sum(1 for _ in files())
    return evenly(files(), count, most), count


def shown_through_two_windows(files, work):
    """Those that are images of one frame, in no other file, that the two windows apply to."""
    listed, report, store = work.path / "listed", work.path / "report", work.fresh()
    listed.write_bytes(b"\0".join(map(os.fsencode, files)))
    run([program("noctis"), "--store", store, "-q", "warm", *TWO_WINDOWS, "--report", report, "-0",
         "--files-from", listed], good=WHATEVER_IS_THERE)
    images = (json.loads(line) for line in ls(store, "images", "--json"))
    # No window applies to colour: both pictures are the same one.
    grey = {each["sop_instance_uid"] for each in images
            if each["photometric_interpretation"] in ("MONOCHROME1", "MONOCHROME2")}
    with report.open() as lines:
        return [os.fsdecode(base64.b64decode(each["path_base64"])) if "path_base64" in each else each["path"]
                for each in map(json.loads, lines)
                if (each["outcome"], each["frames"], each["renditions"]) == ("rendered", 1, 2)
                and each["instance"] in grey]


def halves(studies):
    """The same files in two folders, for two processes."""
    folders = [studies.with_name(f"{studies.name}.{i}") for i in (0, 1)]
    for each in folders:
        each.mkdir()
    files = (each for each in sorted(studies.rglob("*")) if each.is_file())
    for i, path in enumerate(files):
        (folders[i % 2] / f"{i:06}").hardlink_to(path)
    return folders


def run_halves(peer, out, folders):
    """A peer that knows one core, on two: a process for each half."""
    outs = [out / each.name for each in folders]
    for each in outs:
        each.mkdir()
    return run_together([peer(*each) for each in zip(outs, folders)], 2)


def floor_parts(out, studies):
    return [program("floor_parts"), out, studies]


def floor(work, studies):
    """µs a picture of each part of the work, by its name: of the clock, and of CPU time."""
    lines = run(floor_parts(work, studies), 1).said.splitlines()
    return {part: (float(wall), float(cpu)) for part, wall, cpu in (line.split("\t") for line in lines)}


def objects(store):
    """The SHA-256 of all that a store holds."""
    return {each.parent.name + each.name for each in (store / "objects").glob("*/*")}


def ls(store, what, *options):
    """Its lines, one by one: what this process holds, the peak of the next that it runs begins at."""
    command = [program("noctis"), "--store", store, *options, "ls", what]
    with subprocess.Popen([str(each) for each in command], stdout=subprocess.PIPE, text=True) as process:
        yield from process.stdout
    if process.returncode != 0:
        raise subprocess.CalledProcessError(process.returncode, process.args)


def full_size(store):
    """How many full-size pictures a store has, and their bytes."""
    count = size = 0
    for line in ls(store, "renditions"):
        row = line.split("\t")
        if row[3] == "display":
            count += 1
            size += int(row[7])
    return count, size


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

    def peak(self):
        return max(cost.peak for cost in self.costs)

    def row(self):
        return [self.name, self.pictures, f"{median(self.a_picture()) * 1000:.3f}",
                f"{median(self.cpu_a_picture()) * 1000:.3f}",
                f"{self.bytes / self.pictures:.0f}", f"{self.peak():.0f}"]


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
