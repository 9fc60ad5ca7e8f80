"""Problem documents, by which the endpoint says why a request failed: RFC 9457, `application/problem+json`."""

from attrs import frozen

from kiosk.text.language import LANGUAGES, Text

MEDIA_TYPE = "application/problem+json"


@frozen
class ProblemError:
    """One fault of a body."""

    pointer: str
    """RFC 6901 pointer into the body."""
    text: Text
    hint: Text | None = None


@frozen
class Problem:
    """Why a request failed, and what can be done instead."""

    type: str
    """`urn:kiosk:problem:<rule>`."""
    title: str
    """The rule in a few English words, alike for every occurrence."""
    status: int
    detail: Text
    hint: Text | None = None
    instance: str | None = None
    """The request's id, as the log has it."""
    errors: tuple[ProblemError, ...] = ()


def problem_type(rule: str) -> str:
    return f"urn:kiosk:problem:{rule}"


def problem_text(problem: Problem) -> Text:
    """Return the detail, followed by every fault of the body."""
    if not problem.errors:
        return problem.detail
    faults = (Text("; ".join(error.text[language] for error in problem.errors)) for language in LANGUAGES)
    return Text("{d}: {f}").format(d=problem.detail, f=Text(*(fault.id for fault in faults)))


def rule_of(problem: Problem) -> str:
    return problem.type.rpartition(":")[2]
