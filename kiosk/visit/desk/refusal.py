"""A command that the rules do not allow, with the rule and what can be done instead."""

from kiosk.language import Text


class Refusal(Exception):
    """Nothing has happened; `text` says why not, `hint` what can be done instead.

    `status` is the HTTP status that fits: 403 for what another terminal has to do, 404 for what is not there, 409 for
    what the state does not allow or a stale `expect`, 422 for a command that can never be right.
    """

    def __init__(self, rule: str, text: Text, hint: Text | None = None, status: int = 409) -> None:
        self.rule = rule
        self.text = text
        self.hint = hint
        self.status = status
        super().__init__(text.en or text.id)
