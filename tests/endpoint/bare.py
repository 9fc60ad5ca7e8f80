"""Bytes as they are, over bare connections, where a client of HTTP would not send such things."""

import json
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPResponse
from typing import Any

from endpoint.house import House

HOST = b"host: localhost"
BOARD = b"GET /v1/board HTTP/1.1\r\nhost: localhost\r\n\r\n"


@contextmanager
def connected(house: House, source: str = "127.0.0.1") -> Iterator[socket.socket]:
    """A bare connection from one of this machine's addresses."""
    host, port = house.url.partition("://")[2].split(":")
    with socket.create_connection((host, int(port)), 10, (source, 0)) as connection:
        yield connection


def to_the_end(connection: socket.socket) -> bytes:
    """All that is said until the other side closes, which it must."""
    said = b""
    while chunk := received(connection):
        said += chunk
    return said


def received(connection: socket.socket) -> bytes:
    """The next bytes; none when the other side has closed, however it did."""
    try:
        return connection.recv(65536)
    except ConnectionError:
        return b""


def problem_in(answer: bytes) -> dict[str, Any]:
    """The one problem document that *answer* is, as HTTP/1.1 has it."""
    head, _, body = answer.partition(b"\r\n\r\n")
    lines = head.decode("ascii").lower().split("\r\n")
    headers = dict(line.split(": ", 1) for line in lines[1:])
    assert headers["content-type"] == "application/problem+json"
    assert headers["connection"] == "close" and headers["date"] and headers["x-content-type-options"] == "nosniff"
    assert int(headers["content-length"]) == len(body)
    problem: dict[str, Any] = json.loads(body)
    assert lines[0].startswith(f"http/1.1 {problem['status']} ")
    assert problem["detail"]["id"] and problem["instance"].startswith("urn:kiosk:request:")
    return problem


def refused(house: House, request: bytes) -> dict[str, Any]:
    """The problem that *request* gets; the connection is closed after it."""
    with connected(house) as connection:
        connection.sendall(request)
        return problem_in(to_the_end(connection))


def is_served(connection: socket.socket) -> bool:
    """The board is answered on *connection*."""
    connection.sendall(BOARD)
    answer = HTTPResponse(connection)
    answer.begin()
    return answer.status == 200 and json.loads(answer.read())["board"] == 1


def get(*lines: bytes, target: bytes = b"/v1/board") -> bytes:
    """A request with these lines of headers."""
    return b"\r\n".join((b"GET " + target + b" HTTP/1.1", *lines, b"", b""))


def raw(url: str, request: bytes) -> bytes:
    """Send bytes as they are and read until the other side closes or has answered whole."""
    host, port = url.removeprefix("http://").split(":")
    with socket.create_connection((host, int(port)), 10) as connection:
        connection.sendall(request)
        answer = b""
        while chunk := connection.recv(65536):
            answer += chunk
            head, found, rest = answer.partition(b"\r\n\r\n")
            length = [line for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
            if found and length and len(rest) >= int(length[0].split(b":")[1]):
                break
    return answer
