from kiosk.schema.errors import ValidationFault, did_you_mean
from kiosk.text.language import Text


def test_a_pointer_escapes_its_keys() -> None:
    fault = ValidationFault(("a/b", 2, "c~d"), Text(""))
    assert fault.pointer == "/a~1b/2/c~0d"
    assert fault.dotted == "a/b[2].c~d"


def test_a_near_word_is_offered_and_a_far_one_not() -> None:
    assert did_you_mean("countr", ["counter", "applicant"]) == Text("maksudnya 'counter'?", "did you mean 'counter'?")
    assert did_you_mean("zzz", ["counter"]) is None
