"""original_client.py: what a client of the original NoctisPro service does, by its routes and its keys alone.
Each key is read with ["…"]: one that is missing ends the test."""

from live import Server, Store, phantom, png_of, png_size

DICOM = "/api/v1/dicom"
# Window width and level centre, as that service had them.
PRESETS = {
    "lung": (1500, -600), "bone": (2000, 300), "soft_tissue": (400, 40), "brain": (80, 40), "liver": (150, 30),
    "mediastinum": (350, 50), "chest_xray": (2500, 500), "bone_xray": (4000, 2000), "extremity": (3500, 1500),
    "spine": (3000, 1000), "soft_xray": (600, 100)}


def get(client, target):
    answer = client.ask(target)
    assert answer.status == 200 and answer.kind() == "application/json", (target, answer.status, answer.body)
    return answer.json()


def is_png(data_url):
    return min(png_size(png_of(data_url))) > 0


def check_study(client, study_id):
    series = get(client, f"{DICOM}/studies/{study_id}/series")
    metadata = get(client, f"{DICOM}/studies/{study_id}/metadata")
    for answer in (series, metadata):
        assert answer["study_id"] == study_id
        assert answer["patient_id"] and answer["patient_name"] == "Doe^Jane"
        assert answer["study_date"][4] == answer["study_date"][7] == "-"
        assert answer["modality"] in ("CT", "MR") and isinstance(answer["description"], (str, type(None)))
    return series["series"]


def check_series(client, each):
    assert isinstance(each["series_number"], int) and isinstance(each["series_description"], (str, type(None)))
    answer = get(client, f"{DICOM}/series/{each['id']}/images")
    assert answer["series_id"] == each["id"] and answer["series_number"] == each["series_number"]
    assert answer["series_description"] == each["series_description"]
    assert answer["modality"] == each["modality"] and len(answer["images"]) == each["image_count"]
    return answer["images"]


def check_image(answer, image, modality):
    metadata = answer["metadata"]
    assert answer["image_id"] == image["id"] and is_png(answer["image_data_url"])
    assert answer["format"] == "base64_png" and isinstance(answer["cached"], bool)
    assert metadata["patient_name"] == "Doe^Jane" and metadata["patient_id"]
    assert metadata["modality"] == modality and metadata["instance_number"] == image["instance_number"]
    assert (metadata["rows"], metadata["columns"]) == (64, 64)
    assert metadata["slice_thickness"] > 0 and len(metadata["pixel_spacing"]) == 2
    for key in ("study_date", "study_time", "study_description", "series_description"):
        assert isinstance(metadata[key], (str, type(None)))


def check_views(client, image, modality):
    """Each preset that suits, and windows of one's own."""
    plain = get(client, image["image_url"])
    check_image(plain, image, modality)
    shown = 0
    for name, (window, level) in PRESETS.items():
        target = f"{image['image_url']}?preset={name}"
        if client.ask(target).status == 400 and modality != "CT":
            continue
        answer = get(client, target)
        check_image(answer, image, modality)
        assert (answer["window"], answer["level"], answer["preset"]) == (window, level, name), target
        by_hand = get(client, f"{image['image_url']}?window={window}&level={level}")
        assert by_hand["image_data_url"] == answer["image_data_url"], target
        assert (by_hand["window"], by_hand["level"], by_hand["preset"]) == (window, level, None)
        shown += 1
    zero = get(client, f"{image['image_url']}?window=100&level=0")  # zero is a level
    assert (zero["window"], zero["level"]) == (100, 0)
    thumbnail = get(client, f"{DICOM}/images/{image['id']}/thumbnail?size=32")
    assert thumbnail["image_id"] == image["id"] and thumbnail["size"] == 32
    assert png_size(png_of(thumbnail["thumbnail_url"])) == (32, 32)
    return shown


def check_service(client):
    presets = get(client, f"{DICOM}/presets")
    for name, (window, level) in PRESETS.items():
        assert (presets["presets"][name]["window"], presets["presets"][name]["level"]) == (window, level), name
    assert presets["usage"]
    assert get(client, "/api/v1/ping") == {"message": "pong"}
    health = get(client, "/api/v1/health")
    assert health["status"] == "healthy" and health["version"] and health["timestamp"] and health["services"]
    metrics = get(client, "/api/v1/metrics")
    assert metrics["requests_total"] > metrics["requests_failed"] == 0 and metrics["active_requests"] >= 1
    assert metrics["avg_response_time"].endswith("s") and metrics["success_rate"] == 100
    refused = client.ask(f"{DICOM}/clear-cache?pattern=dicom:*", "POST")
    assert refused.status == 403 and refused.json()["error"] and refused.json()["details"]
    lost = client.ask(f"{DICOM}/images/1").json()
    assert (lost["error"], lost["path"]) == ("Not Found", f"{DICOM}/images/1")
    assert lost["details"] and lost["timestamp"]


def main():
    for kind in ("ct", "mr"):
        phantom("archive", "--kind", kind, "--instances", "3", "--patient-name", "Doe^Jane")
    Store().warm("archive")
    with Server() as server:
        client = server.client()
        images = shown = 0
        for study in get(client, f"{DICOM}/studies")["studies"]:
            for series in check_study(client, study["id"]):
                for image in check_series(client, series):
                    images += 1
                    shown += check_views(client, image, series["modality"])
        check_service(client)
    print(f"{images} images, {shown} presets of them")


main()
