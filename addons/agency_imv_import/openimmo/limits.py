"""How much of a delivery is accepted: every number that keeps a hostile file harmless."""

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Upper bounds for one delivery. Sizes in bytes; a bound itself is still accepted.

    Size and element bounds of a listing count what stands between two listings, too.
    """

    max_files: int = 5_000
    max_file_size: int = 256 * MIB
    max_total_size: int = 1024 * MIB
    max_xml_size: int = 256 * MIB
    # Pictures hardly compress, XML by 10 to 30; repetitive XML may reach 100. Deflate ends at 1032.
    max_ratio: int = 300
    ratio_from_size: int = 4 * MIB
    max_listing_size: int = 64 * MIB
    # Tags and attributes; a full listing has about 600.
    max_listing_marks: int = 400_000


DEFAULT_LIMITS = Limits()
