"""What arrives becomes packages, and what is dangerous stays shut."""

import io
import stat
import struct
import tracemalloc
import warnings
import zipfile

import pytest
from openimmo import archive, errors
from openimmo.drafts import MediaFile
from openimmo.limits import MIB, Limits

XML = b"<openimmo/>"


def pack(*entries, method=zipfile.ZIP_DEFLATED):
    """A ZIP archive of (name or ZipInfo, content) pairs."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", method) as target, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name, content in entries:
            target.writestr(name, content)
    return output.getvalue()


def unpack(content, limits=None, **options):
    return archive.open_package("box.zip", io.BytesIO(content), limits or Limits(), **options)


def test_one_xml_with_pictures_in_folders_and_upper_case():
    (package,) = unpack(
        pack(("OPENIMMO.XML", XML), ("bilder/", b""), ("bilder/A.JPG", b"a"), ("b.png", b"bb"))
    )
    assert (package.xml_name, package.xml) == ("OPENIMMO.XML", XML)
    assert {name: file.size for name, file in package.media.items()} == {
        "bilder/A.JPG": 1,
        "b.png": 2,
    }
    assert package.media["a.jpg"].open().read() == b"a"


def test_pictures_are_unpacked_when_they_are_read():
    (package,) = unpack(pack(("o.xml", XML), ("a.jpg", b"0123456789")))
    with package.media["a.jpg"].open() as stream:
        assert stream.read(4) == b"0123"
        assert stream.read() == b"456789"
    assert package.media["a.jpg"].open().read() == b"0123456789"


def test_several_xmls_are_several_packages_each_beside_its_pictures():
    first, second = unpack(
        pack(("a/o.xml", b"<a/>"), ("a/1.jpg", b"a"), ("b/o.xml", b"<b/>"), ("b/1.jpg", b"b"))
    )
    assert (first.xml, first.media["1.jpg"].open().read()) == (b"<a/>", b"a")
    assert (second.xml, second.media["1.jpg"].open().read()) == (b"<b/>", b"b")


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf", b"\r\n  "])
def test_bare_xml_with_loose_pictures(mark):
    loose = {"a.jpg": MediaFile.from_bytes("a.jpg", b"a")}
    (package,) = archive.open_package("o.xml", io.BytesIO(mark + XML), loose=loose)
    assert (package.xml_name, package.xml) == ("o.xml", mark + XML)
    assert package.media["A.JPG"].open().read() == b"a"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_bare_xml_in_utf_16(encoding):
    (package,) = unpack("<openimmo/>".encode(encoding))
    assert not package.media


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"", errors.EmptyFile),
        (b" \r\n\0", errors.EmptyFile),
        (b"Hallo", errors.NotAnArchive),
        (b"\x89PNG\r\n", errors.NotAnArchive),
        (b"PK", errors.DamagedArchive),
        (b"PK\x03\x04 incomplete", errors.DamagedArchive),
        (pack(("o.xml", XML))[:-30], errors.DamagedArchive),
        (pack(), errors.NoXml),
        (pack(("a.jpg", b"a")), errors.NoXml),
        (pack(("inner.zip", pack(("o.xml", XML)))), errors.NoXml),
        (pack(("__MACOSX/._o.xml", XML), (".o.xml", XML)), errors.NoXml),
    ],
)
def test_refused_with_a_name(content, error):
    with pytest.raises(error):
        unpack(content)


def test_the_message_names_the_file():
    with pytest.raises(errors.NoXml, match="The archive box.zip holds no XML document."):
        unpack(pack(("a.jpg", b"a")))


def test_nested_archives_and_links_are_left_out():
    link = zipfile.ZipInfo("link.jpg")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    (package,) = unpack(pack(("o.xml", XML), ("more.ZIP", b"PK"), (link, b"/etc/passwd")))
    assert not package.media


@pytest.mark.parametrize("name", ["../a.jpg", "a/../../b.jpg", "..\\a.jpg", "a/.."])
def test_a_path_that_leads_out_is_refused(name):
    with pytest.raises(errors.UnsafePath):
        unpack(pack(("o.xml", XML), (name, b"x")))


@pytest.mark.parametrize("name", ["/bilder/a.jpg", "C:\\bilder\\a.jpg", "./bilder//a.jpg"])
def test_roots_and_drives_mean_nothing(name):
    (package,) = unpack(pack(("o.xml", XML), (zipfile.ZipInfo(name), b"x")))
    assert list(package.media) == ["bilder/a.jpg"]


def test_of_a_name_that_comes_twice_the_last_one_counts():
    (package,) = unpack(pack(("o.xml", b"<old/>"), ("a", b"old"), ("o.xml", XML), ("a", b"new")))
    assert package.xml == XML
    assert package.media["a"].open().read() == b"new"


def test_names_in_utf_8_without_the_flag():
    content = bytearray(pack(("o.xml", XML), ("K\u00fc.jpg", b"x")))
    for signature, offset in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        place = content.rindex(signature) + offset
        assert struct.unpack_from("<H", content, place) == (0x800,)
        struct.pack_into("<H", content, place, 0)
    (package,) = unpack(bytes(content))
    assert list(package.media) == ["K\u00fc.jpg"]


def test_encrypted_and_unusual_compression_are_refused():
    content = bytearray(pack(("o.xml", XML)))
    content[content.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(errors.EncryptedArchive):
        unpack(bytes(content))
    with pytest.raises(errors.UnsupportedCompression):
        unpack(pack(("o.xml", XML), method=zipfile.ZIP_BZIP2))


@pytest.mark.parametrize(
    ("limits", "error"),
    [
        (Limits(max_files=2), errors.TooManyFiles),
        (Limits(max_total_size=3 * MIB), errors.ArchiveTooLarge),
        (Limits(max_file_size=MIB), errors.FileTooLarge),
        (Limits(max_xml_size=MIB), errors.FileTooLarge),
        (Limits(max_ratio=100, ratio_from_size=MIB), errors.SuspiciousRatio),
    ],
)
def test_limits(limits, error):
    content = pack(("o.xml", b" " * 2 * MIB), ("a.jpg", b"\0" * 2 * MIB), ("b.jpg", b""))
    assert len(unpack(content)) == 1
    with pytest.raises(error):
        unpack(content, limits)


def test_a_bare_xml_has_its_limit():
    with pytest.raises(errors.FileTooLarge):
        unpack(XML + b" " * MIB, Limits(max_xml_size=MIB))
    assert unpack(XML + b" " * (MIB - len(XML)), Limits(max_xml_size=MIB))


def test_an_endless_table_of_contents_is_not_read():
    content = pack(*((f"{number:0500}.jpg", b"") for number in range(2000)))
    tracemalloc.start()
    with pytest.raises(errors.TooManyFiles):
        unpack(content, Limits(max_files=10))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < MIB


def test_an_entry_that_lies_about_its_size_does_not_fill_the_memory():
    content = bytearray(pack(("o.xml", XML), ("a.jpg", b"\0" * 64 * MIB)))
    for signature, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        place = content.rindex(signature) + offset
        assert struct.unpack_from("<L", content, place) == (64 * MIB,)
        struct.pack_into("<L", content, place, 10)
    (package,) = unpack(bytes(content))
    tracemalloc.start()
    with pytest.raises(errors.DamagedFile):
        package.media["a.jpg"].open().read()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 4 * MIB


def test_a_damaged_picture_is_found_when_it_is_read():
    content = bytearray(pack(("o.xml", XML), ("a.jpg", b"0123456789"), method=zipfile.ZIP_STORED))
    content[content.index(b"0123456789")] = 0
    (package,) = unpack(bytes(content))
    with pytest.raises(errors.DamagedFile, match="a.jpg"):
        package.media["a.jpg"].open().read()


def test_a_damaged_xml_in_an_archive():
    content = bytearray(pack(("o.xml", XML), method=zipfile.ZIP_STORED))
    content[content.index(XML) + 1] = 0
    with pytest.raises(errors.DamagedFile):
        unpack(bytes(content))
