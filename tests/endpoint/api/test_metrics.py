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


def test_commands_are_counted_by_status(house: House) -> None:
    machine, clerk = house.client("mesin"), house.client("loket-1")
    before = figures(house)
    for _ in range(3):
        issue(machine)
    assert act(clerk, "call-next", "1").status_code == 409
    said = figures(house)
    assert said["kiosk_commands_total 201"] == 3
    assert said["kiosk_commands_total 409"] == before.get("kiosk_commands_total 409", 0) + 1


def test_troubles_are_counted_by_kind(house: House) -> None:
    for _ in range(2):
        post(house.client(), "/v1/tickets", {})
    assert figures(house)["kiosk_troubles_total unknown-terminal"] == 2


def test_the_time_of_each_commit_is_in_its_bucket(house: House) -> None:
    before = figures(house)
    for _ in range(3):
        issue(house.client("mesin"))
    said = figures(house)
    assert said["kiosk_commit_seconds_count"] == before["kiosk_commit_seconds_count"] + 3
    assert said["kiosk_commit_seconds_sum"] > before["kiosk_commit_seconds_sum"]
    buckets = [said[f"kiosk_commit_seconds_bucket {bound}"] for bound in ("0.001", "0.05", "5.0", "+Inf")]
    assert buckets == sorted(buckets) and buckets[-1] == said["kiosk_commit_seconds_count"]


def test_version_and_revision_are_those_of_the_board(house: House) -> None:
    made = issue(house.client("mesin"))
    board = house.client().get("/v1/board").json()
    said = figures(house)
    assert (said["kiosk_version"], said["kiosk_board_revision"]) == (made["version"], board["revision"])


def test_memory_and_files_of_the_process_are_the_systems(house: House) -> None:
    said = figures(house)
    assert said["process_resident_memory_bytes"] > 0 and said["process_open_fds"] > 0


def test_there_is_no_other_figure(house: House) -> None:
    issue(house.client("mesin"))
    post(house.client(), "/v1/tickets", {})
    names = {name.partition(" ")[0] for name in figures(house) if name.startswith("kiosk_")}
    assert names == {
        "kiosk_board_revision",
        "kiosk_commands_total",
        "kiosk_commit_seconds_bucket",
        "kiosk_commit_seconds_count",
        "kiosk_commit_seconds_sum",
        "kiosk_connections",
        "kiosk_streams",
        "kiosk_troubles_total",
        "kiosk_version",
    }


def test_who_is_connected_is_counted_until_they_leave(house: House) -> None:
    follower = house.client()
    with follower.stream("GET", "/v1/events") as events:
        lines = events.iter_lines()
        next(lines)
        said = figures(house)
        assert (said["kiosk_streams"], said["kiosk_connections"]) == (1, 2)
    follower.close()
    until(lambda: figures(house)["kiosk_streams"] == 0)
