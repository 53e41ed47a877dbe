"""The mark on a transparent ground, as a PNG of 800 pixels."""

from PIL import Image

from example.drawing.canvas import SCALE, Canvas
from example.drawing.props.mark import DISC, mark

KIND = "png"
SIZE = 800


def draw() -> Image.Image:
    canvas = Canvas(SIZE, SIZE, "#1f5f6b", seed="logo")
    mark(canvas, 0, 0, SIZE)
    hole = Canvas(SIZE, SIZE, "#000000", seed="hole")
    with hole.at(scale=SIZE / 200):
        hole.fill(DISC, "#ffffff")
    picture = canvas.finished(grain=0).convert("RGBA")
    size = SIZE * SCALE, SIZE * SCALE
    assert hole.image.size == size
    picture.putalpha(hole.finished(grain=0).getchannel(0))
    return picture
