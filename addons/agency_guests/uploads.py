"""Which files guests may send, and under which name they are kept. Pure functions, no Odoo."""

import re
import unicodedata

MAX_NAME = 120
# extension: the types that its content may turn out to be
ALLOWED = {
    "pdf": {"application/pdf"},
    "jpg": {"image/jpeg"},
    "jpeg": {"image/jpeg"},
    "png": {"image/png"},
    "webp": {"image/webp"},
    "heic": {"image/heic"},
    "doc": {"application/msword", "application/x-ole-storage", "application/CDFV2"},
    "docx": {"application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    "xls": {"application/vnd.ms-excel", "application/x-ole-storage", "application/CDFV2"},
    "xlsx": {"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    "odt": {"application/vnd.oasis.opendocument.text"},
    "ods": {"application/vnd.oasis.opendocument.spreadsheet"},
    "txt": {"text/plain"},
}
HEIC_BRANDS = (b"ftypheic", b"ftypheix", b"ftypmif1", b"ftyphevc")
_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u202a-\u202e\u2066-\u2069]')


def clean_name(name):
    """Return a file name without folders, control characters and tricks of direction.

    >>> clean_name("..\\\\..\\\\deed?.pdf")
    'deed_.pdf'
    """
    name = unicodedata.normalize("NFC", name or "").replace("\\", "/").rsplit("/", 1)[-1]
    name = _UNSAFE.sub("_", name).strip(" .")
    stem, dot, extension = name.rpartition(".")
    if not dot:
        return name[:MAX_NAME]
    return f"{stem[: MAX_NAME - len(extension) - 1]}.{extension}"


def allowed_extensions(setting):
    """Return the extensions of a setting such as "pdf, jpg" whose content can be checked."""
    wanted = [part.strip().lstrip(".").lower() for part in (setting or "").split(",")]
    return tuple(dict.fromkeys(part for part in wanted if part in ALLOWED))


def refusal(name, content, mimetype, max_bytes, extensions=tuple(ALLOWED)):
    """Return why a file is refused: empty, too_large, type or content; or None.

    :param name: cleaned file name
    :param mimetype: type guessed from the content
    :param max_bytes: the largest size in bytes
    :param extensions: what may be sent
    """
    extension = name.rpartition(".")[2].lower() if "." in name else ""
    if not content:
        return "empty"
    if len(content) > max_bytes:
        return "too_large"
    if extension not in extensions:
        return "type"
    if content[4:12] in HEIC_BRANDS:
        mimetype = "image/heic"
    return None if mimetype in ALLOWED[extension] else "content"
