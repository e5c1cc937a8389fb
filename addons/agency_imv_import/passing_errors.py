"""Errors of the machine, not of a delivery: what failed is tried again later."""

import errno

from psycopg2 import InterfaceError, OperationalError

# The disk is full or fails, or the process has too many files open.
_DISK = {
    *(errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS, errno.EMFILE, errno.ENFILE)
}


def is_disk_error(error: BaseException) -> bool:
    """Tell whether this server could not store a file. Broken pictures raise `OSError`, too."""
    return isinstance(error, OSError) and error.errno in _DISK


def is_passing(error: BaseException) -> bool:
    """Tell whether the database or the disk is the reason."""
    return isinstance(error, OperationalError | InterfaceError) or is_disk_error(error)
