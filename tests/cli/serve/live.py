"""A live `noctis serve`, and a client of it: what the tests of this folder share."""

import base64
import hashlib
import hmac
import http.client
import json
import os
import pathlib
import signal
import socket
import struct
import subprocess
import threading
import time

SECRET = "a secret that is 32 bytes long or more"


class Store:
    """A store and the folder it is warmed from."""

    def __init__(self, name="store"):
        self.path = pathlib.Path(name)

    def noctis(self, *arguments, **more):
        return subprocess.run(["noctis", "--store", str(self.path), *arguments], check=True,
                              stdout=subprocess.PIPE, text=True, **more).stdout

    def warm(self, folder, *options):
        self.noctis("warm", "-q", *options, str(folder))

    def objects(self):
        return [path for path in (self.path / "objects").rglob("*") if path.is_file()]


KINDS = ("ct", "mr", "cr", "dx", "us", "nm", "pt", "enhanced-ct", "palette", "secondary-capture",
         "segmentation", "rt-dose")


def phantoms(folder, *options):
    """A small study of each kind."""
    for kind in KINDS:
        phantom(folder, "--kind", kind, *options)


def phantom(folder, *options):
    subprocess.run(["phantom", str(folder), "--rows", "64", "--columns", "64", *options], check=True,
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def header(self, name):
        return self.headers.get(name.lower())

    def kind(self):
        return (self.header("content-type") or "").partition(";")[0]

    def json(self):
        return json.loads(self.body)


class Client:
    """One connection, which is kept."""

    def __init__(self, port=None, path=None, token=None):
        self.token = token
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        if path is not None:
            self.connection.connect = lambda: self._connect_to(path)

    def _connect_to(self, path):
        self.connection.sock = socket.socket(socket.AF_UNIX)
        self.connection.sock.connect(str(path))

    def ask(self, target, method="GET", **headers):
        """Header names are written with _ for -."""
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.token:
            given.setdefault("Authorization", f"Bearer {self.token}")
        self.connection.request(method, target, headers=given)
        answer = self.connection.getresponse()
        body = answer.read()
        return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()}, body)

    def close(self):
        self.connection.close()


class Server:
    """Listening when it is made; `with` stops it, and complains when it does not end with `ends_with`."""

    def __init__(self, *options, store="store", listen="127.0.0.1:0", log="off", launcher=(), **more):
        where = [] if listen is None else ["--listen", listen]
        self.lines = []
        self.process = subprocess.Popen(
            [*launcher, "noctis", "--store", str(store), "serve", *where, "--access-log", str(log),
             *options], stderr=subprocess.PIPE, text=True, **more)
        self.base = ""
        while not self.base:
            line = self.process.stderr.readline()
            if not line:
                raise RuntimeError(f"no server: {self.lines}, {self.process.wait()}")
            self.lines.append(line)
            self.base = line.partition("listening on ")[2].strip()
        self.port = int(self.base.rpartition(":")[2]) if self.base.startswith("http") else None
        self.reader = threading.Thread(target=lambda: self.lines.extend(self.process.stderr))
        self.reader.start()
        self.clients = []
        self.ends_with = 0

    def client(self, token=None):
        self.clients.append(Client(self.port, token=token))
        return self.clients[-1]

    def raw(self, text):
        """What comes back for bytes that no client library would send."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=60) as connection:
            connection.sendall(text)
            answer = http.client.HTTPResponse(connection)
            answer.begin()
            return Answer(answer.status, {name.lower(): value for name, value in answer.getheaders()},
                          answer.read())

    def stop(self, number=signal.SIGTERM):
        if self.process.poll() is None:
            self.process.send_signal(number)
        status = self.process.wait(60)
        self.reader.join()
        return status

    def errors(self):
        return "".join(self.lines)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for client in self.clients:  # it would wait for them a second
            client.close()
        status = self.stop()
        if status != self.ends_with:
            print(f"the server ended with {status}: {self.errors()}")


def secret_file():
    path = pathlib.Path("secret")
    if not path.exists():
        path.write_text(SECRET, encoding="ascii")
        path.chmod(0o600)
    return path


def token_of(scope, subject="test"):
    """As `noctis token` makes them."""
    return subprocess.run(["noctis", "token", "--subject", subject, "--scope", scope, "--jwt-secret-file",
                           str(secret_file())], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def scopeless_token():
    """As only others make them: signed right, and good for nothing."""
    def part(data):
        return base64.urlsafe_b64encode(data).rstrip(b"=")
    signed = part(b'{"alg":"HS256","typ":"JWT"}') + b"." + part(
        json.dumps({"sub": "nobody", "exp": int(time.time()) + 3600}).encode())
    return (signed + b"." + part(hmac.new(SECRET.encode(), signed, hashlib.sha256).digest())).decode()


def png_size(data):
    """(width, height) of a PNG that is whole by its signature, its IHDR and its IEND."""
    assert data[:8] == b"\x89PNG\r\n\x1a\n", "no PNG"
    assert data[8:16] == b"\x00\x00\x00\x0dIHDR", "the PNG does not begin with IHDR"
    assert data[-12:] == b"\x00\x00\x00\x00IEND\xaeB`\x82", "the PNG has no end"
    return struct.unpack(">II", data[16:24])


def png_of(data_url):
    prefix = "data:image/png;base64,"
    assert data_url.startswith(prefix), data_url[:40]
    return base64.b64decode(data_url[len(prefix):], validate=True)


def until(condition, seconds=60):
    """Whether the condition came to hold."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def wait_for_file(path):
    assert until(lambda: os.path.exists(path)), f"{path} never came"
