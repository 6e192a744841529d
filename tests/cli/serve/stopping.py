"""stopping.py: how a server ends, and how a service manager starts it."""

import fcntl
import os
import pathlib
import select
import signal
import socket
import subprocess
import sys

from live import Client, Server, Store, phantom, until
from load import Load

DICOM = "/api/v1/dicom"
AS_KILLED = 128 + signal.SIGTERM


def targets_of(server):
    client = server.client()
    study = client.ask(f"{DICOM}/studies").json()["studies"][0]["id"]
    series = client.ask(f"{DICOM}/studies/{study}/series").json()["series"][0]["id"]
    images = client.ask(f"{DICOM}/series/{series}/images").json()["images"]
    client.close()
    return [target for image in images
            for target in (image["image_url"], image["image_url"] + "?format=png",
                           image["image_url"] + "?window=70&level=5", image["thumbnail_url"], f"{DICOM}/studies")]


def refuses(port):
    try:
        socket.create_connection(("127.0.0.1", port), timeout=60).close()
    except ConnectionRefusedError:
        return True
    except ConnectionResetError:
        pass
    return False


def stop_under_load():
    """Each of eight clients gets all its answers whole; the last one says that it is the last."""
    with Server() as server:
        load = Load(server.port, targets_of(server), clients=8)
        until(lambda: load.answered() > 200 or load.wrong)
        server.process.send_signal(signal.SIGTERM)
        for thread in load.threads:
            thread.join()
        status = server.process.wait(60)
        statuses = load.finish()
    print("under load:", dict.fromkeys(statuses, "whole"), "exit status", status)
    print(server.errors().count("\n"), "line on standard error")
    assert refuses(server.port)


def stop_at_once():
    """A client that does not read keeps a server from its end, until that is asked for again."""
    with Server() as server:
        target = targets_of(server)[0]
        request = f"GET {target} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode()
        with socket.socket() as client:
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            client.connect(("127.0.0.1", server.port))
            client.setblocking(False)
            # Until it takes no more: it waits to be read.
            try:
                while True:
                    client.send(request)
            except BlockingIOError:
                pass
            server.process.send_signal(signal.SIGTERM)
            assert until(lambda: refuses(server.port)), "it goes on to accept"
            assert server.process.poll() is None, "it did not wait for its client"
            server.process.send_signal(signal.SIGTERM)
            print("at once: exit status", server.process.wait(60))
        server.ends_with = AS_KILLED


def new_pipe(path):
    """Of a new pipe: the end to read, the one for its writer, and one that says when it is full."""
    os.mkfifo(path)
    reader = os.open(path, os.O_RDONLY | os.O_NONBLOCK)
    os.set_blocking(reader, True)
    return reader, os.open(path, os.O_WRONLY), os.open(path, os.O_WRONLY | os.O_NONBLOCK)


def fill(end):
    try:
        while True:
            os.write(end, b"\n")
    except BlockingIOError:
        pass


def stop_unread(*signals):
    """Nobody reads what it writes, on either stream: that holds up neither its answers nor its end."""
    path = "-".join(map(str, signals))
    reader, given, filler = new_pipe(path)
    process = subprocess.Popen(["noctis", "--store", "store", "serve", "--listen", "127.0.0.1:0"],
                               stdout=given, stderr=given)
    try:
        line = b""
        while not line.endswith(b"\n"):
            line += os.read(reader, 1)
        fill(filler)
        client = Client(int(line.rpartition(b":")[2]))
        pong = client.ask("/api/v1/ping").json()["message"]
        client.close()
        for number in signals:
            process.send_signal(number)
        print("unread:", pong, "exit status", process.wait(30))
    finally:
        process.kill()
        for end in (reader, given, filler):
            os.close(end)


def stop_while_it_refuses():
    """Nobody reads why a log cannot be opened: a signal ends that, too."""
    reader, given = os.pipe()
    room = fcntl.fcntl(given, fcntl.F_SETPIPE_SZ, 4096)
    process = subprocess.Popen(["noctis", "--store", "store", "serve", "--listen", "127.0.0.1:0", "--access-log",
                                "x" * 2 * room], stderr=given)
    try:
        select.select([reader], [], [])
        process.send_signal(signal.SIGTERM)
        print("refused, unread: exit status", process.wait(30))
    finally:
        process.kill()
        for end in (reader, given):
            os.close(end)


# Takes the place of systemd: the socket is file descriptor 3 of a process that is told so by its own id.
ACTIVATE = """import os, sys
fd = int(sys.argv[1])
os.dup2(fd, 3)
os.environ.update(LISTEN_PID=str(os.getpid()), LISTEN_FDS="1", NOTIFY_SOCKET=sys.argv[2])
os.execvp(sys.argv[3], sys.argv[3:])
"""


def activated(given, place, named=None):
    """Asks a server that was given a listening socket, at what it was named besides, too, and holds what it tells
    its manager."""
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager, given:
        manager.bind(place)
        manager.settimeout(60)
        given.listen()
        launcher = (sys.executable, "-c", ACTIVATE, str(given.fileno()), place.replace("\0", "@"))
        with Server(listen=named and f"unix:{named}", launcher=launcher, pass_fds=(given.fileno(),)) as server:
            ready = manager.recv(100).decode()
            name = given.getsockname()
            clients = [Client(path=name) if isinstance(name, str) else Client(name[1])]
            clients += [Client(path=named)] if named else []
            pong = [client.ask("/api/v1/ping").json()["message"] for client in clients]
            for client in clients:
                client.close()
            server.process.send_signal(signal.SIGTERM)
            stopping = manager.recv(100).decode()
            print("activated:", ready, *pong, stopping, "exit status", server.process.wait(60))


def unix_socket():
    path = pathlib.Path("here.sock").resolve()
    with Server(listen=f"unix:{path}") as server:
        client = Client(path=path)
        print("unix:", client.ask("/api/v1/ping").json()["message"], server.base.startswith("unix:"))
        client.close()
    print("the socket is", "there still" if path.exists() else "gone")


def main():
    phantom("archive", "--kind", "ct", "--instances", "4")
    Store().warm("archive")
    stop_under_load()
    stop_at_once()
    stop_unread(signal.SIGTERM)
    stop_unread(signal.SIGUSR1, signal.SIGTERM)
    stop_while_it_refuses()
    on_port = socket.socket()
    on_port.bind(("127.0.0.1", 0))
    activated(on_port, "notify.sock")
    on_path = socket.socket(socket.AF_UNIX)
    on_path.bind(os.path.abspath("given.sock"))
    activated(on_path, f"\0noctis-test-{os.getpid()}", os.path.abspath("named.sock"))
    unix_socket()


main()
