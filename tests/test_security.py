"""What an attacker tries over HTTP, against the real window. docs/security.md lists the threats."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
import window

from assistant.app.login import hashed

WORD = "đúng mật khẩu"
TOKEN = "từ-riêng-của-số-đo"


class Visitor:
    """A client with a jar for cookies."""

    def __init__(self, address: str) -> None:
        self._host = address.removeprefix("http://").rstrip("/")
        self.cookies: dict[str, str] = {}
        self.flags: list[str] = []

    def ask(
        self, method: str, path: str, body: bytes | str | None = None, **headers: str
    ) -> tuple[int, str, dict[str, str]]:
        connection = http.client.HTTPConnection(self._host, timeout=60)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{k}={v}" for k, v in self.cookies.items())
        connection.request(method, path, body, sent)
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.flags.append(value)
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        connection.close()
        return answer.status, text, {k.lower(): v for k, v in answer.getheaders()}

    def get(self, path: str, **headers: str) -> tuple[int, str]:
        status, text, _ = self.ask("GET", path, **headers)
        return status, text

    def log_in(self, name: str, word: str = WORD) -> int:
        form = urlencode({"username": name, "password": word})
        return self.ask("POST", "/login", form, Content_Type="application/x-www-form-urlencoded")[0]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with things that nobody may fetch."""
    folder = tmp_path_factory.mktemp("data")
    people = [("lan", "quản trị"), ("nam", "người đọc"), ("mai", "người đọc")]
    (folder / "users.toml").write_text(
        "".join(
            f'[[users]]\nname = "{name}"\nrole = "{role}"\nhash = "{hashed(WORD)}"\n'
            for name, role in people
        ),
        encoding="utf-8",
    )
    (folder / "danvan.toml").write_text('llm_api_key = "khóa-bí-mật"\n', encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def locked(house: Path) -> Iterator[str]:
    """The window with a login."""
    users = str(house / "users.toml")
    settings = {"DANVAN_DATA_DIR": str(house), "DANVAN_EVENTS": str(house / "events.jsonl"),
                "DANVAN_EVENTS_WITH_QUESTIONS": "1", "DANVAN_METRICS_TOKEN": TOKEN}  # fmt: skip
    with (
        (house / "said").open("wb") as out,
        window.served(users, users, out=out, **settings) as (address, _),
    ):
        yield address


def test_no_file_of_the_machine_can_be_fetched(locked: str, house: Path) -> None:
    visitor = Visitor(locked)
    assert visitor.log_in("lan") == 200
    secrets = [house / name for name in ("users.toml", "danvan.toml", "window.sqlite")]
    assert all(path.is_file() for path in secrets)
    relative = "../" * 12 + str(secrets[0]).lstrip("/")
    paths = [*map(str, secrets), relative, "/etc/passwd", "pyproject.toml", str(house)]
    tried = 0
    for path in paths:
        for written in (path, quote(path, safe=""), path.replace("..", "%2e%2e"), f"/{path}"):
            for door in ("/gradio_api/file=", "/gradio_api/file/", "/static/", "/svelte/",
                         "/assets/", "/file="):  # fmt: skip
                status, text = visitor.get(door + written.replace(" ", "%20"))
                tried += 1
                assert status != 200 or "<html" in text, door + written
                for secret in ("scrypt:", "khóa-bí-mật", "SQLite format", "root:x:"):
                    assert secret not in text, door + written
    assert tried > 100


@pytest.mark.parametrize(
    "path",
    [
        "/gradio_api/file=http://192.0.2.1/x.png",
        "/gradio_api/file=HTTPS%3A//192.0.2.1/x.png",
        "/gradio_api/file/http://192.0.2.1/x.png",
        "/gradio_api/proxy=https://x.hf.space/a",
        "/gradio_api/token",
        "/gradio_api/vibe-code/",
        "/gradio_api/dev/reload",
        "/monitoring",
    ],
)
def test_doors_of_gradio_that_the_window_does_not_use_are_shut(address: str, path: str) -> None:
    assert Visitor(address).get(path)[0] == 404


def test_without_a_session_nothing_is_told(locked: str) -> None:
    visitor = Visitor(locked)
    for path in ("/config", "/gradio_api/info", "/gradio_api/openapi.json"):
        assert visitor.get(path)[0] == 401
    status, text, _ = visitor.ask(
        "POST", "/gradio_api/run/documents", '{"data": []}', Content_Type="application/json"
    )
    assert status == 401
    assert "bao-cao" not in text


def test_a_session_is_new_at_login_and_ends_at_logout(locked: str) -> None:
    first, second = Visitor(locked), Visitor(locked)
    assert first.log_in("nam") == second.log_in("nam") == 200
    assert first.cookies.keys() == second.cookies.keys()
    assert not set(first.cookies.values()) & set(second.cookies.values())
    for flags in first.flags:
        assert "HttpOnly" in flags
        assert "SameSite=Lax" in flags
    fixed = Visitor(locked)  # an id that an attacker chose is not taken over
    fixed.cookies = dict.fromkeys(first.cookies, "chosen-by-an-attacker")
    assert fixed.log_in("nam") == 200
    assert "chosen-by-an-attacker" not in fixed.cookies.values()
    before = dict(first.cookies)
    assert first.get("/config")[0] == 200
    first.get("/logout")
    first.cookies = before
    assert first.get("/config")[0] == 401


def test_guessing_is_slowed_for_the_guesser_alone(locked: str) -> None:
    regular, guesser = Visitor(locked), Visitor(locked)
    assert regular.log_in("mai") == 200
    for _ in range(4):
        assert guesser.log_in("nam", "sai") == 400
    assert guesser.log_in("nam") == 400  # the right word, too soon
    for _ in range(12):
        guesser.log_in("ai-do", "sai")
    assert regular.log_in("mai") == 200  # from the same address, known there


def test_secrets_stand_in_no_log(locked: str, house: Path) -> None:
    """Passwords right and wrong, session ids and tokens: not in the events, on the terminal, in the
    window's file."""
    visitor = Visitor(locked)
    assert visitor.log_in("lan", "sai-mà-lộ") == 400
    assert visitor.log_in("lan") == 200
    own = {"Content_Type": "application/json"}
    ask = '{"data": ["dien tich", [], []]}'
    assert visitor.ask("POST", "/gradio_api/run/ask", ask, **own)[0] == 200
    assert visitor.ask("POST", "/gradio_api/run/ask", '{"data": [', **own)[0] >= 400
    assert visitor.get("/metrics", Authorization="Bearer a-guess")[0] == 403
    files = ("events.jsonl", "said", "window.sqlite", "window.sqlite-wal")
    told = "".join((house / name).read_text("utf-8", "replace") for name in files)
    assert '"question": "dien tich"' in told
    typed = (WORD, "sai-mà-lộ", "a-guess")
    for secret in (*typed, "khóa-bí-mật", TOKEN, "scrypt:", *visitor.cookies.values()):
        assert secret not in told
        assert quote(secret) not in told


def test_readers_cannot_fill_the_disk(locked: str) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.txt"\r\n\r\nabc'
        b"\r\n--x--\r\n"
    )
    kind = "multipart/form-data; boundary=x"
    reader, admin = Visitor(locked), Visitor(locked)
    assert reader.log_in("mai") == admin.log_in("lan") == 200
    assert reader.ask("POST", "/gradio_api/upload", body, Content_Type=kind)[0] == 403
    assert Visitor(locked).ask("POST", "/gradio_api/upload", body, Content_Type=kind)[0] == 403
    status, text, _ = admin.ask("POST", "/gradio_api/upload", body, Content_Type=kind)
    assert status == 200
    (kept,) = json.loads(text)
    page = admin.ask("POST", "/gradio_api/upload", body.replace(b"a.txt", b"a.html"),
                     Content_Type=kind)[1]  # fmt: skip
    for path in (kept, json.loads(page)[0]):  # served as a download, never as a page
        headers = admin.ask("GET", f"/gradio_api/file={path}")[2]
        assert "html" not in headers["content-type"]
        assert headers["x-content-type-options"] == "nosniff"
    huge = {"Content_Length": str(70 * 1024 * 1024)}
    assert admin.ask("POST", "/gradio_api/upload", b"", Content_Type=kind, **huge)[0] == 413


def test_other_sites_can_neither_ask_nor_frame_the_window(address: str) -> None:
    visitor = Visitor(address)
    status, _, headers = visitor.ask("GET", "/")
    assert status == 200
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "http" not in policy  # no other site is allowed anything
    assert "frame-ancestors 'self'" in policy
    assert visitor.get("/config", Host="evil.example")[0] == 403  # DNS rebinding
    foreign = {"Content_Type": "application/json", "Sec_Fetch_Site": "cross-site"}
    assert visitor.ask("POST", "/gradio_api/run/documents", '{"data": []}', **foreign)[0] == 403
    own = {"Content_Type": "application/json", "Sec_Fetch_Site": "same-origin"}
    assert visitor.ask("POST", "/gradio_api/run/documents", '{"data": []}', **own)[0] == 200


def test_requests_have_bounds(address: str) -> None:
    visitor = Visitor(address)
    data = json.dumps({"data": ["dien tich", ["a" * 100_000] * 30, ["x"] * 10_000]})
    status, text, _ = visitor.ask(
        "POST", "/gradio_api/run/ask", data, Content_Type="application/json"
    )
    assert status == 200
    assert len(text) < 100_000  # a longer history than people have is cut
    assert visitor.ask("POST", "/gradio_api/run/ask", "x" * 5_000_000)[0] == 413


def test_health_and_metrics(address: str, locked: str) -> None:
    visitor = Visitor(address)
    status, text = visitor.get("/health")
    assert status == 200
    assert json.loads(text)["status"] == "ok"
    assert json.loads(text)["index"] == "fake"
    asked = json.dumps({"data": ["dien tich, hỏi để đếm", [], []]})
    assert visitor.ask("POST", "/gradio_api/run/ask", asked, Content_Type="application/json")[0]
    _, figures = visitor.get("/metrics")
    lines = dict(line.rsplit(" ", 1) for line in figures.splitlines() if line[0] != "#")
    assert float(lines["danvan_questions_total"]) >= 1
    assert float(lines["danvan_answer_seconds_count"]) >= 1
    assert any(line.startswith("danvan_build_info{") for line in lines)
    assert "để đếm" not in figures
    assert visitor.get("/metrics", X_Forwarded_For="192.0.2.7")[0] == 403  # through a proxy
    assert Visitor(locked).get("/health")[0] == 200  # needs no login, tells no name
