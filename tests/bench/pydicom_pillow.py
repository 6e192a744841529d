"""pydicom_pillow.py OUT DIR: each file of DIR by pydicom, through two windows in floating point with numpy, each
saved by Pillow as a PNG; one file after the other."""

import pathlib
import sys

import numpy as np
import pydicom
from PIL import Image

WINDOWS = {"soft_tissue": (40, 400), "lung": (-600, 1500)}


def save(values, center, width, path):
    least = center - width / 2
    shares = (np.clip(values, least, center + width / 2) - least) / width
    Image.fromarray((shares * 255).astype(np.uint8)).save(path)


def main():
    out, studies = map(pathlib.Path, sys.argv[1:])
    for i, path in enumerate(each for each in sorted(studies.rglob("*")) if each.is_file()):
        dataset = pydicom.dcmread(path)
        slope, intercept = (float(dataset.get(*each)) for each in (("RescaleSlope", 1), ("RescaleIntercept", 0)))
        values = dataset.pixel_array.astype(np.float64) * slope + intercept
        for name, (center, width) in WINDOWS.items():
            save(values, center, width, out / f"{i}.{name}.png")


main()
