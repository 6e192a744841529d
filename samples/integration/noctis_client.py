#!/usr/bin/env python3
"""A client of `noctis serve`, of the standard library alone.

    from noctis_client import Noctis
    noctis = Noctis("http://127.0.0.1:8001", token)
    open("a.png", "wb").write(noctis.picture(image_id, preset="lung"))

noctis_client.py BASE [TOKEN] shows what it gives.
"""

import base64
import json
import sys
import urllib.error
import urllib.parse
import urllib.request


class Noctis:
    def __init__(self, base, token=None):
        self._base = base.rstrip("/")
        self._token = token
        self._kept = {}  # path -> (ETag, bytes): what was fetched already

    def studies(self, **query):
        """Every study that matches, newest first; pages are fetched as they are needed."""
        while True:
            page = self._json("/api/v1/dicom/studies", **query)
            yield from page["studies"]
            if page["next"] is None:
                return
            query["cursor"] = page["next"]

    def series(self, study):
        """Of a study, by id or Study Instance UID."""
        return self._json(f"/api/v1/dicom/studies/{study}/series")["series"]

    def images(self, series):
        """Of a series, by id or Series Instance UID, in the order of their position."""
        return self._json(f"/api/v1/dicom/series/{series}/images")["images"]

    def picture(self, image, **view):
        """A PNG's bytes: preset=…, or window=… and level=…; frame=…, invert=…."""
        path = self._path(f"/api/v1/dicom/images/{image}", format="png", **view)
        etag, kept = self._kept.get(path, (None, None))
        try:
            with self._ask(path, {"If-None-Match": etag} if etag else {}) as answer:
                self._kept[path] = (answer.headers["ETag"], answer.read())
        except urllib.error.HTTPError as error:
            if error.code != 304:
                raise
            return kept
        return self._kept[path][1]

    def thumbnail(self, image, size=128):
        """A small PNG's bytes."""
        url = self._json(f"/api/v1/dicom/images/{image}/thumbnail", size=size)["thumbnail_url"]
        return base64.b64decode(url.removeprefix("data:image/png;base64,"), validate=True)

    @staticmethod
    def _path(path, **query):
        return path + ("?" + urllib.parse.urlencode(query) if query else "")

    def _ask(self, path, headers):
        if self._token:
            headers["Authorization"] = f"Bearer {self._token}"
        return urllib.request.urlopen(urllib.request.Request(self._base + path, headers=headers))

    def _json(self, path, **query):
        with self._ask(self._path(path, **query), {}) as answer:
            return json.load(answer)


def show(base, token=None):
    noctis = Noctis(base, token)
    study = next(noctis.studies(limit=1))
    series = noctis.series(study["id"])[0]
    image = noctis.images(series["id"])[0]
    print(f"study {study['id']}, series {series['id']}, image {image['id']}")
    first = noctis.picture(image["id"], preset="default")
    window = noctis.picture(image["id"], window=400, level=40)
    print(f"pictures of {len(first)} and {len(window)} bytes")
    again = noctis.picture(image["id"], preset="default")
    print("again: not fetched" if again is first else "again: fetched")
    print(f"thumbnail of {len(noctis.thumbnail(image['id']))} bytes")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(f"usage: {sys.argv[0]} BASE [TOKEN]")
    show(*sys.argv[1:])
