"""A client that costs little, for many processes that press keys at once."""

import http.client
import json
from typing import Any


class Client:
    """One kept connection of one terminal."""

    def __init__(self, url: str, token: str) -> None:
        host, port = url.removeprefix("http://").split(":")
        self._connection = http.client.HTTPConnection(host, int(port), timeout=20)
        self._token = token

    def ask(self, method: str, path: str, body: Any = None, key: str | None = None) -> tuple[int, dict[str, Any]]:
        """The status and the JSON of the answer, whole."""
        headers = {"authorization": f"Bearer {self._token}"}
        if key is not None:
            headers |= {"idempotency-key": key, "content-type": "application/json"}
        self._connection.request(method, path, None if body is None else json.dumps(body).encode(), headers)
        answer = self._connection.getresponse()
        made: dict[str, Any] = json.loads(answer.read())
        return answer.status, made

    def send(self, body: dict[str, Any], key: str) -> tuple[int, dict[str, Any]]:
        """Press a key: give out a number, or whatever else `do` says."""
        if body["do"] == "issue":
            return self.ask("POST", "/v1/tickets", {k: v for k, v in body.items() if k != "do"}, key)
        return self.ask("POST", "/v1/commands", body, key)

    def document(self, counter: str) -> dict[str, Any]:
        """The counter's document as it is now."""
        status, document = self.ask("GET", f"/v1/counters/{counter}")
        assert status == 200, document
        return document

    def close(self) -> None:
        """End the connection."""
        self._connection.close()
