"""The figures for monitoring are those of what happened."""

from endpoint.house import House, act, issue, post
from prometheus_client.parser import text_string_to_metric_families
from waiting import until


def figures(house: House) -> dict[str, float]:
    """All figures by name, with their label where they have one."""
    answer = house.client().get("/metrics")
    assert answer.headers["content-type"].startswith("text/plain")
    samples = [sample for family in text_string_to_metric_families(answer.text) for sample in family.samples]
    return {" ".join((sample.name, *sample.labels.values())): sample.value for sample in samples}


def test_what_happened_is_counted(house: House) -> None:
    machine, clerk = house.client("mesin"), house.client("loket-1")
    before = figures(house)
    for _ in range(3):
        made = issue(machine)
    assert act(clerk, "call-next", "1").status_code == 409
    for _ in range(2):
        post(house.client(), "/v1/tickets", {})
    said = figures(house)
    assert said["kiosk_commands_total 201"] == 3
    assert said["kiosk_commands_total 409"] == before.get("kiosk_commands_total 409", 0) + 1
    assert said["kiosk_troubles_total unknown-terminal"] == 2
    assert said["kiosk_commit_seconds_count"] >= 4 and said["kiosk_commit_seconds_sum"] > 0
    assert said["kiosk_version"] == made["version"]
    assert said["kiosk_board_revision"] == house.client().get("/v1/board").json()["revision"]
    assert said["process_resident_memory_bytes"] > 0 and said["process_open_fds"] > 0


def test_who_is_connected_is_counted_until_they_leave(house: House) -> None:
    follower = house.client()
    with follower.stream("GET", "/v1/events") as events:
        lines = events.iter_lines()
        next(lines)
        said = figures(house)
        assert (said["kiosk_streams"], said["kiosk_connections"]) == (1, 2)
    follower.close()
    until(lambda: figures(house)["kiosk_streams"] == 0)
