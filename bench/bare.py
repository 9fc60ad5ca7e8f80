"""The endpoint's yardstick: Starlette on uvicorn answering `GET /v1/board` with the bytes of a file, and nothing more.

A program of its own, since whatever a bench imports would be weighed with it.
"""

import asyncio
import socket
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route


def serve(body: bytes) -> None:
    """Serve these bytes until killed; the address is printed once it can be asked."""

    async def board(_: Request) -> Response:
        return Response(body, media_type="application/json")

    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    print(f"http://127.0.0.1:{listener.getsockname()[1]}", flush=True)
    config = uvicorn.Config(
        Starlette(routes=[Route("/v1/board", board)]), http="h11", log_config=None, access_log=False
    )
    asyncio.run(uvicorn.Server(config).serve([listener]))


if __name__ == "__main__" and len(sys.argv) > 1:
    serve(Path(sys.argv[1]).read_bytes())
