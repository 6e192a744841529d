"""log_and_metrics.py: what a server tells of its requests, in both formats of its log, at /metrics and on
standard error."""

import json
import os
import pathlib
import re
import signal
import sqlite3
import urllib.parse

import exposition
from live import Server, Store, phantom, until

NAME = "Kestrel^Philippa"
DICOM = "/api/v1/dicom"
COMBINED = re.compile(r'127\.0\.0\.1 - - \[\d\d/[A-Z][a-z]{2}/\d{4}:\d\d:\d\d:\d\d \+0000\] '
                      r'"(?:GET|HEAD|POST|OPTIONS|-) (?:/\S*|\*|-) HTTP/1\.1" \d{3} \d+ "-" "[^"]*"')
JSON_KEYS = {"type", "time", "request_id", "client", "method", "path", "route", "status", "bytes", "seconds"}
IF_SO = {"subject", "whole", "cause"}


def of_patients(store):
    """What the index knows of them, in words that a log could have: names, ids, descriptions, dates."""
    words = set()
    with sqlite3.connect(store.path / "index.sqlite3") as index:
        for row in index.execute("SELECT patient_id, patient_name, study_description, accession_number, study_id,"
                                 " referring_physician_name, institution_name, patient_birth_date FROM study"):
            words.update(word for word in row if word)
        words.update(row[0] for row in index.execute("SELECT series_description FROM series") if row[0])
    index.close()
    # A word of few letters is in every log.
    parts = {part for word in words for part in re.split(r"[\^ ]", word)}
    return {word for word in words | parts if len(word) > 4}


def ask_everything(client, secrets):
    """Every route, and the words of patients wherever a client can put them.  The ids of the answers."""
    ids, targets = {}, ["/api/v1/ping", "/api/v1/health", "/metrics", f"{DICOM}/presets"]
    for study in client.ask(f"{DICOM}/studies").json()["studies"]:
        targets += [f"{DICOM}/studies/{study['id']}/{what}" for what in ("metadata", "series", "thumbnail")]
        for series in client.ask(f"{DICOM}/studies/{study['id']}/series").json()["series"]:
            targets.append(f"{DICOM}/series/{series['id']}/thumbnail")
            for image in client.ask(f"{DICOM}/series/{series['id']}/images").json()["images"]:
                targets += [image["image_url"], image["thumbnail_url"], image["image_url"] + "?window=90&level=0"]
    for secret in secrets:
        word = urllib.parse.quote(secret, safe="")
        targets += [f"{DICOM}/studies?q={word}", f"{DICOM}/studies?cursor={word}", f"{DICOM}/studies?{word}=1",
                    f"{DICOM}/studies/{word}/series", f"{DICOM}/images/1?preset={word}", f"/{word}",
                    f"{DICOM}/studies/1/{word}", f"/api/v1/objects/{word}", f"/api/v1/pages/{word}/{word}"]
    for target in targets:
        for method in ("GET", "HEAD", "POST", "OPTIONS"):
            answer = client.ask(target, method, Referer=f"http://localhost/{target}")
            ids[answer.header("x-request-id")] = answer.status
    client.ask("/api/v1/ping", Host=urllib.parse.quote(secrets[0], safe=""))
    return ids


def check_quiet(secrets, text, where):
    for secret in secrets:
        for form in (secret, urllib.parse.quote(secret, safe=""), json.dumps(secret)[1:-1]):
            if form.lower() in text.lower():
                print(f"{secret} is in {where}")


def break_rendition(store, client):
    """An object goes behind the server's back: the answer to whoever asks for it is 500."""
    target = f"{DICOM}/images/{image_of(client)}?format=png"
    digest = client.ask(target).header("etag").strip('"')
    path = store.path / "objects" / digest[:2] / digest[2:]
    kept = path.read_bytes()
    path.unlink()
    answer = client.ask(target)
    path.write_bytes(kept)
    return answer, digest


def image_of(client):
    study = client.ask(f"{DICOM}/studies").json()["studies"][0]["id"]
    series = client.ask(f"{DICOM}/studies/{study}/series").json()["series"][0]["id"]
    return client.ask(f"{DICOM}/series/{series}/images").json()["images"][0]["id"]


def check_json(store, secrets):
    log = pathlib.Path("json.log")
    with Server(log=log) as server:
        client = server.client()
        ids = ask_everything(client, secrets)
        broken, digest = break_rendition(store, client)
        assert broken.status == 500 and digest not in broken.body.decode(), broken.body
        families = exposition.parse(client.ask("/metrics").body.decode())
        check_quiet(secrets, repr([family.samples for family in families.values()]), "/metrics")
        check_quiet(secrets, client.ask("/metrics").body.decode(), "/metrics")
        check_counts(families, ids)
    lines = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
    for line in lines:
        if not JSON_KEYS <= set(line) <= JSON_KEYS | IF_SO or line["type"] != "request":
            print("a line of other keys:", sorted(line))
    logged = {line["request_id"]: line for line in lines}
    assert len(logged) == len(lines), "a request id is there twice"
    for request_id, status in ids.items():
        if logged[request_id]["status"] != status:
            print("another status in the log:", logged[request_id])
    cause = logged[broken.header("x-request-id")]["cause"]
    assert digest in cause and cause not in broken.body.decode(), cause
    assert oct(log.stat().st_mode & 0o777) == "0o600", "others may read the log"
    check_quiet(secrets, log.read_text(encoding="utf-8"), "the JSON log")
    check_quiet(secrets, server.errors(), "standard error")
    print("routes in the log:", len({line["route"] for line in lines if line["route"]}))


def check_counts(families, ids):
    """By the metrics each request was answered, once; of the last ones, this one is not done yet."""
    counted = sum(families["noctis_http_requests_total"].samples.values())
    durations = families["noctis_http_request_duration_seconds"]
    timed = sum(value for (name, _), value in durations.samples.items() if name.endswith("_count"))
    if not timed == counted > len(ids):
        print(f"{counted} requests, {timed} durations, {len(ids)} asked")
    failed = [value for (_, labels), value in families["noctis_http_requests_total"].samples.items()
              if ("status", "500") in labels]
    if failed != [1]:
        print(f"answers of 500: {failed}")


def check_combined(secrets):
    log = pathlib.Path("combined.log")
    with Server("--access-log-format", "combined", log=log) as server:
        ids = ask_everything(server.client(), secrets)
    lines = log.read_text(encoding="utf-8").splitlines()
    wrong = [line for line in lines if not COMBINED.fullmatch(line)]
    assert not wrong, wrong[:3]
    assert len(lines) > len(ids)
    check_quiet(secrets, "\n".join(lines), "the combined log")
    check_quiet(secrets, server.errors(), "standard error")


def check_damage(store):
    """A 503 has its cause in the log as well."""
    index, log = store.path / "index.sqlite3", pathlib.Path("damaged.log")
    with Server(log=log) as server:
        kept = index.rename("kept")
        index.write_bytes(b"no index")
        answer = server.client().ask(f"{DICOM}/images/1")
        kept.rename(index)
    assert answer.status == 503 and answer.header("retry-after"), answer.status
    line = json.loads(log.read_text(encoding="utf-8"))
    assert line["request_id"] == answer.header("x-request-id") and line["cause"], line
    assert line["cause"] not in answer.body.decode() and os.getcwd() not in answer.body.decode()
    print("cause of 503:", line["cause"])


def check_rotation():
    """As logrotate does it: nothing is lost, and the new file has what comes after the signal."""
    log = pathlib.Path("rotated.log")
    with Server(log=log) as server:
        client = server.client()
        before = client.ask("/api/v1/ping").header("x-request-id")
        log.rename("rotated.log.1")
        server.process.send_signal(signal.SIGHUP)
        assert until(log.exists), "the log was not opened again"
        after = client.ask("/api/v1/ping").header("x-request-id")
    old, new = (pathlib.Path(name).read_text(encoding="utf-8") for name in ("rotated.log.1", log))
    assert before in old + new and after in new and after not in old, (old, new)
    print("rotated")


def main():
    phantom("archive", "--kind", "ct", "--instances", "2", "--patient-name", NAME)
    phantom("archive", "--kind", "mr", "--instances", "1", "--patient-name", "Ångström^Zoë")
    store = Store()
    store.warm("archive", "--preset", "default")
    secrets = sorted(of_patients(store))
    assert {"Kestrel", "Philippa", "Ångström"} <= set(secrets), secrets
    check_json(store, secrets)
    check_combined(secrets)
    check_damage(store)
    check_rotation()


main()
