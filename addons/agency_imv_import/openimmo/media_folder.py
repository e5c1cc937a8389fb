"""The files that came with an XML document, found by whatever way the sender spells them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping

from .drafts import MediaFile


class MediaFolder(Mapping[str, MediaFile]):
    """A read-only mapping from references to files.

    ``folder[reference]`` accepts the path in the package, a path beside the XML document, another
    case, backslashes, composed or decomposed letters and, when nothing else fits, the path of the
    sender's own disk: then the file name alone decides, first beside the XML document. Iterating
    gives the real names. ``KeyError`` when there is no such file.
    """

    def __init__(self, files: Iterable[MediaFile], base: str = ""):
        self._files = {file.name: file for file in files}
        self._base = _fold(base).rpartition("/")[0]
        self._paths: dict[str, MediaFile] = {}
        self._names: dict[str, list[MediaFile]] = {}
        for name, file in self._files.items():
            path = _fold(name)
            self._paths[path] = file
            self._names.setdefault(path.rpartition("/")[2], []).append(file)

    def __getitem__(self, reference: str) -> MediaFile:
        if reference in self._files:
            return self._files[reference]
        path = _fold(reference)
        name = path.rpartition("/")[2]
        for candidate in (path, self._beside(path), self._beside(name)):
            if candidate in self._paths:
                return self._paths[candidate]
        named = self._names.get(name, ())
        if len(named) != 1:
            raise KeyError(reference)
        return named[0]

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)

    def _beside(self, path: str) -> str:
        return f"{self._base}/{path}" if self._base else path


def _fold(name: str) -> str:
    path = unicodedata.normalize("NFC", name).casefold().replace("\\", "/")
    return "/".join(part for part in path.split("/") if part not in ("", "."))
