"""The sentences of the OpenImmo reader in the words of Odoo's translations, by their code.

The reader knows no Odoo and says everything in English; here each of its sentences can be
translated. A test compares the two, word by word.
"""

from odoo.tools import LazyTranslate

from .openimmo.errors import Sentence

_lt = LazyTranslate(__name__)

SENTENCES = {
    "delivery": _lt("The delivery cannot be read."),
    "archive": _lt("The archive %(name)s cannot be read."),
    "archive_unknown": _lt("The file %(name)s is neither a ZIP archive nor an XML document."),
    "archive_damaged": _lt(
        "The ZIP archive %(name)s is damaged or incomplete; please have it sent again."
    ),
    "archive_file_damaged": _lt(
        "The file %(name)s inside the ZIP archive is damaged; please have it sent again."
    ),
    "archive_encrypted": _lt(
        "The file %(name)s inside the ZIP archive is protected by a password."
    ),
    "archive_compression": _lt(
        "The file %(name)s inside the ZIP archive is compressed in an unusual way."
    ),
    "archive_path": _lt("The ZIP archive contains %(name)s, a path that leads out of the archive."),
    "too_large": _lt("The delivery is larger than allowed."),
    "too_large_archive": _lt(
        "The archive %(name)s unpacks to more than the %(limit)s MiB that are allowed."
    ),
    "too_large_file": _lt("The file %(name)s is larger than the %(limit)s MiB that are allowed."),
    "too_large_count": _lt(
        "The archive %(name)s holds more than the %(limit)s files that are allowed."
    ),
    "too_large_ratio": _lt(
        "The file %(name)s unpacks to more than %(limit)s times its size; the archive looks "
        "like a trap and was not opened."
    ),
    "too_large_listing": _lt(
        "The XML holds one piece, near line %(line)s, that is larger than allowed."
    ),
    "xml": _lt("The XML cannot be read."),
    "xml_malformed": _lt("The XML is damaged in line %(line)s: %(reason)s."),
    "xml_entity": _lt("The XML defines or uses entities, which are not accepted for safety."),
    "xml_not_openimmo": _lt(
        "The XML document is not an OpenImmo delivery; it begins with <%(root)s>."
    ),
    "nothing": _lt("The delivery holds nothing to import."),
    "nothing_no_xml": _lt("The archive %(name)s holds no XML document."),
    "nothing_empty_file": _lt("The file %(name)s is empty."),
    "nothing_no_listings": _lt("The delivery holds no listing."),
    "listing": _lt("The listing in line %(line)s cannot be read."),
    "listing_no_identity": _lt(
        "The listing in line %(line)s has no number, neither internal nor external nor an "
        "OpenImmo id, so it could not be recognised again."
    ),
    "value_unreadable": _lt(
        '%(path)s: "%(value)s" cannot be read; it is kept as a further detail.'
    ),
    "value_cut": _lt("%(path)s is longer than %(limit)s characters and was cut."),
    "slots_unknown": _lt(
        "%(count)s places that the standard lacks are kept as further details: %(paths)s."
    ),
    "details_cut": _lt("Of %(count)s further details only the first %(limit)s are kept."),
    "kind_unknown": _lt('The kind of property "%(value)s" is not known.'),
    "kind_detail_unknown": _lt('The kind of property "%(value)s" is not known in detail.'),
    "country_unknown": _lt('%(path)s: the country "%(value)s" is not known.'),
    "action_unknown": _lt('The action "%(value)s" is not known; the listing is taken as a change.'),
    "media_empty": _lt('The attachment "%(title)s" names neither a file nor an address.'),
    "file_missing": _lt("The file %(name)s is named but not in the delivery."),
    "media_unreadable": _lt('The attachment "%(title)s" is not readable and was left out.'),
    "in_document": _lt("%(name)s: %(sentence)s"),
}


def say(env, message):
    """Return a message of the reader in the language of `env`; other texts stay as they are.

    What comes back still knows its code. A translation that does not fit its parameters is passed
    over in favour of the English sentence.
    """
    if not isinstance(message, Sentence) or message.code not in SENTENCES:
        return message
    params = {name: say(env, value) for name, value in message.params.items()}
    try:
        template = env._(SENTENCES[message.code])
        return message.in_words(template % params)
    except (KeyError, TypeError, ValueError):
        return message
