"""A canvas three times as large as its picture, on which shapes are laid one over another."""

import itertools
import math
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from example.drawing.geometry import Point, Shape, path
from example.drawing.paint import Box, Linear, Paint, Radial, rendered
from example.drawing.texture import grained, noise

SCALE = 3
Matrix = tuple[float, float, float, float, float, float]


class Canvas:
    """Draws in units of the finished picture."""

    def __init__(self, width: int, height: int, background: Paint, *, seed: str) -> None:
        self.width, self.height, self.seed = width, height, seed
        self.size = width * SCALE, height * SCALE
        self.matrix: Matrix = (SCALE, 0, 0, 0, SCALE, 0)
        self.mask: Image.Image | None = None
        self._silhouette: Image.Image | None = None
        self.image = rendered(self._placed(background), (0, 0, *self.size))

    # Where things go

    @contextmanager
    def at(
        self, x: float = 0, y: float = 0, *, scale: float = 1, turn: float = 0, flip: bool = False,
        stretch: float = 1,
    ) -> Iterator[None]:  # fmt: skip
        """Move, turn (degrees clockwise), scale or mirror what is drawn inside."""
        kept = self.matrix
        cos, sin = math.cos(math.radians(turn)), math.sin(math.radians(turn))
        sx, sy = (-scale if flip else scale), scale * stretch
        self.matrix = _times(kept, (cos * sx, -sin * sy, x, sin * sx, cos * sy, y))
        try:
            yield
        finally:
            self.matrix = kept

    @contextmanager
    def clip(self, shape: Shape | str) -> Iterator[None]:
        """Keep what is drawn inside within a shape."""
        kept = self.mask
        mask = Image.new("L", self.size, 0)
        found = self._mask(shape)
        if found:
            mask.paste(found[0], found[1][:2])
        self.mask = ImageChops.multiply(kept, mask) if kept else mask
        try:
            yield
        finally:
            self.mask = kept

    # What is drawn

    def fill(
        self, shape: Shape | str, paint: Paint, *, opacity: float = 1, blend: str = ""
    ) -> None:
        """Fill a shape; `blend` may be multiply or screen."""
        found = self._mask(shape)
        if found:
            self._lay(*found, self._placed(paint), opacity, blend)

    def fill_all(
        self, shapes: Sequence[Shape], paint: Paint, *, opacity: float = 1, blend: str = ""
    ) -> None:
        """Fill several shapes as one, so that overlaps are not twice as dense."""
        found = [pair for shape in shapes if (pair := self._mask(shape))]
        box = self._box([c for _, b in found for c in ((b[0], b[1]), (b[2] - 1, b[3] - 1))], 0)
        if box is None:
            return
        whole = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        for one, (left, top, *_) in found:
            whole.paste(255, (left - box[0], top - box[1]), one)
        self._lay(whole, box, self._placed(paint), opacity, blend)

    def line(
        self, shape: Shape | str, width: float, paint: Paint, *, opacity: float = 1,
        closed: bool = False, blend: str = "", cap: str = "round",
    ) -> None:  # fmt: skip
        """Draw along the outlines of a shape, with round joins."""
        outlines = self._points(shape)
        thick = max(1.0, width * self._size_of_unit())
        box = self._box([p for outline in outlines for p in outline], thick)
        if box is None:
            return
        mask = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
        pen = ImageDraw.Draw(mask)
        for outline in outlines:
            points = [(x - box[0], y - box[1]) for x, y in outline]
            _stroke(pen, points + points[:1] if closed else points, thick, cap)
        self._lay(mask, box, self._placed(paint), opacity, blend)

    def shade(
        self, shape: Shape | str, colour: str, start: Point, end: Point, *, opacity: float = 0.6,
        blend: str = "multiply",
    ) -> None:  # fmt: skip
        """Stipple a shape, from nothing at `start` to much at `end`, like sprayed ink."""
        found = self._mask(shape)
        if not found:
            return
        mask, box = found
        amount = self._placed(Linear(start, end, [(0, "#000000"), (1, "#c8c8c8")]))
        ramp = rendered(amount, box).getchannel(0)
        mask = ImageChops.multiply(mask, self._stippled(ramp, box))
        self._lay(mask, box, colour, opacity, blend)

    def spray(
        self, centre: Point, radius: float, colour: str, *, opacity: float = 0.7, blend: str = ""
    ) -> None:
        """A stippled round spot, densest in its middle."""
        amount = self._placed(Radial(centre, radius, [(0, "#d0d0d0"), (1, "#000000")]))
        assert isinstance(amount, Radial)
        (x, y), r = amount.centre, amount.radius
        box = self._box([(x - r, y - r), (x + r, y + r)], 0)
        if box is None:
            return
        ramp = rendered(amount, box).getchannel(0)
        self._lay(self._stippled(ramp, box), box, colour, opacity, blend)

    def glow(
        self, centre: Point, radius: float, colour: str, *, opacity: float = 0.7,
        blend: str = "screen",
    ) -> None:  # fmt: skip
        """A smooth halo."""
        amount = self._placed(
            Radial(
                centre,
                radius,
                [(0, "#ffffff"), (0.35, "#828282"), (0.7, "#262626"), (1, "#000000")],
            )
        )
        assert isinstance(amount, Radial)
        (x, y), r = amount.centre, amount.radius
        box = self._box([(x - r, y - r), (x + r, y + r)], 0)
        if box is not None:
            self._lay(rendered(amount, box).getchannel(0), box, colour, opacity, blend)

    def shadow(
        self, shape: Shape | str, *, dx: float = 0, dy: float = 10, blur: float = 14,
        opacity: float = 0.35, colour: str = "#0f2130",
    ) -> None:  # fmt: skip
        """A soft shadow under a shape; draw it before the shape."""
        unit = self._size_of_unit()
        spread = blur * unit * 2.5
        outlines = [[(x + dx * unit, y + dy * unit) for x, y in o] for o in self._points(shape)]
        box = self._box([p for o in outlines for p in o], spread)
        if box is None:
            return
        small = 4
        size = max(1, (box[2] - box[0]) // small), max(1, (box[3] - box[1]) // small)
        mask = Image.new("L", size, 0)
        for outline in outlines:
            ImageDraw.Draw(mask).polygon(
                [((x - box[0]) / small, (y - box[1]) / small) for x, y in outline], fill=255
            )
        mask = mask.filter(ImageFilter.GaussianBlur(blur * unit / small))
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self._lay(mask, box, colour, opacity, "multiply")

    @contextmanager
    def cast(
        self, *, dx: float = 8, dy: float = 8, blur: float = 8, opacity: float = 0.34,
        colour: str = "#0f2130",
    ) -> Iterator[None]:  # fmt: skip
        """Lay the soft shadow of what is drawn inside, and only its shadow."""
        kept, self._silhouette = self._silhouette, Image.new("L", self.size, 0)
        try:
            yield
        finally:
            shade, self._silhouette = self._silhouette, kept
        unit = self._size_of_unit()
        extent = shade.getbbox()
        if extent is None:
            return
        move = round(dx * unit), round(dy * unit)
        margin = round(blur * unit * 2.5)
        box = self._box(
            [
                (extent[0] + move[0], extent[1] + move[1]),
                (extent[2] + move[0], extent[3] + move[1]),
            ],
            margin,
        )
        if box is None:
            return
        small = 4
        mask = shade.crop((box[0] - move[0], box[1] - move[1], box[2] - move[0], box[3] - move[1]))
        size = max(1, mask.width // small), max(1, mask.height // small)
        mask = mask.resize(size, Image.Resampling.BOX)
        mask = mask.filter(ImageFilter.GaussianBlur(blur * unit / small))
        mask = mask.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
        self._lay(mask, box, colour, opacity, "multiply")

    def stamp(self, mask: Image.Image, corner: tuple[int, int], paint: Paint) -> None:
        """Fill with a paint where a mask of pixels is white, cut at the edges: lettering."""
        left, top = corner
        box = (max(0, left), max(0, top), min(self.size[0], left + mask.width),
               min(self.size[1], top + mask.height))  # fmt: skip
        if box[0] < box[2] and box[1] < box[3]:
            part = mask.crop((box[0] - left, box[1] - top, box[2] - left, box[3] - top))
            self._lay(part, box, self._placed(paint), 1, "")

    def finished(self, *, grain: float = 0.1) -> Image.Image:
        """Bring down to size and lay the grain."""
        small = self.image.resize((self.width, self.height), Image.Resampling.LANCZOS)
        return grained(small, amount=grain, seed=self.seed) if grain else small

    # How

    def _points(self, shape: Shape | str) -> list[list[Point]]:
        a, b, c, d, e, f = self.matrix
        found = path(shape) if isinstance(shape, str) else shape
        return [[(a * x + b * y + c, d * x + e * y + f) for x, y in o] for o in found.outlines]

    def _size_of_unit(self) -> float:
        a, b, _, d, e, _ = self.matrix
        return math.sqrt(abs(a * e - b * d))

    def _placed(self, paint: Paint) -> Paint:
        """Bring a gradient from units to pixels."""
        a, b, c, d, e, f = self.matrix
        if isinstance(paint, Linear):
            ends = [(a * x + b * y + c, d * x + e * y + f) for x, y in (paint.start, paint.end)]
            return Linear(ends[0], ends[1], paint.stops)
        if isinstance(paint, Radial):
            x, y = paint.centre
            centre = a * x + b * y + c, d * x + e * y + f
            return Radial(centre, paint.radius * self._size_of_unit(), paint.stops)
        return paint

    def _box(self, points: list[Point], margin: float) -> Box | None:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (
            max(0, math.floor(min(xs) - margin)), max(0, math.floor(min(ys) - margin)),
            min(self.size[0], math.ceil(max(xs) + margin) + 1),
            min(self.size[1], math.ceil(max(ys) + margin) + 1),
        )  # fmt: skip
        return box if box[0] < box[2] and box[1] < box[3] else None

    def _mask(self, shape: Shape | str) -> tuple[Image.Image, Box] | None:
        outlines = self._points(shape)
        box = self._box([p for outline in outlines for p in outline], 0)
        if box is None:
            return None
        mask = None
        for outline in outlines:
            one = Image.new("L", (box[2] - box[0], box[3] - box[1]), 0)
            ImageDraw.Draw(one).polygon([(x - box[0], y - box[1]) for x, y in outline], fill=255)
            mask = ImageChops.difference(mask, one) if mask else one
        return (mask, box) if mask else None

    def _stippled(self, ramp: Image.Image, box: Box) -> Image.Image:
        grain = noise(self.width, self.height, self.seed + "/stipple", 0.55)
        matrix = (1 / SCALE, 0, box[0] / SCALE, 0, 1 / SCALE, box[1] / SCALE)
        large = grain.transform(
            ramp.size, Image.Transform.AFFINE, matrix, Image.Resampling.BILINEAR
        )
        both = ImageChops.add(ramp, large, 1, -128)
        return both.point([max(0, min(255, round((n - 92) * 3.2))) for n in range(256)])

    def _lay(self, mask: Image.Image, box: Box, paint: Paint, opacity: float, blend: str) -> None:
        if self.mask:
            mask = ImageChops.multiply(mask, self.mask.crop(box))
        if opacity < 1:
            mask = mask.point([round(n * opacity) for n in range(256)])
        if self._silhouette:
            if not blend:
                self._silhouette.paste(255, box[:2], mask)
            return
        colour = rendered(paint, box)
        if blend == "multiply":
            colour = ImageChops.multiply(self.image.crop(box), colour)
        elif blend == "screen":
            colour = ImageChops.screen(self.image.crop(box), colour)
        self.image.paste(colour, box[:2], mask)


def _times(m: Matrix, n: Matrix) -> Matrix:
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * s, a * q + b * t, a * r + b * u + c,
            d * p + e * s, d * q + e * t, d * r + e * u + f)  # fmt: skip


def _stroke(pen: ImageDraw.ImageDraw, points: list[Point], width: float, cap: str) -> None:
    """Thick segments as rectangles, and a disc at each joint: no gaps, no spikes."""
    half = width / 2
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        length = math.hypot(x1 - x0, y1 - y0)
        if length:
            nx, ny = -(y1 - y0) / length * half, (x1 - x0) / length * half
            pen.polygon(
                [(x0 + nx, y0 + ny), (x1 + nx, y1 + ny), (x1 - nx, y1 - ny), (x0 - nx, y0 - ny)],
                fill=255,
            )
    if half > 0.8:
        joints = points if cap == "round" else points[1:-1]
        for x, y in joints:
            pen.ellipse((x - half, y - half, x + half, y + half), fill=255)
