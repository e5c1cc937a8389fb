"""Any bytes become packages or a named error; nothing else comes out."""

import io
import zipfile

from hypothesis import given, settings
from hypothesis import strategies as st
from openimmo import archive, errors
from openimmo.limits import MIB, Limits

SMALL = Limits(
    max_files=20,
    max_file_size=MIB,
    max_total_size=2 * MIB,
    max_xml_size=MIB,
    max_ratio=50,
    ratio_from_size=10_000,
)


def original():
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as target:
        target.writestr("openimmo.xml", b"<openimmo>" + b"<a/>" * 50 + b"</openimmo>")
        target.writestr("bilder/1.jpg", bytes(range(256)))
        target.writestr(zipfile.ZipInfo("2.jpg"), b"stored")
    return output.getvalue()


ORIGINAL = original()
NAMES = st.text(st.sampled_from("ab./\\:.xmlXML\u00e4\0"), max_size=12) | st.text(max_size=12)


def survives(content):
    try:
        packages = archive.open_package("fuzz", io.BytesIO(content), SMALL)
        for package in packages:
            assert len(package.xml) <= SMALL.max_xml_size
            for name, file in package.media.items():
                assert ".." not in name.split("/")
                assert not name.startswith("/")
                file.open().read()
    except errors.DeliveryError as error:
        assert str(error)


@given(st.binary(max_size=400))
def test_any_bytes(content):
    survives(content)
    survives(b"PK\x03\x04" + content)


@settings(max_examples=300)
@given(st.data())
def test_changed_bytes(data):
    content = bytearray(ORIGINAL)
    for _change in range(data.draw(st.integers(1, 4))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    survives(bytes(content))


@given(st.integers(0, len(ORIGINAL)), st.integers(0, len(ORIGINAL)))
def test_cut_and_joined(end, start):
    survives(ORIGINAL[:end])
    survives(ORIGINAL[:end] + ORIGINAL[start:])


@given(st.lists(st.tuples(NAMES, st.binary(max_size=30)), max_size=6))
def test_any_names(entries):
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w") as target:
        for name, content in dict(entries).items():
            info = zipfile.ZipInfo("x")
            info.filename = name.replace("\ud800", "")
            try:
                target.writestr(info, content)
            except (UnicodeEncodeError, ValueError):
                continue
    survives(output.getvalue())
