"""Streams that keep ``zipfile`` from doing more than a friendly archive needs."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from typing import BinaryIO

from .errors import DamagedFile, DeliveryError


class GuardedFile:
    """The archive itself. ``allow(n)`` lets ``n`` more bytes be read before ``error`` is raised.

    The table of contents is read in one piece, whatever size it claims, and seeking before the
    start means that the table is wrong.
    """

    def __init__(self, stream: BinaryIO, error: DeliveryError):
        self._stream = stream
        self._error = error
        self._left: int | None = None

    def allow(self, budget: int | None) -> None:
        self._left = budget

    def read(self, size: int = -1) -> bytes:  # pylint: disable=method-required-super
        if self._left is None:
            return self._stream.read(size)
        data = self._stream.read(self._left + 1 if size < 0 else min(size, self._left + 1))
        if len(data) > self._left:
            raise self._error
        self._left -= len(data)
        return data

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        if whence == io.SEEK_SET and offset < 0:
            raise zipfile.BadZipFile("offset before the start")
        return self._stream.seek(offset, whence)

    def tell(self) -> int:
        return self._stream.tell()

    def seekable(self) -> bool:
        return True


class GuardedEntry(io.RawIOBase):
    """One file of the archive, unpacked piece by piece; damage becomes ``DamagedFile``.

    ``zipfile`` unpacks as much as it is asked for before it compares with the size that the
    archive claims; asked for everything at once, it can be made to fill the memory.
    """

    def __init__(self, source: BinaryIO, name: str):
        self._source = source
        self._name = name

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        try:
            data = self._source.read(len(buffer))
        except (zipfile.BadZipFile, zlib.error, EOFError, ValueError, struct.error) as error:
            raise DamagedFile(name=self._name) from error
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        self._source.close()
        return super().close()
