"""Messages on a stream: four bytes of length, then JSON."""

from __future__ import annotations

import socket
import struct

HEADER = struct.Struct(">I")


def framed(message: bytes) -> bytes:
    """Put its length before a message."""
    return HEADER.pack(len(message)) + message


def receive(stream: socket.socket) -> bytes | None:
    """Wait for one message.

    Parameters
    ----------
    stream
        A connection that blocks, from somebody who is trusted.

    Returns
    -------
    bytes or None
        ``None`` at the end of the stream.
    """
    header = _exactly(stream, HEADER.size)
    return None if header is None else _exactly(stream, HEADER.unpack(header)[0])


def _exactly(stream: socket.socket, size: int) -> bytes | None:
    parts = bytearray()
    while len(parts) < size:
        more = stream.recv(size - len(parts))
        if not more:
            return None
        parts += more
    return bytes(parts)
