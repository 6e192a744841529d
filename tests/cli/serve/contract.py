"""contract.py: walks the OpenAPI document of a live server.  Each operation gives each status that the
document has for it, and no other; each body is what the schema of its status says."""

import contextlib
import fcntl
import gzip
import json
import pathlib
import re
import shutil

from live import Server, Store, phantom, phantoms, png_size, scopeless_token, secret_file, token_of
from schema import complaints, resolved

UID = "1.2.3.4"  # nobody has it
DICOM = "/api/v1/dicom"

# What no request gives while the program is right: tests/rest breaks it on the spot.
BY_DEFECTS_ALONE = {"500": {
    f"{DICOM}/studies", f"{DICOM}/studies/{{id}}/series", f"{DICOM}/studies/{{id}}/metadata",
    f"{DICOM}/series/{{id}}/images", f"{DICOM}/presets", f"{DICOM}/clear-cache", "/api/v1/metrics",
    "/metrics"}}
# What may come at any path, as the document's answer "default" says.  408 takes the 10 s that a head may
# take, and is for tests/http.
BEFORE_ANY_ROUTE = {400, 405, 413, 414, 417, 421, 431, 501, 505}


class Walk:
    def __init__(self, document):
        self.document = document
        self.given = {}  # (method, route): statuses
        self.refused = set()
        self.found = []

    def complain(self, text):
        if text not in self.found:
            self.found.append(text)

    def route_of(self, target):
        path = target.partition("?")[0]
        for route in self.document["paths"]:
            if re.fullmatch(re.sub(r"\\{\w+\\}", "[^/]+", re.escape(route)), path):
                return route
        return None

    def see(self, client, target, status, method="GET", **headers):
        """Asks, and holds the answer against the document."""
        answer = client.ask(target, method, **headers)
        route = self.route_of(target)
        name = f"{method} {route}: {answer.status}"
        if answer.status != status:
            self.complain(f"{name}, not {status}: {target} {answer.body[:200]}")
        self.given.setdefault((method, route), set()).add(answer.status)
        self.check_everywhere(name, answer, target)
        operation = self.document["paths"][route][method.lower()]
        documented = operation["responses"].get(str(answer.status))
        if documented is None:
            self.complain(f"{name} is not documented")
        else:
            self.check_documented(name, answer, resolved(self.document, documented))
        return answer

    def check_everywhere(self, name, answer, target):
        if not re.fullmatch(r"[!-~]{8,64}", answer.header("x-request-id") or ""):
            self.complain(f"{name}: X-Request-Id is {answer.header('x-request-id')}")
        if not re.fullmatch(r"\d+\.\d{6}s", answer.header("x-response-time") or ""):
            self.complain(f"{name}: X-Response-Time is {answer.header('x-response-time')}")
        if answer.header("x-content-type-options") != "nosniff":
            self.complain(f"{name}: without nosniff")
        if answer.status >= 400 and answer.kind() == "application/json" and answer.status != 503:
            if answer.json()["path"] != target.partition("?")[0]:
                self.complain(f"{name}: the path is {answer.json()['path']}")

    def check_documented(self, name, answer, documented):
        for header in documented.get("headers", {}):
            if not answer.header(header):
                self.complain(f"{name}: without {header}")
        content = documented.get("content", {})
        media = content.get(answer.kind()) or content.get("*/*")
        if not content and (answer.body or answer.kind()):
            self.complain(f"{name}: has a body")
        elif content and media is None:
            self.complain(f"{name}: {answer.kind()} is not documented")
        elif answer.kind() == "application/json":
            body = json.loads(gzip.decompress(answer.body) if answer.header("content-encoding") else answer.body)
            for each in complaints(self.document, media["schema"], body):
                self.complain(f"{name}: {each}")
        elif answer.kind() == "image/png" and answer.status == 200:
            png_size(answer.body)

    def check_head(self, client, target, **headers):
        """HEAD has the headers of GET, and no body."""
        varying = {"date", "x-request-id", "x-response-time"}
        if "metrics" in target:
            varying.add("content-length")  # it counts the very request
        get, head = (client.ask(target, method, **headers) for method in ("GET", "HEAD"))
        differing = {name for name in {*get.headers, *head.headers} - varying
                     if get.header(name) != head.header(name)}
        if differing or head.body or head.status != get.status:
            self.complain(f"HEAD {target}: {head.status}, {sorted(differing)}, {len(head.body)} bytes")

    def check_gzip(self, client, target, is_packed):
        plain = client.ask(target, Accept_Encoding="identity")
        packed = client.ask(target, Accept_Encoding="gzip")
        if (packed.header("content-encoding") == "gzip") != is_packed:
            self.complain(f"{target}: Content-Encoding is {packed.header('content-encoding')}")
        if (gzip.decompress(packed.body) if is_packed else packed.body) != plain.body:
            self.complain(f"{target}: gzip changes what it says")

    def refuse(self, answer, status):
        """What is refused before any route is asked."""
        name = f"before any route: {answer.status}"
        if answer.status != status:
            self.complain(f"{name}, not {status}: {answer.body[:200]}")
        self.refused.add(answer.status)
        for each in complaints(self.document, {"$ref": "#/components/schemas/Error"}, answer.json()):
            self.complain(f"{name}: {each}")

    def finish(self):
        for route, operations in self.document["paths"].items():
            for method, operation in operations.items():
                given = {str(status) for status in self.given.get((method.upper(), route), ())}
                for status in operation["responses"]:
                    if status == "default" or route in BY_DEFECTS_ALONE.get(status, ()):
                        continue
                    if status not in given and not is_of_the_other_build(operation, status, given):
                        self.complain(f"{method.upper()} {route}: {status} is documented and was never given")
        for status in BEFORE_ANY_ROUTE - self.refused:
            self.complain(f"before any route: {status} was never given")
        for text in self.found:
            print(text)


def is_of_the_other_build(operation, status, given):
    """noctis is built with its pages or without them."""
    if operation["operationId"] not in ("getDocs", "getRedoc", "getPageFile"):
        return False
    return {status} | given >= {"200", "404"}


class Targets:
    """An address of each route, of something that is there; and the same with another {id}."""

    def __init__(self, client, document):
        self.routes = list(document["paths"])
        studies = client.ask(f"{DICOM}/studies").json()["studies"]
        study = next(each for each in studies if each["modality"] == "CT")["id"]
        series = client.ask(f"{DICOM}/studies/{study}/series").json()["series"][0]["id"]
        self.image = client.ask(f"{DICOM}/series/{series}/images").json()["images"][0]["id"]
        picture = client.ask(f"{DICOM}/images/{self.image}?format=png")
        self.object = picture.header("etag").strip('"')
        page = re.search(r'"(pages/[^"]*/moon\.svg)"', client.ask("/api/v1/docs").body.decode())
        self.file = f"/api/v1/{page[1]}" if page else "/api/v1/pages/none/none"
        self.ids = {"studies": study, "series": series, "images": self.image}

    def of(self, route, thing=None):
        if "{file}" in route:
            return self.file
        kind = route.removeprefix(DICOM).split("/")[1]
        return (route.replace("{id}", str(thing or self.ids.get(kind)))
                .replace("{sha256}", str(thing or self.object)))

    def with_ids(self):
        return [route for route in self.routes if "{id}" in route]

    def pictures(self):
        return [route for route in self.routes if route.endswith(("/thumbnail", "/images/{id}"))]


def method_of(route):
    return "POST" if route.endswith("clear-cache") else "GET"


def is_open(document, route):
    return not next(iter(document["paths"][route].values()))["security"]


def walk_plain(walk, client, at):
    """Without tokens, on a store where all is well."""
    has_pages = not at.file.endswith("none")
    for route in at.routes:
        missing_page = not has_pages and route.endswith(("/docs", "/redoc", "{file}"))
        walk.see(client, at.of(route), 403 if method_of(route) == "POST" else 404 if missing_page else 200,
                 method_of(route))
    for route in at.with_ids():
        walk.see(client, at.of(route, UID), 404)
        walk.see(client, at.of(route, "none"), 422)
    walk.see(client, "/api/v1/objects/" + 64 * "0", 404)
    walk.see(client, "/api/v1/objects/0", 422)
    walk.see(client, "/api/v1/pages/0/none", 404)
    walk.see(client, f"{DICOM}/studies?limit=0", 400)
    for route in at.pictures():
        walk.see(client, at.of(route) + "?preset=none", 400)
        walk.see(client, at.of(route), 406, Accept="text/html")
        png = walk.see(client, at.of(route), 200, Accept="image/png")
        for target, accept in ((at.of(route), "image/png"), (at.of(route), "application/json")):
            tag = walk.see(client, target, 200, Accept=accept).header("etag")
            walk.see(client, target, 304, Accept=accept, If_None_Match=tag)
            walk.see(client, target, 304, Accept=accept, If_None_Match=f'"other", W/{tag}')
            walk.see(client, target, 200, Accept=accept, If_None_Match='"other"')
        if png.kind() != "image/png":
            walk.complain(f"{route}: {png.kind()} for image/png")
        # What was not warmed is made.
        if walk.see(client, at.of(route) + "?window=123&level=0", 200).json()["cached"]:
            walk.complain(f"{route}: a window that nobody warmed is there")
    tag = f'"{at.object}"'
    walk.see(client, at.of("/api/v1/objects/{sha256}"), 304, If_None_Match=tag)
    walk.see(client, "/api/v1/metrics", 406, Accept="image/png")
    walk.see(client, "/api/v1/metrics", 200, Accept="text/plain")


def walk_lists(walk, client):
    """Everything that the lists lead to, of all kinds of images."""
    pages, cursor = [], ""
    while cursor is not None:
        page = walk.see(client, f"{DICOM}/studies?limit=5&sort=name{cursor}", 200).json()
        pages.append(page)
        cursor = page["next"] and f"&cursor={page['next']}"
    studies = [study for page in pages for study in page["studies"]]
    if len({study["id"] for study in studies}) != pages[0]["total"]:
        walk.complain(f"pages have {len(studies)} studies of {pages[0]['total']}")
    for study in studies:
        walk.see(client, study["thumbnail_url"], 200)
        for series in walk.see(client, f"{DICOM}/studies/{study['id']}/series", 200).json()["series"]:
            walk.see(client, series["thumbnail_url"], 200)
            for image in walk.see(client, f"{DICOM}/series/{series['id']}/images", 200).json()["images"]:
                for target in (image["image_url"], image["thumbnail_url"]):
                    walk.see(client, f"{target}?frame={image['frames']}", 200)
                    walk.see(client, f"{target}?frame={image['frames'] + 1}", 400)
    print(f"{len(studies)} studies, of", *sorted({study["modality"] for study in studies}))


def check_forms(walk, client, at):
    for route in at.routes:
        if method_of(route) == "GET":
            walk.check_head(client, at.of(route))
    for route in at.pictures():
        walk.check_head(client, at.of(route), Accept="image/png")
        walk.check_gzip(client, at.of(route), False)
    for target in (f"{DICOM}/studies", f"{DICOM}/presets", "/api/v1/openapi.json"):
        walk.check_gzip(client, target, True)
    walk.check_gzip(client, "/api/v1/ping", False)


def walk_refusals(walk, server, at):
    client = server.client()
    walk.refuse(client.ask("/api/v1/ping", Host="elsewhere.example"), 421)
    for route in at.routes:
        other = "GET" if method_of(route) == "POST" else "POST"
        answer = client.ask(at.of(route), other)
        walk.refuse(answer, 405)
        if "default" not in walk.document["paths"][route][method_of(route).lower()]["responses"]:
            walk.complain(f"{route}: what comes before it is not documented")
        options = client.ask(at.of(route), "OPTIONS")
        if options.status != 204 or options.body or options.header("allow") != answer.header("allow"):
            walk.complain(f"OPTIONS {route}: {options.status}, {options.header('allow')}")
    nowhere = client.ask("/api/v1/nowhere")
    if nowhere.status != 404 or sorted(nowhere.json()) != ["details", "error", "path", "timestamp"]:
        walk.complain(f"what is not there is {nowhere.status}")
    head = f"Host: 127.0.0.1:{server.port}\r\n"
    for status, request in (
            (400, f"GET /%zz HTTP/1.1\r\n{head}\r\n"),
            (413, f"POST {DICOM}/clear-cache HTTP/1.1\r\n{head}Content-Length: 2\r\n\r\n{{}}"),
            (414, f"GET /{9000 * 'a'} HTTP/1.1\r\n{head}\r\n"),
            (417, f"GET /api/v1/ping HTTP/1.1\r\n{head}Expect: more\r\n\r\n"),
            (431, f"GET /api/v1/ping HTTP/1.1\r\n{head}X: {9000 * 'a'}\r\n\r\n"),
            (501, f"GET /api/v1/ping HTTP/1.1\r\n{head}Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
            (505, f"GET /api/v1/ping HTTP/2.0\r\n{head}\r\n")):
        walk.refuse(server.raw(request.encode()), status)


def check_origins(walk, server):
    client = server.client()
    ours, theirs = "https://viewer.example", "https://elsewhere.example"
    for origin, status, allowed in ((ours, 204, ours), (theirs, 403, None)):
        answer = client.ask(f"{DICOM}/studies", "OPTIONS", Origin=origin, Access_Control_Request_Method="GET")
        if answer.status != status or answer.header("access-control-allow-origin") != allowed:
            walk.complain(f"a preflight of {origin}: {answer.status}")
        answer = client.ask(f"{DICOM}/studies", Origin=origin)
        if answer.status != 200 or answer.header("access-control-allow-origin") != allowed:
            walk.complain(f"a page of {origin}: {answer.headers}")


def walk_tokens(walk, at, store):
    """Who may ask; and what an administrator may remove."""
    copy = pathlib.Path("cleared")
    shutil.copytree(store.path, copy)
    options = ("--auth", "jwt", "--jwt-secret-file", str(secret_file()), "--allow-clear")
    with Server(*options, store=copy) as server:
        nobody, scopeless = server.client(), server.client(scopeless_token())
        reader, admin = server.client(token_of("read")), server.client(token_of("admin"))
        for route in at.routes:
            if not is_open(walk.document, route):
                walk.see(nobody, at.of(route), 401, method_of(route))
                walk.see(scopeless, at.of(route), 403, method_of(route))
            if method_of(route) == "GET":
                walk.see(reader, at.of(route), reader.ask(at.of(route)).status)
        clear = f"{DICOM}/clear-cache"
        walk.see(reader, clear, 403, "POST")
        walk.see(admin, clear + "?pattern=", 400, "POST")
        with open(copy / "lock", "rb") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            walk.see(admin, clear, 409, "POST")
        removed = walk.see(admin, clear + "?pattern=*/lung", 200, "POST").json()
        again = walk.see(admin, clear + "?pattern=*/lung", 200, "POST").json()
        if removed["removed"] == 0 or again["removed"] != 0:
            walk.complain(f"removed {removed['removed']}, then {again['removed']}")
        walk.see(admin, at.of(f"{DICOM}/images/{{id}}") + "?preset=lung", 200)
        with damaged(copy / "index.sqlite3"):
            walk.see(admin, clear, 503, "POST")


def walk_limits(walk, at):
    with Server("--rate-limit", "1/h") as server:
        client = server.client()
        for _ in range(2):
            client.ask("/api/v1/ping")
        for route in at.routes:
            walk.see(client, at.of(route), 429, method_of(route))


@contextlib.contextmanager
def damaged(path):
    """Another file takes the name, as when somebody restores one that is none."""
    kept = path.with_suffix(".kept")
    path.rename(kept)
    path.write_bytes(b"no index")
    yield
    kept.rename(path)


def walk_damage(walk, at, store):
    needs_no_index = {f"{DICOM}/presets", f"{DICOM}/clear-cache"}
    with Server() as server, damaged(store.path / "index.sqlite3"):
        client = server.client()
        for route in at.routes:
            if route == "/api/v1/health" or not (is_open(walk.document, route) or route in needs_no_index):
                walk.see(client, at.of(route), 503)
    with Server() as server:
        client = server.client()
        for path in store.objects():
            path.unlink()
        walk.see(client, "/api/v1/health", 503)
        for route in (*at.pictures(), "/api/v1/objects/{sha256}"):
            answer = walk.see(client, at.of(route), 500)
            if "/objects" in answer.json()["details"] or at.object in answer.json()["details"]:
                walk.complain(f"{route}: {answer.body} tells of the inside")


def main():
    phantoms("archive")
    phantom("archive", "--kind", "ct", "--instances", "3", "--seed", "2")
    store = Store()
    store.warm("archive")
    with Server("--cors-origin", "https://viewer.example") as server:
        client = server.client()
        document = client.ask("/api/v1/openapi.json").json()
        walk = Walk(document)
        at = Targets(client, document)
        walk_plain(walk, client, at)
        walk_lists(walk, client)
        check_forms(walk, client, at)
        walk_refusals(walk, server, at)
        check_origins(walk, server)
    walk_tokens(walk, at, store)
    walk_limits(walk, at)
    walk_damage(walk, at, store)
    print(len(walk.given), "operations")
    walk.finish()


main()
