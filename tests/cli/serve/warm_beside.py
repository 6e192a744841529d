"""warm_beside.py: a server is asked all the while, and its store changes below it."""

from live import Server, Store, phantom, until
from load import Load

DICOM = "/api/v1/dicom"


def studies(client):
    answer = client.ask(f"{DICOM}/studies")
    listed = answer.json()["studies"] if answer.status == 200 else []
    return {each["study_instance_uid"]: each for each in listed}


def targets_of(client, uid):
    """All that a viewer would ask of a study, by UIDs, which stay when ids do not."""
    targets = [f"{DICOM}/studies", "/api/v1/metrics", "/api/v1/health", f"{DICOM}/studies/{uid}/thumbnail"]
    for series in client.ask(f"{DICOM}/studies/{uid}/series").json()["series"]:
        series_uid = series["series_instance_uid"]
        targets.append(f"{DICOM}/series/{series_uid}/images")
        for image in client.ask(f"{DICOM}/series/{series_uid}/images").json()["images"]:
            base = f"{DICOM}/images/{image['sop_instance_uid']}"
            targets += [base, base + "?preset=lung&format=png", base + "/thumbnail", base + "?window=77&level=0"]
    return targets


def change(server, targets, good, doing):
    """Does it while clients ask, which go on for some answers more."""
    load = Load(server.port, targets, good=good, pause=0.01)
    for work in (lambda: None, doing):
        work()
        wanted = load.answered() + 20
        until(lambda: load.answered() >= wanted or load.wrong)
    return load.finish()


def main():
    phantom("first", "--kind", "ct", "--instances", "4")
    phantom("second", "--kind", "mr", "--instances", "2", "--seed", "9")
    store = Store()
    store.warm("first")
    with Server() as server:
        client = server.client()
        (first,) = studies(client)
        targets = targets_of(client, first)

        def warm_second():
            store.warm("second")
            # The very next request, with no second to wait.
            print("after warm:", len(studies(client)), "studies")

        change(server, targets, (200,), warm_second)
        (second,) = set(studies(client)) - {first}
        theirs = targets_of(client, second)
        pictures = [target for target in theirs if "/images/" in target and "preset" not in target]
        assert {client.ask(target).status for target in pictures} == {200}

        # The other study's renditions go; of the first nothing fails.
        change(server, targets, (200,), lambda: store.noctis("clear", "-q", "--yes", f"{second}/*"))
        print("after clear:", {client.ask(target).status for target in pictures})
        store.warm("second")
        print("after warm:", {client.ask(target).status for target in pictures})
        # Whoever asks for what is just going gets it or is told that it is gone.
        change(server, targets + theirs, (200, 400, 404),
               lambda: store.noctis("gc", "-q", "--delete", "--study", second))
        print("after gc:", len(studies(client)), "study,", {client.ask(target).status for target in pictures})
        change(server, targets, (200, 404), lambda: store.noctis("clear", "-q", "--yes"))
        store.warm("first")

        def lose_index():
            """And make another, as after a disk was restored: its ids are others."""
            before = studies(client)[first]["id"]
            for name in ("index.sqlite3", "index.sqlite3-wal", "index.sqlite3-shm"):
                (store.path / name).unlink(missing_ok=True)
            store.warm("first")
            if until(lambda: studies(client).get(first, {}).get("id", before) != before):
                print("another index is there")

        statuses = change(server, targets, (200, 404, 503), lose_index)
        # What could not be opened is tried again after a second.
        assert statuses[200] > 0 and until(lambda: {client.ask(target).status for target in targets} == {200})


main()
