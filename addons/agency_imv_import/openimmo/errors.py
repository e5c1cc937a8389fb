"""Named errors and remarks of the import: one clear sentence each, with a code and parameters.

``code`` identifies the sentence for ever, ``template`` is its English wording and ``params`` are
its values, so that an interface can show the same sentence in another language. ``SENTENCES``
lists every code with its template.
"""


class DeliveryError(Exception):
    """A delivery, or a part of it, that cannot be taken as it is."""

    code = "delivery"
    template = "The delivery cannot be read."

    def __init__(self, **params):
        super().__init__(self.template % params)
        self.params = params

    @property
    def sentence(self) -> "Sentence":
        return Sentence(self.code, **self.params)


class BadArchive(DeliveryError):
    """The file that arrived is neither a usable ZIP archive nor an XML document."""

    code = "archive"
    template = "The archive %(name)s cannot be read."


class NotAnArchive(BadArchive):
    code = "archive_unknown"
    template = "The file %(name)s is neither a ZIP archive nor an XML document."


class DamagedArchive(BadArchive):
    code = "archive_damaged"
    template = "The ZIP archive %(name)s is damaged or incomplete; please have it sent again."


class DamagedFile(BadArchive):
    code = "archive_file_damaged"
    template = "The file %(name)s inside the ZIP archive is damaged; please have it sent again."


class EncryptedArchive(BadArchive):
    code = "archive_encrypted"
    template = "The file %(name)s inside the ZIP archive is protected by a password."


class UnsupportedCompression(BadArchive):
    code = "archive_compression"
    template = "The file %(name)s inside the ZIP archive is compressed in an unusual way."


class UnsafePath(BadArchive):
    code = "archive_path"
    template = "The ZIP archive contains %(name)s, a path that leads out of the archive."


class TooLarge(DeliveryError):
    """A limit was exceeded; nothing of the part in question was kept in memory."""

    code = "too_large"
    template = "The delivery is larger than allowed."


class ArchiveTooLarge(TooLarge):
    code = "too_large_archive"
    template = "The archive %(name)s unpacks to more than the %(limit)s MiB that are allowed."


class FileTooLarge(TooLarge):
    code = "too_large_file"
    template = "The file %(name)s is larger than the %(limit)s MiB that are allowed."


class TooManyFiles(TooLarge):
    code = "too_large_count"
    template = "The archive %(name)s holds more than the %(limit)s files that are allowed."


class SuspiciousRatio(TooLarge):
    code = "too_large_ratio"
    template = (
        "The file %(name)s unpacks to more than %(limit)s times its size; the archive looks like"
        " a trap and was not opened."
    )


class ListingTooLarge(TooLarge):
    code = "too_large_listing"
    template = "The XML holds one piece, near line %(line)s, that is larger than allowed."


class BadXml(DeliveryError):
    """The XML is not well-formed, not safe or not OpenImmo."""

    code = "xml"
    template = "The XML cannot be read."


class MalformedXml(BadXml):
    code = "xml_malformed"
    template = "The XML is damaged in line %(line)s: %(reason)s."


class ForbiddenEntity(BadXml):
    code = "xml_entity"
    template = "The XML defines or uses entities, which are not accepted for safety."


class NotOpenImmo(BadXml):
    code = "xml_not_openimmo"
    template = "The XML document is not an OpenImmo delivery; it begins with <%(root)s>."


class NothingToImport(DeliveryError):
    """There is nothing in the delivery that could become a property."""

    code = "nothing"
    template = "The delivery holds nothing to import."


class NoXml(NothingToImport):
    code = "nothing_no_xml"
    template = "The archive %(name)s holds no XML document."


class EmptyFile(NothingToImport):
    code = "nothing_empty_file"
    template = "The file %(name)s is empty."


class NoListings(NothingToImport):
    code = "nothing_no_listings"
    template = "The delivery holds no listing."


class BadListing(DeliveryError):
    """One listing cannot be taken; set it aside and go on with the next."""

    code = "listing"
    template = "The listing in line %(line)s cannot be read."


class NoIdentity(BadListing):
    code = "listing_no_identity"
    template = (
        "The listing in line %(line)s has no number, neither internal nor external nor an OpenImmo"
        " id, so it could not be recognised again."
    )


# What says to which document a sentence belongs; the sentence is a parameter.
FRAMES = {"in_document": "%(name)s: %(sentence)s"}
REMARKS = {
    "value_unreadable": '%(path)s: "%(value)s" cannot be read; it is kept as a further detail.',
    "value_cut": "%(path)s is longer than %(limit)s characters and was cut.",
    "slots_unknown": "%(count)s places that the standard lacks are kept as further details:"
    " %(paths)s.",
    "details_cut": "Of %(count)s further details only the first %(limit)s are kept.",
    "kind_unknown": 'The kind of property "%(value)s" is not known.',
    "kind_detail_unknown": 'The kind of property "%(value)s" is not known in detail.',
    "country_unknown": '%(path)s: the country "%(value)s" is not known.',
    "action_unknown": 'The action "%(value)s" is not known; the listing is taken as a change.',
    "media_empty": 'The attachment "%(title)s" names neither a file nor an address.',
    "file_missing": "The file %(name)s is named but not in the delivery.",
    "media_unreadable": 'The attachment "%(title)s" is not readable and was left out.',
}


class Sentence(str):
    """One sentence: a plain string to show, which also knows its ``code`` and ``params``."""

    __slots__ = ("code", "params")

    def __new__(cls, code, **params):
        self = super().__new__(cls, SENTENCES[code] % params)
        self.code = code
        self.params = params
        return self

    def in_words(self, text: str) -> "Sentence":
        """Return the same sentence in the words of another language."""
        other = str.__new__(type(self), text)
        other.code, other.params = self.code, self.params
        return other


class Remark(Sentence):
    """One sentence on a listing that is imported all the same."""

    __slots__ = ()


def _all_errors(base):
    yield base
    for child in base.__subclasses__():
        yield from _all_errors(child)


SENTENCES = {
    **{error.code: error.template for error in _all_errors(DeliveryError)},
    **REMARKS,
    **FRAMES,
}
