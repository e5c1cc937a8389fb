"""The key by which an SFTP server is known again, as `type base64`."""

import base64
import hashlib

from .errors import HostKeyChanged


def known_host(expected: str):
    """Return a policy for paramiko: any key when none is expected, else this one alone.

    After a connection `seen` holds the key of the server.
    """
    # An optional package: needed by whoever connects over SFTP.
    import paramiko

    class Policy(paramiko.MissingHostKeyPolicy):
        seen = ""

        def missing_host_key(self, client, hostname, key):
            self.seen = f"{key.get_name()} {key.get_base64()}"
            if expected and self.seen != expected:
                raise HostKeyChanged(fingerprint(self.seen), self.seen)

    return Policy()


def fingerprint(key: str) -> str:
    """Return what OpenSSH shows of a key: `SHA256:` and its hash."""
    if not key:
        return ""
    digest = hashlib.sha256(base64.b64decode(key.split()[1])).digest()
    return f"SHA256:{base64.b64encode(digest).decode().rstrip('=')}"
