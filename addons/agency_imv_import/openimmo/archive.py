"""From the file that arrived to packages: one XML document each, with its pictures on demand.

Nothing is written to disk. Nested archives are not opened. Names are keys, not paths; an archive
with a path that leads out of it is refused as a whole.
"""

from __future__ import annotations

import io
import re
import stat
import zipfile
import zlib
from collections.abc import Mapping
from functools import partial
from pathlib import PurePosixPath
from typing import BinaryIO

from . import errors
from .drafts import MediaFile, Package
from .guards import GuardedEntry, GuardedFile
from .limits import DEFAULT_LIMITS, MIB, Limits
from .media_folder import MediaFolder

_CHUNK = 64 * 1024
_HEAD = 256
_NESTED = frozenset((".zip", ".rar", ".7z", ".tar", ".gz", ".tgz", ".bz2", ".xz"))
_UTF8_FLAG = 0x800
_ENCRYPTED_FLAG = 0x1
_DRIVE = re.compile("[A-Za-z]:")
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_BOMS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def open_package(
    name: str,
    content: BinaryIO,
    limits: Limits = DEFAULT_LIMITS,
    loose: Mapping[str, MediaFile] | None = None,
) -> list[Package]:
    """The packages of a delivery, in the order of the archive; at least one.

    :param name: file name as it arrived, for messages and for the name of a bare XML document
    :param content: seekable binary stream; keep it open while pictures are read
    :param loose: files that came beside a bare XML document, by name
    :raises BadArchive: neither ZIP nor XML, damaged, encrypted, a path out of the archive
    :raises TooLarge: one of ``limits`` is exceeded
    :raises NothingToImport: empty file, or an archive without XML document
    """
    start = content.read(_HEAD)
    content.seek(0)
    if not start.strip(b"\0 \t\r\n"):
        raise errors.EmptyFile(name=name)
    if _looks_like_xml(start):
        xml = _read_all(content, name, limits.max_xml_size)
        return [Package(name, xml, MediaFolder((loose or {}).values(), name))]
    return _open_zip(name, content, limits)


def _looks_like_xml(start: bytes) -> bool:
    for mark in _BOMS:
        start = start.removeprefix(mark)
    return start.replace(b"\0", b"").lstrip().startswith(b"<")


def _open_zip(name: str, content: BinaryIO, limits: Limits) -> list[Package]:
    archive = _directory(name, content, limits)
    files = _usable_entries(name, archive, limits)
    xml_names = [path for path in files if PurePosixPath(path).suffix.lower() == ".xml"]
    if not xml_names:
        raise errors.NoXml(name=name)
    media = [
        MediaFile(path, info.file_size, partial(_open_entry, archive, info))
        for path, info in files.items()
        if path not in xml_names and PurePosixPath(path).suffix.lower() not in _NESTED
    ]
    packages = []
    for path in xml_names:
        with _open_entry(archive, files[path]) as stream:
            xml = _read_all(stream, path, limits.max_xml_size)
        packages.append(Package(path, xml, MediaFolder(media, path)))
    return packages


def _directory(name: str, content: BinaryIO, limits: Limits) -> zipfile.ZipFile:
    """The archive's table of contents, read with an end in sight."""
    guard = GuardedFile(content, errors.TooManyFiles(name=name, limit=limits.max_files))
    guard.allow(256 * 1024 + 512 * limits.max_files)
    try:
        archive = zipfile.ZipFile(guard)
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        known = zipfile.is_zipfile(content) or _starts_like_zip(content)
        raise (errors.DamagedArchive if known else errors.NotAnArchive)(name=name) from error
    guard.allow(None)
    if len(archive.filelist) > limits.max_files:
        raise errors.TooManyFiles(name=name, limit=limits.max_files)
    return archive


def _starts_like_zip(content: BinaryIO) -> bool:
    content.seek(0)
    return content.read(2) == b"PK"


def _usable_entries(
    name: str, archive: zipfile.ZipFile, limits: Limits
) -> dict[str, zipfile.ZipInfo]:
    """Entries by clean path, all checked; of a name that comes twice the last one counts."""
    entries: dict[str, zipfile.ZipInfo] = {}
    total = 0
    for info in archive.filelist:
        path = _clean_path(_decoded_name(info))
        total += info.file_size
        if total > limits.max_total_size:
            raise errors.ArchiveTooLarge(name=name, limit=limits.max_total_size // MIB)
        if _is_wanted(path, info):
            _check_entry(path, info, limits)
            entries[path] = info
    return entries


def _decoded_name(info: zipfile.ZipInfo) -> str:
    """UTF-8 is often used without the flag that says so; ``zipfile`` takes it for code page 437."""
    if info.flag_bits & _UTF8_FLAG or info.filename.isascii():
        return info.filename
    try:
        return info.filename.encode("cp437").decode("utf-8")
    except UnicodeError:
        return info.filename


def _clean_path(raw: str) -> str:
    """Forward slashes, relative; drive letters and leading slashes mean nothing here."""
    parts = [part for part in raw.replace("\\", "/").split("/") if part not in ("", ".")]
    if ".." in parts:
        raise errors.UnsafePath(name=raw)
    if parts and _DRIVE.fullmatch(parts[0]):
        del parts[0]
    return "/".join(parts)


def _is_wanted(path: str, info: zipfile.ZipInfo) -> bool:
    """Files only: no folders, no links, nothing that an operating system left behind."""
    if not path or info.is_dir() or info.filename.endswith("\\"):
        return False
    if stat.S_ISLNK(info.external_attr >> 16):
        return False
    parts = path.split("/")
    return parts[0] != "__MACOSX" and not parts[-1].startswith(".")


def _check_entry(path: str, info: zipfile.ZipInfo, limits: Limits) -> None:
    if info.flag_bits & _ENCRYPTED_FLAG:
        raise errors.EncryptedArchive(name=path)
    if info.compress_type not in _METHODS:
        raise errors.UnsupportedCompression(name=path)
    if info.file_size > limits.max_file_size:
        raise errors.FileTooLarge(name=path, limit=limits.max_file_size // MIB)
    unpacked_too_much = info.file_size > max(info.compress_size, 1) * limits.max_ratio
    if unpacked_too_much and info.file_size > limits.ratio_from_size:
        raise errors.SuspiciousRatio(name=path, limit=limits.max_ratio)


def _open_entry(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> BinaryIO:
    try:
        source = archive.open(info)
    except (zipfile.BadZipFile, ValueError, RuntimeError, EOFError, zlib.error) as error:
        raise errors.DamagedFile(name=info.filename) from error
    return io.BufferedReader(GuardedEntry(source, info.filename))


def _read_all(stream: BinaryIO, name: str, limit: int) -> bytes:
    parts, size = [], 0
    while chunk := stream.read(_CHUNK):
        size += len(chunk)
        if size > limit:
            raise errors.FileTooLarge(name=name, limit=limit // MIB)
        parts.append(chunk)
    return b"".join(parts)
