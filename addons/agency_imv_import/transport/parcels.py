"""What belongs together in a directory: an archive alone, a bare XML with its loose pictures."""

import html
import io
import re
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from .inbox import RemoteFile

ARCHIVES = (".zip",)
BARE = (".xml",)


@dataclass(frozen=True, slots=True)
class Parcel:
    """One delivery as it lies in the box: what is fetched, and what is put away afterwards."""

    main: RemoteFile
    loose: tuple[RemoteFile, ...] = ()

    @property
    def files(self) -> tuple[RemoteFile, ...]:
        return (self.main, *self.loose)

    @property
    def name(self) -> str:
        """Return the name of the packed delivery."""
        return f"{PurePosixPath(self.main.name).stem}.zip" if self.loose else self.main.name


def sort_parcels(
    files: Iterable[RemoteFile],
    growing: set[str],
    read: Callable[[RemoteFile], bytes | None],
) -> Iterator[Parcel]:
    """Group `files`, in their order. An XML waits while a picture that it names is growing.

    Files that are neither a delivery nor named by one stay where they are. `read` is asked for an
    XML only when something lies beside it; None stands for one that cannot be searched.
    """
    files = list(files)
    others = [file for file in files if not file.name.lower().endswith(ARCHIVES + BARE)]
    waiting = [path for path in growing if not path.lower().endswith(ARCHIVES + BARE)]
    for file in files:
        if file.name.lower().endswith(ARCHIVES):
            yield Parcel(file)
        elif file.name.lower().endswith(BARE):
            neighbours = [other for other in others if other.folder == file.folder]
            if not neighbours and not waiting:
                yield Parcel(file)
                continue
            names = _Names(read(file) or b"")
            if not any(_folder(path) == _folder(file.path) and path in names for path in waiting):
                yield Parcel(file, tuple(other for other in neighbours if other.path in names))


def pack(name: str, content: bytes, loose: Iterable[tuple[str, bytes]]) -> bytes:
    """Put an XML and its pictures into one ZIP; equal input gives equal bytes."""
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_STORED) as archive:
        for member, data in [(name, content), *sorted(loose)]:
            archive.writestr(zipfile.ZipInfo(member, (1980, 1, 1, 0, 0, 0)), data)
    return output.getvalue()


class _Names:
    """Tells whether a text names a file. The text need not be well-formed to be asked."""

    def __init__(self, content: bytes):
        try:
            text = content.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = content.decode("iso-8859-1")
        self.text = html.unescape(text).lower()

    def __contains__(self, path: str) -> bool:
        name = re.escape(path.rsplit("/", 1)[-1].lower())
        return re.search(rf"(?<![\w.-]){name}(?![\w-])", self.text) is not None


def _folder(path: str) -> str:
    return path.rpartition("/")[0]
