"""Ways to spoil an archive: each takes a `Random` and its files, and returns bytes."""

import io
import struct
import warnings
import zipfile
from collections.abc import Callable, Iterable
from functools import cache
from random import Random

MIB = 1024 * 1024
PATHS = (
    *(
        "../openimmo.xml",
        "../../../../tmp/x.xml",
        "a/../../b.png",
        "/etc/openimmo.xml",
        "C:\\x.xml",
    ),
    *("..\\..\\x.png", "\\\\server\\share\\x.xml", "a\\b.xml", "./x.xml", "x.xml/", "x.xml/y.png"),
    *(
        "con.xml",
        "a" * 3_000 + ".xml",
        "x\ny.xml",
        "x\u202elmx.exe",
        "\u00e4/\u00f6.XML",
        ".xml",
        "a//b.png",
    ),
    *(
        "a/" * 200 + "x.xml",
        "~/x.xml",
        "$HOME/x.xml",
        "%2e%2e/x.xml",
        "x.xml.zip",
        " .xml",
        "x.XmL",
    ),
)
Files = list[tuple[str, bytes]]


def packed(files: Iterable[tuple[str, bytes]], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    output = io.BytesIO()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of a name that comes twice
        with zipfile.ZipFile(output, "w", method, compresslevel=1) as target:
            for name, content in files:
                info = zipfile.ZipInfo("x", (2026, 1, 5, 9, 30, 0))
                info.filename, info.compress_type = name, method
                target.writestr(info, content)
    return output.getvalue()


def flipped_bits(random: Random, files: Files) -> bytes:
    spoiled = bytearray(packed(files))
    for _time in range(random.randint(1, 6)):
        spoiled[random.randrange(len(spoiled))] ^= 1 << random.randrange(8)
    return bytes(spoiled)


def truncated(random: Random, files: Files) -> bytes:
    content = packed(files)
    return random.choice(
        (content[: random.randrange(len(content))], content[random.randrange(40) :])
    )


def surrounded(random: Random, files: Files) -> bytes:
    """Something before, behind, or twice."""
    content, noise = packed(files), random.randbytes(random.randint(1, 500))
    return random.choice((noise + content, content + noise, content * 2, b"MZ" + noise + content))


def odd_paths(random: Random, files: Files) -> bytes:
    named = [
        (random.choice((name, name, random.choice(PATHS))), content) for name, content in files
    ]
    return packed([*named, (random.choice(PATHS), random.choice(files)[1])])


def names_twice(random: Random, files: Files) -> bytes:
    again = [
        (random.choice((name, name.upper())), random.choice(files)[1]) for name, _content in files
    ]
    return packed([*files, *again])


def bomb(random: Random, files: Files) -> bytes:
    name = random.choice(("bomb.png", "bomb.xml", "a/bomb.jpg"))
    return _with_bomb(name, tuple(files))


def bomb_in_a_bomb(random: Random, files: Files) -> bytes:
    inner = packed([("inner.zip", _zeros()), ("openimmo.xml", files[0][1])])
    return packed(
        [(random.choice(("x.zip", "x.xml", "x.png")), inner), *files[random.randint(0, 1) :]]
    )


def many_files(random: Random, files: Files) -> bytes:
    suffix = random.choice((".xml", ".png", "/", ".zip"))
    return (
        _crowd(suffix)
        if random.random() < 0.1
        else packed(
            [*((f"{number}{suffix}", b"<x/>") for number in range(random.randint(2, 60))), *files]
        )
    )


def lying_sizes(random: Random, files: Files) -> bytes:
    """Sizes, offsets, methods and flags of the table that do not hold."""
    spoiled = bytearray(packed(files))
    entry = spoiled.index(b"PK\x01\x02")
    for _time in range(random.randint(1, 3)):
        offset, size = random.choice(
            ((8, 2), (10, 2), (16, 4), (20, 4), (24, 4), (28, 2), (30, 2), (42, 4))
        )
        value = random.choice((0, 1, 8, 99, 0xFFFF, 0xFFFFFFFF, random.getrandbits(32))) % (
            1 << 8 * size
        )
        spoiled[entry + offset : entry + offset + size] = value.to_bytes(size, "little")
    return bytes(spoiled)


def lying_end(random: Random, files: Files) -> bytes:
    spoiled = bytearray(packed(files))
    end = spoiled.rindex(b"PK\x05\x06")
    offset, size = random.choice(((4, 2), (8, 2), (10, 2), (12, 4), (16, 4), (20, 2)))
    struct.pack_into(
        "<H" if size == 2 else "<I", spoiled, end + offset, random.getrandbits(8 * size)
    )
    return bytes(spoiled)


def other_methods(random: Random, files: Files) -> bytes:
    return packed(files, random.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA, zipfile.ZIP_STORED)))


def links(random: Random, files: Files) -> bytes:
    output = io.BytesIO(packed(files[:1]))
    with zipfile.ZipFile(output, "a") as target:
        info = zipfile.ZipInfo(random.choice(("front.png", "link.xml", "link")))
        info.external_attr = random.choice((0o120777, 0o020666, 0o010666)) << 16
        target.writestr(info, "/etc/hostname")
    return output.getvalue()


def broken_pictures(random: Random, files: Files) -> bytes:
    return packed(
        [
            (name, _broken(random, content) if index else content)
            for index, (name, content) in enumerate(files)
        ]
    )


def nothing_in_it(random: Random, files: Files) -> bytes:
    return random.choice(
        (
            packed([]),
            packed(files[1:]),
            packed([("a/", b"")]),
            packed([("openimmo.xml", b"")]),
            b"PK\x05\x06",
        )
    )


def _broken(random: Random, picture: bytes) -> bytes:
    spoiled = bytearray(picture)
    spoiled[random.randrange(len(spoiled))] ^= 0xFF
    vast = picture[:16] + struct.pack(">II", 60_000, 60_000) + picture[24:]
    drawing = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
    return random.choice(
        (
            picture[: random.randrange(len(picture))],
            bytes(spoiled),
            vast,
            drawing,
            b"",
            b"MZ\x90\x00",
        )
    )


@cache
def _zeros() -> bytes:
    return packed([("zeros.png", bytes(8 * MIB))])


@cache
def _with_bomb(name: str, files: tuple) -> bytes:
    return packed([*files, (name, (b"<a>" if name.endswith("xml") else b"") + bytes(8 * MIB))])


@cache
def _crowd(suffix: str) -> bytes:
    return packed([(f"{number}{suffix}", b"") for number in range(5_200)], zipfile.ZIP_STORED)


WAYS: dict[str, Callable[[Random, Files], bytes]] = {
    way.__name__: way
    for way in (
        *(flipped_bits, truncated, surrounded, odd_paths, names_twice, bomb, bomb_in_a_bomb),
        *(many_files, lying_sizes, lying_end, other_methods, links, broken_pictures, nothing_in_it),
    )
}
