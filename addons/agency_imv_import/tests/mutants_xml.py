"""Ways to spoil an XML document: each takes a `Random` and bytes, and returns other bytes."""

import re
from collections.abc import Callable
from random import Random

# What stands between tags or in quotes.
_VALUE = re.compile(rb'(?<=>)[^<>]+(?=<)|(?<=")[^<>"]*(?=")')
_ELEMENT = re.compile(rb"<([a-z_]+)[^<>]*?>")
_CONTENT = re.compile(rb"<anhanginhalt>[^<]*</anhanginhalt>")
ODD_VALUES = (
    *("", " ", "NaN", "Infinity", "-1", "1e308", "9" * 400, "0x10", "1.2.3,4", "--5", "\u0665"),
    *("99999999999999999999", "-0.0000001", "31.02.2026", "0000-00-00", "9999-99-99T99:99:99Z"),
    *("true false", "JAIN", "\u202e\u200b", "\ufffd", "\U0001f3e0" * 50, "%s%n", "{0}", "'; --"),
    *("&lt;script&gt;alert(1)&lt;/script&gt;", "&#9;&#10;&#13;", "A" * 70_000, "\u0301" * 500),
    *("file:///etc/hostname", "javascript:alert(1)", "http://127.0.0.1:1/x.png", "../../x.png"),
)
# Each of twelve entities is ten times the one before.
NESTED = '<!ENTITY e0 "xxxxxxxxxx">' + "".join(
    f'<!ENTITY e{number} "{f"&e{number - 1};" * 10}">' for number in range(1, 12)
)
ENTITIES = (
    '<!DOCTYPE o [<!ENTITY a "x"><!ENTITY b "%s">]>' % ("&a;" * 50),
    f"<!DOCTYPE o [{NESTED}]>",
    '<!DOCTYPE o [<!ENTITY b SYSTEM "file:///etc/hostname">]>',
    '<!DOCTYPE o [<!ENTITY % p SYSTEM "http://127.0.0.1:1/x.dtd"> %p;]>',
    '<!DOCTYPE o [<!ENTITY b "%s">]>' % ("y" * 100_000),
    '<!DOCTYPE o SYSTEM "http://127.0.0.1:1/x.dtd">',
    "<!DOCTYPE o [<!ELEMENT openimmo ANY><!ATTLIST openimmo b CDATA 'x'>]>",
)
# Declared, and really written.
ENCODINGS = ("utf-8", "iso-8859-1", "utf-16", "utf-16-be", "utf-32", "cp437", "cp1252")
DECLARED = (*ENCODINGS, "us-ascii", "utf-7", "x-unknown", "ebcdic-cp-us", "\u00e4", "")
NAMES = (b"immobilie", b"anbieter", b"openimmo", b"geo", b"anhang", b"x:y", b"a")


def flipped_bits(random: Random, xml: bytes) -> bytes:
    spoiled = bytearray(xml)
    for _time in range(random.randint(1, 8)):
        spoiled[random.randrange(len(spoiled))] ^= 1 << random.randrange(8)
    return bytes(spoiled)


def other_bytes(random: Random, xml: bytes) -> bytes:
    start = random.randrange(len(xml))
    return xml[:start] + random.randbytes(random.randint(1, 40)) + xml[start + 20 :]


def truncated(random: Random, xml: bytes) -> bytes:
    return xml[: random.randrange(len(xml))]


def cut_and_joined(random: Random, xml: bytes) -> bytes:
    start, end = sorted(random.randrange(len(xml)) for _end in range(2))
    return random.choice((xml[:start] + xml[end:], xml[:end] + xml[start:], xml * 2))


def entities(random: Random, xml: bytes) -> bytes:
    body = re.sub(rb"<\?xml.*?\?>", b"", xml)
    use = random.choice((b"&b;", b"&e11;", b"&undefined;", b"&amp;", b""))
    place = random.choice([match.start() for match in _VALUE.finditer(body)])
    return random.choice(ENTITIES).encode() + body[:place] + use + body[place:]


def deep_tree(random: Random, xml: bytes) -> bytes:
    name, depth = random.choice(NAMES), random.choice((3, 60, 255, 300, 5_000, 60_000))
    tree = (b"<%s>" % name) * depth + (b"</%s>" % name) * random.choice((depth, depth, depth - 1))
    return _inside(random, xml, tree)


def many_elements(random: Random, xml: bytes) -> bytes:
    name, count = random.choice(NAMES), random.choice((50, 200, 500, 1_000, 15_000))
    return _inside(
        random, xml, random.choice((b"<%s/>", b"<%s a='1'>1</%s>")).replace(b"%s", name) * count
    )


def odd_values(random: Random, xml: bytes) -> bytes:
    for _time in range(random.randint(1, 12)):
        start, end = random.choice([match.span() for match in _VALUE.finditer(xml)] or [(0, 0)])
        xml = xml[:start] + random.choice(ODD_VALUES).encode() + xml[end:]
    return xml


def values_in_other_places(random: Random, xml: bytes) -> bytes:
    values = _VALUE.findall(xml)
    random.shuffle(values)
    return _VALUE.sub(lambda _match: values.pop(), xml)


def huge_attribute(random: Random, xml: bytes) -> bytes:
    size = random.choice((5_000, 100_000, 1_000_000))
    marks = random.choice(
        (b' x="%s"' % (b"v" * size), b" %s" % (b'a="1" ' * 3), b' %s=""' % (b"n" * size))
    )
    match = random.choice(list(_ELEMENT.finditer(xml)))
    place = match.start(1) + len(match[1])
    return xml[:place] + marks + xml[place:]


def control_characters(random: Random, xml: bytes) -> bytes:
    odd = random.choice(
        (
            *(bytes([code]) for code in (0, 1, 8, 11, 12, 27, 31, 127)),
            b"&#0;",
            b"&#1;",
            b"&#x1F;",
            b"&#xD800;",
            b"&#xFFFF;",
            b"&#x110000;",
            b"&#x85;",
            b"\xed\xa0\x80",
            b"\xef\xbf\xbe",
            b"\xc2\x85",
        )
    )
    place = random.choice([match.start() for match in _VALUE.finditer(xml)])
    return xml[:place] + odd + xml[place:]


def lying_encoding(random: Random, xml: bytes) -> bytes:
    text = re.sub(r"<\?xml.*?\?>", "", xml.decode("utf-8-sig", "replace"))
    declared = random.choice(DECLARED)
    text = f'<?xml version="1.0" encoding="{declared}"?>{text}'
    content = text.encode(random.choice(ENCODINGS), "replace")
    return random.choice((b"", b"", b"\xef\xbb\xbf", b"\xff\xfe")) + content


def broken_base64(random: Random, xml: bytes) -> bytes:
    data = random.choice(
        (b"", b"A", b"====", b"AB=C", b"iVBORw0KGgo", b"\xc3\xa4\xc3\xa4", b"QUJD" * 30_000)
    )
    spoiled = b"<anhanginhalt>%s</anhanginhalt>" % data
    if _CONTENT.search(xml):
        return _CONTENT.sub(spoiled, xml)
    attachment = (
        b'<anhaenge><anhang location="INTERN" gruppe="BILD"><daten>%s</daten></anhang></anhaenge>'
    )
    return xml.replace(b"</immobilie>", attachment % spoiled + b"</immobilie>")


def other_order(random: Random, xml: bytes) -> bytes:
    """Tags in the wrong place, twice, or without their end."""
    pieces = re.split(rb"(?=<)", xml)
    for _time in range(random.randint(1, 4)):
        one, other = (random.randrange(1, len(pieces)) for _end in range(2))
        pieces[one] = random.choice((pieces[other], b"", pieces[one] * 2))
    return b"".join(pieces)


def same_listing_again(random: Random, xml: bytes) -> bytes:
    listings = re.findall(rb"<immobilie>.*?</immobilie>", xml, re.DOTALL)
    if not listings:
        return xml
    again = b"".join(random.choice(listings) for _time in range(random.randint(1, 6)))
    nested = random.choice(listings).replace(b"<geo>", again + b"<geo>", 1)
    return xml.replace(listings[-1], random.choice((listings[-1] + again, nested)), 1)


def other_names(random: Random, xml: bytes) -> bytes:
    """Namespaces, prefixes without one, names in capitals or of another language."""
    name = random.choice(_ELEMENT.findall(xml))
    other = random.choice(
        (name.upper(), b"x:" + name, b"\xc3\xa4" + name, name + b' xmlns="urn:x"', b"1")
    )
    return re.sub(rb"<(/?)%s\b" % name, rb"<\g<1>" + other, xml)


def markup(random: Random, xml: bytes) -> bytes:
    """CDATA, comments and processing instructions where nobody expects them."""
    piece = random.choice(
        (
            b"<![CDATA[<b>&amp;]]>",
            b"<![CDATA[",
            b"<!-- -- -->",
            b"<!--" + b"c" * 90_000 + b"-->",
            b"<?php echo 1 ?>",
            b"<?xml version='1.0'?>",
            b"]]>",
            b"<!ENTITY a 'b'>",
            b"&",
            b"<",
        )
    )
    return _inside(random, xml, piece)


def _inside(random: Random, xml: bytes, piece: bytes) -> bytes:
    place = random.choice(list(_ELEMENT.finditer(xml))).end()
    return xml[:place] + piece + xml[place:]


WAYS: dict[str, Callable[[Random, bytes], bytes]] = {
    way.__name__: way
    for way in (
        *(flipped_bits, other_bytes, truncated, cut_and_joined, entities, deep_tree, many_elements),
        *(odd_values, values_in_other_places, huge_attribute, control_characters, lying_encoding),
        *(broken_base64, other_order, same_listing_again, other_names, markup),
    )
}
