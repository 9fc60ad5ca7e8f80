"""A machine in the middle, for real: it listens, and speaks to the server in the terminal's place."""

import socket
import ssl
from pathlib import Path
from threading import Thread

from pem import server_context


class Middle:
    """A machine in the middle: each connection goes the way that *ways* says, the last one for all that follow.

    A way is a certificate to end TLS with, its own, or none to hand the bytes on as they come.
    """

    def __init__(self, server: str, ways: list[Path | None]) -> None:
        self.heard = b""
        self._server = ("127.0.0.1", int(server.rpartition(":")[2]))
        self._ways = ways
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"https://127.0.0.1:{self._listener.getsockname()[1]}"
        Thread(target=self._accept, daemon=True).start()

    def close(self) -> None:
        """Take no more connections."""
        self._listener.close()

    def _accept(self) -> None:
        while True:
            try:
                near, _ = self._listener.accept()
            except OSError:
                return
            way = self._ways.pop(0) if len(self._ways) > 1 else self._ways[0]
            Thread(target=self._relay, args=(near, way), daemon=True).start()

    def _relay(self, near: socket.socket, way: Path | None) -> None:
        far = socket.create_connection(self._server)
        try:
            if way is not None:
                near = server_context(way).wrap_socket(near, server_side=True)
                far = ssl._create_unverified_context().wrap_socket(far)
        except OSError:
            near.close()
            far.close()
            return
        Thread(target=self._pump, args=(far, near), daemon=True).start()
        self._pump(near, far)

    def _pump(self, source: socket.socket, sink: socket.socket) -> None:
        try:
            while data := source.recv(65536):
                self.heard += data
                sink.sendall(data)
        except OSError:
            pass
        finally:
            sink.close()
