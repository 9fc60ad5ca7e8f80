"""Every command that README and docs show in a block of its own is run, as it stands there, and ends as the page says.

What a reader puts in its place (an address, a folder, a code of a receipt) is put in by `Town.reads`; the author's
guide is run by `test_author_guide.py`, commands within sentences and tables are read by `test_commands.py`.
"""

import re
import shlex
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from functools import partial
from http.server import HTTPServer, SimpleHTTPRequestHandler
from pathlib import Path
from threading import Thread
from typing import Any, Final

import pseudo
import pytest
from attrs import frozen
from click.testing import CliRunner
from endpoint.house import PEOPLE, PIN, House, issue, opened
from endpoint.house import enrol as let_in
from pem import needs_openssl

from kiosk.cli import command
from kiosk.config.resources import resource_folder
from kiosk.endpoint.http.certificate import load_or_make_certificate, machine_names
from kiosk.sop.file.load import load_pack
from kiosk.system.clock import SystemClock

ROOT: Final = Path(__file__).parents[2]
PAGES: Final = ["README.md", *(f"docs/{file.name}" for file in sorted((ROOT / "docs").glob("*.md")))]

NOT_RUN: Final = {
    "make": "runs this suite, or for minutes; CI makes and runs what newcomers do",
    "sudo": "needs root",
    "git": "needs the network",
    "systemctl": "needs systemd",
    "journalctl": "needs systemd",
    "apt": "needs root and the network",
    "pip": "needs the network",
    "ssh": "needs another machine",
    "sox": "needs a recording and a program that not every machine has",
}
"""First words of what no test can run, and why."""

ENDS: Final = {
    "kiosk say --clips": 69,  # recordings are missing: they are listed
    "curl -N": 28,  # followed until curl's own patience ends
}
"""Exit statuses that are not 0."""

SAYS: Final = {
    "--enrol": r"\w{4}(-\w{4}){4}\n",
    "terminal add belakang": r"^[\w-]{43}\n",
    "person add": r"^\d{6}\n",
    "person pin RM": r"\d{6}|PIN",
    "sop check": r"Tidak ada kesalahan",
    "theme list": r"malam",
    "theme show": r"nomor yang dipanggil",
    "theme check": r"kontras terendah",
    "lobby": r"DATA CONTOH|LOKET",
    "slip": r"A001|^$",
    "notice put": r"tampil dengan nomor \d+",
    "tickets stop": r"pengambilan nomor ditutup",
    "kiosk say A012 3": r"Nomor antrean A nol satu dua, silakan menuju loket tiga",
    "kiosk say --clips": r"nomor-antrean.wav",
    "healthz": r'"status"',
    "openapi": r'"openapi"',
    "metrics": r"kiosk_version",
    "kiosk enrol": r"Terpasang: ",
    "kiosk due": r"JATUH TEMPO",
    "kiosk figures": r"ANGKA",
    "pin /etc": r"^\d{6}\n",
    "prune": r"\d+ peristiwa",
}
"""What is said, by a part of the command."""


def blocks(page: str) -> list[str]:
    """The commands of a page, each without what the page says of it."""
    lines = re.findall(r"(?:(?<=\n\n)|(?<=^))(?:    \S.*\n)+", (ROOT / page).read_text("utf-8"), re.MULTILINE)
    commands = [block for block in lines if not re.match(r"    (#|\[|WARNING)", block)]
    return [re.split(r"\s+# ", line)[0].strip() for block in commands for line in block.splitlines()]


@frozen
class Town:
    """What there is to run commands against."""

    here: Path
    plain: House
    tls: House
    static: str
    receipt: str

    def reads(self, line: str) -> str:
        """*line* with what its reader would put in."""
        for pattern, words in (
            (r"--pack DIR", "--pack sops"),
            (r"--data (?:DIR|DATA)", f"--data {self.tls.data}"),
            (r"DATA/", f"{self.tls.data}/"),
            (r"https://(?:SERVER|10\.0\.0\.5):8765", self.tls.url),
            (r"https://localhost:8765", self.tls.url.replace("127.0.0.1", "localhost")),
            (r"http://127\.0\.0\.1:8765", self.plain.url),
            (r"http://HOST", self.static),
            (r"\bURL\b", self.plain.url),
            (r"FOLDER", "rekaman"),
            (r"/etc/kiosk\.pin", "kiosk.pin"),
            (r"K7Q2-M9XA-D", self.receipt),
            (r"lp -d struk", "tee struk.txt"),
        ):
            line = re.sub(pattern, words, line)
        return line

    def config(self, words: list[str]) -> Path:
        """The `kiosk.toml` of the terminal at which that command is called."""
        roles = {"counter": "loket-1", "due": "belakang", "case": "belakang", "lobby": "lobi", "slip": "loket-1"}
        return self.here / f"{roles.get(words[1], 'atas')}.toml"


@contextmanager
def folder_served(folder: Path) -> Iterator[str]:
    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(folder))) as server:
        thread = Thread(target=partial(server.serve_forever, 0.01))
        thread.start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()
        thread.join()


ROLES: Final = {"lobi": "lobby", "atas": "supervisor", "belakang": "back-office", "loket-1": "counter"}


@pytest.fixture
def town(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Town]:
    here = tmp_path / "here"
    shutil.copytree(resource_folder("sops"), here / "sops")
    shutil.copy(resource_folder("themes") / "malam.toml", here / "kami.toml")
    monkeypatch.chdir(here)
    with ExitStack() as stack:
        data = tmp_path / "plain"
        tokens = let_in(data, ("belakang", "back-office", None))
        plain = stack.enter_context(opened(data, tokens=tokens, staffed=False))
        tls = stack.enter_context(
            opened(
                tmp_path / "tls",
                tokens={"nobody": ""},
                staffed=False,
                pack=load_pack(here / "sops"),
                tls=partial(load_or_make_certificate, tmp_path / "tls", *machine_names("127.0.0.1")),
            )
        )
        for name, role in ROLES.items():
            (here / f"{name}.token").write_text(tokens[name])
            (here / f"{name}.token").chmod(0o600)
            (here / f"{name}.toml").write_text(
                f'role = "{role}"\nendpoint = "{plain.url}"\ntoken_file = "{name}.token"\n'
            )
        monkeypatch.setenv("KIOSK_DATA", str(tls.data))
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
        monkeypatch.setattr(SystemClock, "now", lambda _: plain.clock.now())
        with plain.client("mesin") as machine, plain.client() as anybody:
            receipt = issue(machine)["code"]
            (tmp_path / "web" / "any").mkdir(parents=True)
            (tmp_path / "web" / "any" / "board.json").write_bytes(anybody.get("/v1/board").content)
        yield Town(here, plain, tls, stack.enter_context(folder_served(tmp_path / "web")), receipt)


@frozen
class Ended:
    """How a command ended."""

    status: int
    said: str


def serve(words: list[str], town: Town, then: str) -> Ended:
    """An endpoint on data of its own and any free port, which ends when told; *then* is the next line of the page."""
    asked = [sys.executable, "-m", *words, "--port", "0", "--data", str(town.here.parent / "served")]
    with subprocess.Popen(asked, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout and process.stderr
        said = process.stdout.readline()
        if then.startswith("kill -HUP"):
            process.send_signal(signal.SIGHUP)
            said += process.stderr.readline()
            assert "paket SOP dibaca ulang" in said
        process.terminate()
        process.communicate(timeout=20)
    return Ended(process.returncode, said)


def screen(words: list[str], town: Town) -> Ended:
    """A screen, until it shows something; it ends when told."""
    with pseudo.kiosk(*words[1:], environ={"KIOSK_CONFIG": str(town.config(words)), "KIOSK_SOUND": None}) as program:
        said = program.until(lambda text: "LOKET" in text or "DATA CONTOH" in text)
        program.process.terminate()
        return Ended(program.status(), said)


def called(words: list[str], town: Town, codes: list[str]) -> Ended:
    """A command that says something and ends; whoever is asked answers."""
    environ: dict[str, str | None] = {"KIOSK_CONFIG": str(town.config(words))}
    typed = f"{PEOPLE['belakang' if words[1] == 'case' else 'atas']}\n{PIN}\n\n"
    if words[1] == "enrol":
        typed = f"{codes[-1 if '--force' in words else 0]}\n"
        environ = {"KIOSK_CONFIG": str(town.here / "kiosk.toml")}
    if words[1] == "say" and "--clips" not in words:
        words = [*words, "--out", "suara.wav"]  # there is no sound card
    if "--ask" in words:
        typed = "314159\n314159\n"
    if words[1] == "sop" or words[1] == "calendar":
        environ = {}
    done = CliRunner().invoke(command, words[1:], input=typed, env=environ, prog_name="kiosk", catch_exceptions=False)
    return Ended(done.exit_code, done.output)


def program(line: str) -> Ended:
    """Anything that is none of ours."""
    if shutil.which(shlex.split(line)[0]) is None:
        pytest.skip(f"{line}: not on this machine")
    limit = " --max-time 1 --noproxy '*'" if line.startswith("curl") else ""
    done = subprocess.run(["sh", "-c", line + limit], capture_output=True, text=True, timeout=30, check=False)
    return Ended(done.returncode, done.stdout)


def expected(table: dict[str, Any], line: str, otherwise: Any) -> Any:
    """What the table says of the longest part of *line* that it knows."""
    known = [part for part in table if part in line]
    return table[max(known, key=len)] if known else otherwise


@needs_openssl
@pytest.mark.parametrize("page", [page for page in PAGES if page != "docs/penyusun-sop.md"])
def test_each_ends_as_the_page_says(page: str, town: Town) -> None:
    lines = blocks(page)
    assert lines
    codes: list[str] = []
    for line, then in zip(lines, [*lines[1:], ""], strict=True):
        first, *_ = line.split()
        if first in NOT_RUN or line.startswith("kill -HUP") or "| sudo" in line:
            continue
        asked = town.reads(line.removesuffix("&").strip())
        words = shlex.split(asked)
        if first != "kiosk":
            ended = program(asked)
        elif words[1] == "serve":
            ended = serve(words, town, then)
        elif words[1] in ("counter", "lobby") and "--once" not in words:
            ended = screen(words, town)
        else:
            ended = called(words, town, codes)
        assert ended.status == expected(ENDS, line, 0), f"{line}: {ended}"
        assert re.search(expected(SAYS, line, ""), ended.said, re.MULTILINE), f"{line}: {ended.said}"
        if "--enrol" in words:
            codes += re.findall(r"^\w{4}(?:-\w{4}){4}$", ended.said, re.MULTILINE)
