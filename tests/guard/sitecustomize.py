"""Refuses connections and look-ups that leave this machine, and writes each into the file that
ATTEMPTS names. Python imports a module of this name by itself at its start; nothing is patched:
audit events cannot be taken off again."""

import ipaddress
import os
import sys
from typing import Any

_CONNECTS = ("socket.connect", "socket.sendto", "socket.sendmsg")
_LOOK_UPS = ("socket.getaddrinfo", "socket.gethostbyname")


def _here(address: Any) -> bool:
    if not isinstance(address, tuple):
        return True  # a local socket: a file's path, or netlink's number
    host = address[0].decode() if isinstance(address[0], bytes) else str(address[0])
    if host in ("", "localhost", "None"):
        return True
    try:
        return ipaddress.ip_address(host).is_loopback or host in ("0.0.0.0", "::")
    except ValueError:
        return False


def _guard(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _CONNECTS:
        address = arguments[1]
    elif event in _LOOK_UPS:
        address = (arguments[0] or "",)
    else:
        return
    if address is not None and not _here(address):
        with open(os.environ["ATTEMPTS"], "a", encoding="utf-8") as log:  # noqa: PTH123 - no imports
            log.write(f"{event} {address} in {sys.argv[:3]}\n")
        raise OSError(f"outgoing connections are forbidden here: {event} {address}")


if "ATTEMPTS" in os.environ:
    sys.addaudithook(_guard)
