"""pydicom_pillow.py [--lean] OUT DIR: each file of DIR by pydicom, through two windows in floating point with numpy,
each saved by Pillow as a PNG; one after the other.

As a web service does that renders each picture when it is asked for, and that noctis takes the place of: the file is
read for each picture, and Pillow is told to optimize it.  --lean: read once, and saved as Pillow does by itself.

Prints "not shown: PATH" of a file that cannot be shown."""

import pathlib
import sys

import numpy as np
import pydicom
from PIL import Image

WINDOWS = {"soft_tissue": (40, 400), "lung": (-600, 1500)}


def modality_values(path):
    dataset = pydicom.dcmread(path)
    slope, intercept = (float(dataset.get(*each)) for each in (("RescaleSlope", 1), ("RescaleIntercept", 0)))
    return dataset.pixel_array.astype(np.float64) * slope + intercept


def picture(values, center, width):
    least = center - width / 2
    shares = (np.clip(values, least, center + width / 2) - least) / width
    return Image.fromarray((shares * 255).astype(np.uint8))


def show(path, out, lean):
    values = modality_values(path)
    for n, (name, window) in enumerate(WINDOWS.items()):
        if n > 0 and not lean:
            values = modality_values(path)
        picture(values, *window).save(f"{out}.{name}.png", optimize=not lean)


def main():
    lean = sys.argv[1] == "--lean"
    out, studies = map(pathlib.Path, sys.argv[-2:])
    for i, path in enumerate(each for each in sorted(studies.rglob("*")) if each.is_file()):
        try:
            show(path, out / str(i), lean)
        except Exception:  # pydicom, its decoders and Pillow raise what they like
            print(f"not shown: {path}")


main()
