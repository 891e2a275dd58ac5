"""Photographs and scans of paper: a printed page is laid on a table, seen at an angle, lit from a window and kept as a phone keeps it.

Chance comes from a seed in each picture, so that a picture taken twice is the same picture.
"""
import dataclasses
import io

import numpy
from PIL import Image, ImageDraw, ImageFilter

FRAME = (1200, 1600)  # upright, in pixels
JPEG_LIMIT = 245 * 1024
ROTATED_CLOCKWISE_TO_VIEW = 6  # TIFF 6.0 and Exif, tag 0x0112
ORIENTATION, TAKEN_AT = 0x0112, 0x0132


def perspective(corners, size):
    """Pillow's eight coefficients that bring a page of this size to these corners (from the top left, clockwise)."""
    width, height = size
    rows, wanted = [], []
    for (x, y), (u, v) in zip(corners, ((0, 0), (width, 0), (width, height), (0, height))):
        rows += [[x, y, 1, 0, 0, 0, -u * x, -u * y], [0, 0, 0, x, y, 1, -v * x, -v * y]]
        wanted += [u, v]
    return numpy.linalg.solve(numpy.array(rows, float), numpy.array(wanted, float))


def blurred(values, radius):
    """Noise, softened unequally: (across, along)."""
    picture = Image.fromarray(numpy.uint8(255 * values))
    return numpy.asarray(picture.filter(ImageFilter.BoxBlur(radius)), float) / 255


def table_top(chance, colour, grain):
    """A table: planks of grained wood, or a plain desk where the grain is nought."""
    width, height = FRAME
    overhang = 150  # a blur runs out of noise at the edge of its picture: make more than the frame shows
    noise = chance.random((2, height, width + 2 * overhang))
    coarse = blurred(noise[0], (130, 2))[:, overhang:-overhang] - 0.5
    fine = blurred(noise[1], (40, 0))[:, overhang:-overhang] - 0.5
    wood = 1 + grain * (6 * coarse + 1.1 * fine)
    if grain:
        for edge in range(210, height, 430):
            wood[edge : edge + 4] *= 0.72
            wood[edge + 4 : edge + 430] *= 1 + 0.08 * (chance.random() - 0.5)
    return numpy.clip(numpy.array(colour)[None, None, :] * wood[:, :, None], 0, 255)


def creased(page, folds):
    """The page with the soft shadows that folding for an envelope leaves."""
    tone = numpy.ones(page.height)
    rows = numpy.arange(page.height)
    for fold in folds:
        distance = rows - fold * page.height
        tone -= 0.07 * numpy.exp(-((distance - 10) / 16) ** 2)
        tone += 0.03 * numpy.exp(-((distance + 14) / 30) ** 2)
    return Image.fromarray(numpy.uint8(numpy.clip(numpy.asarray(page, float) * tone[:, None, None], 0, 255)))


@dataclasses.dataclass
class Photograph:
    """A page on a table, kept as JPEG."""

    name: str
    source: str
    seed: int
    corners: tuple
    colour: tuple
    grain: float
    folds: tuple
    taken_at: str
    sideways: bool = False

    def take(self, page, folder):
        chance = numpy.random.default_rng(self.seed)
        sheet = creased(Image.open(page).convert("RGB"), self.folds)
        bend = perspective(self.corners, sheet.size)
        laid = sheet.transform(FRAME, Image.Transform.PERSPECTIVE, bend, Image.Resampling.BICUBIC)
        shape = Image.new("L", FRAME)
        ImageDraw.Draw(shape).polygon(self.corners, fill=255)
        shape = shape.filter(ImageFilter.GaussianBlur(0.8))
        shadow = Image.new("L", FRAME)
        ImageDraw.Draw(shadow).polygon([(x + 12, y + 20) for x, y in self.corners], fill=150)
        shade = 1 - numpy.asarray(shadow.filter(ImageFilter.GaussianBlur(22)), float)[:, :, None] / 255
        paper = numpy.asarray(shape, float)[:, :, None] / 255
        scene = table_top(chance, self.colour, self.grain) * shade * (1 - paper) + numpy.asarray(laid, float) * 0.96 * paper
        self.keep(self.lit(scene, chance), folder)

    def lit(self, scene, chance):
        """A window at the upper left, a lens darker at its edges, a sensor that hisses a little."""
        down, across = numpy.mgrid[-1 : 1 : FRAME[1] * 1j, -1 : 1 : FRAME[0] * 1j]
        light = 1.01 - 0.09 * (0.6 * across + 0.8 * down) - 0.10 * (across**2 + down**2) / 2
        warm = numpy.array([1.0, 0.982, 0.938])
        scene = scene * light[:, :, None] * warm + chance.normal(0, 1.6, scene.shape)
        return Image.fromarray(numpy.uint8(numpy.clip(scene, 0, 255))).filter(ImageFilter.GaussianBlur(0.5))

    def keep(self, picture, folder):
        exif = Image.Exif()
        exif[TAKEN_AT] = self.taken_at
        if self.sideways:
            picture = picture.transpose(Image.Transpose.ROTATE_90)
            exif[ORIENTATION] = ROTATED_CLOCKWISE_TO_VIEW
        for quality in range(86, 40, -3):
            kept = io.BytesIO()
            picture.save(kept, "JPEG", quality=quality, optimize=True, progressive=True, exif=exif)
            if kept.tell() <= JPEG_LIMIT:
                break
        (folder / f"{self.name}.jpg").write_bytes(kept.getvalue())


@dataclasses.dataclass
class Scan:
    """A page through an office scanner: black on white, not quite straight, with dust; kept as a Group 4 TIFF."""

    name: str
    source: str
    seed: int
    tilt: float  # degrees, counter-clockwise

    def take(self, page, folder):
        chance = numpy.random.default_rng(self.seed)
        sheet = Image.open(page).convert("L").rotate(self.tilt, Image.Resampling.BICUBIC, fillcolor=255)
        brush = ImageDraw.Draw(sheet)
        for _ in range(70):
            x, y = chance.integers(0, sheet.width), chance.integers(0, sheet.height)
            brush.ellipse((x, y, x + chance.integers(1, 4), y + chance.integers(1, 4)), fill=0)
        sheet.point(lambda tone: 255 * (tone > 150)).convert("1").save(
            folder / f"{self.name}.tiff", compression="group4", dpi=(200, 200))


ALL = [
    Photograph("insurance-binder-photo", "insurance-binder", 48, ((168, 122), (1056, 88), (1118, 1484), (92, 1512)),
               (150, 108, 70), 0.55, (0.335, 0.665), "2026:10:08 08:49:12"),
    Photograph("pension-statement-page-1", "pension-statement", 7, ((118, 158), (1064, 116), (1092, 1502), (150, 1528)),
               (78, 92, 104), 0.0, (0.5,), "2026:10:07 19:21:40", sideways=True),
    Scan("notice-of-rent-increase", "notice-of-rent-increase", 9, 0.8),
]
