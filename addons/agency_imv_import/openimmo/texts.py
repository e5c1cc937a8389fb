"""Plain text out of what senders put into text slots: HTML, entities, CRLF.

Our text fields are plain, so tags turn into line breaks and dashes, scripts and styles vanish.
The reader is our own because its effort has to stay in proportion to the text, whatever it holds.
"""

from __future__ import annotations

import html
import re

_MARKUP = re.compile(r"<[a-zA-Z/!?]|&[#\w]+;")
_TOKEN = re.compile(r"<!--|<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<[!?][^<>]*>")
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]\w{1,31});")
_BREAKING = re.compile(r"<(?:br|p|div|li|tr|h[1-6])\b", re.IGNORECASE)
_BLANKS = re.compile(r"[^\S\n]+")
_GAPS = re.compile(r"\n{3,}")

_LINES = frozenset(("br", "tr", "li", "dt", "dd"))
_BLOCKS = frozenset(
    ("p", "div", "ul", "ol", "dl", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "hr")
)
_HIDDEN = frozenset(("script", "style", "head", "title"))
_INLINE = frozenset(("b", "i", "u", "a", "em", "strong", "small", "span", "font"))

#: Tags that some senders leave unescaped inside a text element.
HTML_TAGS = _LINES | _BLOCKS | _INLINE


def one_line(text: str) -> str:
    """The text with its white space collapsed.

    Of all white space only the blank is printable, so most texts are seen to be one line already.
    """
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def plain_text(text: str) -> str:
    """The text without markup.

    Where tags break the lines, a line break of the source is a blank.
    """
    has_markup = ("<" in text or "&" in text) and _MARKUP.search(text)
    if not has_markup and "\n" not in text and "\r" not in text:
        return one_line(text)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if has_markup:
        if _BREAKING.search(text):
            text = text.replace("\n", " ")
        text = _ENTITY.sub(lambda match: html.unescape(match[0]), _without_tags(text))
    lines = (_BLANKS.sub(" ", line).strip() for line in text.split("\n"))
    return _GAPS.sub("\n\n", "\n".join(lines)).strip()


def _without_tags(source: str) -> str:
    parts, position = [], 0
    while match := _TOKEN.search(source, position):
        parts.append(source[position : match.start()])
        closing, name = match[1], (match[2] or "").lower()
        position = match.end()
        if match[0] == "<!--":
            position = _behind(source, "-->", position)
        elif name in _HIDDEN and not closing:
            position = _behind(source, f"</{name}[^<>]*>?", position)
        else:
            parts.append(_line_break(name, closing))
    parts.append(source[position:])
    return "".join(parts)


def _line_break(name: str, closing: str) -> str:
    if name in _BLOCKS:
        return "\n\n"
    if name in _LINES and not closing:
        return "\n- " if name == "li" else "\n"
    return ""


def _behind(source: str, end: str, position: int) -> int:
    """Where the pattern ``end`` is over, or the end of the text when it never comes."""
    match = re.compile(end, re.IGNORECASE).search(source, position)
    return match.end() if match else len(source)
