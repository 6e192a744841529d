"""corpus.py FOLDER: study, series, images, image and thumbnail of everything in a store that was warmed from
the real files."""

import collections
import subprocess
import sys

from live import Server, png_of, png_size

DICOM = "/api/v1/dicom"
SIDE = 64
WARMED = ("default", "lung")
VIDEO = "1.2.840.10008.1.2.4.10"  # how the UIDs of MPEG-2, H.264 and HEVC begin
BAD_FILES_ARE_NEWS = (0, 3)  # the corpus has some that cannot be shown

counts = collections.Counter()


def check(holds, text):
    if not holds:
        print(text)


def look_at(client, image, preset, frame, videos):
    """Both sizes of one frame, if the preset suits."""
    query = f"?preset={preset}&frame={frame}"
    picture = client.ask(image["image_url"] + query)
    if picture.status == 400 and "does not suit" in picture.json()["details"]:
        return
    side = "" if preset in WARMED else f"&size={SIDE}"
    small = client.ask(image["thumbnail_url"] + query + side)
    for answer, target in ((picture, image["image_url"]), (small, image["thumbnail_url"])):
        if answer.status == 404 and image["sop_instance_uid"] in videos:
            counts["frames of video, for which there is no decoder (R38)"] += 1
            return
        if answer.status != 200:
            print(target + query, answer.status, answer.json()["details"])
            return
    big, thumbnail = picture.json(), small.json()
    check(png_size(png_of(big["image_data_url"])) == (big["image_width"], big["image_height"]),
          f"{image['image_url']}{query}: not of the size that it says")
    width, height = png_size(png_of(thumbnail["thumbnail_url"]))
    check((width, height) == (thumbnail["width"], thumbnail["height"]) and max(width, height) <= SIDE,
          f"{image['thumbnail_url']}{query}: {width} x {height}")
    check(big["preset"] == thumbnail["preset"] == preset and big["frame"] == thumbnail["frame"] == frame,
          f"{image['image_url']}{query}: another was asked for")
    counts["pictures"] += 1


def rows_of_index():
    listed = subprocess.run(["noctis", "--store", "store", "ls", "images"], check=True, stdout=subprocess.PIPE,
                            text=True).stdout
    return [line.split("\t") for line in listed.splitlines()]


def walk(client, videos):
    every_preset = list(client.ask(f"{DICOM}/presets").json()["presets"])
    studies = client.ask(f"{DICOM}/studies?limit=500").json()["studies"]
    seen = set()
    for study in studies:
        series_list = client.ask(f"{DICOM}/studies/{study['id']}/series").json()["series"]
        check(study["series_count"] == len(series_list), f"series of {study['id']}")
        check(study["image_count"] == sum(series["image_count"] for series in series_list), f"images of {study['id']}")
        for series in series_list:
            images = client.ask(f"{DICOM}/series/{series['id']}/images").json()["images"]
            check(series["image_count"] == len(images), f"images of {series['id']}")
            for image in images:
                is_first = series["modality"] not in seen
                seen.add(series["modality"])
                for preset in every_preset if is_first else WARMED:
                    for frame in sorted({1, max(image["frames"], 1)}):
                        look_at(client, image, preset, frame, videos)
                counts["images"] += 1
    return studies


def main():
    warmed = subprocess.run(["noctis", "--store", "store", "warm", "-q", "--preset", ",".join(WARMED), "--thumbnail-side",
                             str(SIDE), sys.argv[1]], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                            check=False)
    check(warmed.returncode in BAD_FILES_ARE_NEWS, f"warm: exit status {warmed.returncode}")
    with Server() as server:
        rows = rows_of_index()
        studies = walk(server.client(), {row[0] for row in rows if row[-1].startswith(VIDEO)})
        with_frames = [row for row in rows if row[-3] != "0"]
        check(counts["images"] == len(with_frames), f"the index has {len(with_frames)} images")
    for what, count in sorted(counts.items()):
        print(count, what)
    print(len(studies), "studies")


main()
