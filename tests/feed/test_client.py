"""What the client takes from httpx-sse under a private name: it fails here first when a release moves it."""

from httpx_sse._decoders import SSEDecoder, SSELineDecoder


def test_the_decoders_of_httpx_sse_show_comments_as_lines_and_events_whole() -> None:
    lines, decoder = SSELineDecoder(), SSEDecoder()
    text = (": alive\r", "\nevent: board\nda", "ta: {}\nid: 7\n\n")

    read = [line for part in text for line in lines.decode(part)]
    events = [event for line in read if (event := decoder.decode(line))]

    assert read[0] == ": alive"
    assert [(event.event, event.data, event.id) for event in events] == [("board", "{}", "7")]
