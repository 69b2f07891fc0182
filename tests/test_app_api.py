"""The named endpoints, with gradio_client and with plain HTTP."""

from __future__ import annotations

import ast
import asyncio
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path
from typing import Any

import fake_assistant as support
import pytest

from assistant.app.server import McpImpossible, serve
from assistant.settings import Settings

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="module")
def client(address):
    from gradio_client import Client

    return Client(address, verbose=False)


def call(address: str, name: str, *data: Any) -> Any:
    """An endpoint over plain HTTP."""
    body = json.dumps({"data": data}).encode()
    headers = {"Content-Type": "application/json"}
    request = urllib.request.Request(f"{address}/gradio_api/run/{name}", body, headers)
    with urllib.request.urlopen(request) as reply:
        return json.load(reply)["data"][0]


def test_only_the_five_endpoints_are_public(client):
    endpoints = client.view_api(return_format="dict")
    assert set(endpoints["named_endpoints"]) == {
        "/ask", "/search", "/documents", "/document_text", "/quiz",
    }  # fmt: skip
    assert not endpoints["unnamed_endpoints"]


def test_ask_gives_the_answer_contract(client, address):
    for answer in (
        client.predict("dien tich", [], [], api_name="/ask"),
        call(address, "ask", "dien tich", [], []),
    ):
        assert answer["schema"] == 1
        assert answer["answer"] == "3.849 km² [1]"
        (citation,) = answer["citations"]
        text = client.predict(citation["document"], api_name="/document_text")
        spans = [text[start:end] for start, end in citation["spans"]]
        assert " ".join(spans) == citation["quote"]


def test_search_and_documents(client, address):
    found = client.predict("tinh giản biên chế", 3, [], api_name="/search")
    assert len(found) == 3
    assert found[0]["score"] >= found[1]["score"]
    assert {"passage", "document", "place", "text", "spans"} <= set(found[0])
    listed = call(address, "documents")
    assert {document["id"] for document in listed} == {"bao-cao-114-2020", "tai-lieu-la"}


def test_what_is_wrong_is_said_in_vietnamese(address):
    with pytest.raises(urllib.error.HTTPError) as failed:
        call(address, "document_text", "khong-co")
    assert "Không có tài liệu" in json.load(failed.value)["error"]


EXAMPLES = re.findall(
    r"^```(python mcp|python|sh)\n(.*?)^```$",
    (REPOSITORY / "docs" / "api.md").read_text(encoding="utf-8"),
    re.DOTALL | re.MULTILINE,
)


@pytest.mark.parametrize(("kind", "code"), EXAMPLES)
def test_the_examples_of_the_docs_run(kind, code, request):
    """As a reader would run them; those of MCP where the window speaks it."""
    if kind == "python mcp":
        pytest.importorskip("mcp")
    if kind == "sh" and not (shutil.which("bash") and shutil.which("curl")):
        pytest.skip("the examples for the shell need bash and curl")
    address = request.getfixturevalue("address" if kind == "python mcp" else "real_address")
    code = code.replace("http://127.0.0.1:7860", address)
    command = ["bash", "-c", code] if kind == "sh" else [sys.executable, "-c", code]
    done = subprocess.run(
        command,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1"},
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_mcp_offers_the_endpoints_as_tools(address):
    mcp = pytest.importorskip("mcp")
    from mcp.client.streamable_http import streamablehttp_client

    async def look() -> tuple[list[Any], Any, Any]:
        async with (
            streamablehttp_client(f"{address}/gradio_api/mcp/") as (read, write, _),
            mcp.ClientSession(read, write) as session,
        ):
            await session.initialize()
            tools = await session.list_tools()
            good = await session.call_tool("ask", {"question": "dien tich"})
            bad = await session.call_tool("document_text", {"document": "khong-co"})
            return tools.tools, good, bad

    tools, good, bad = asyncio.run(asyncio.wait_for(look(), timeout=90))
    assert {tool.name for tool in tools} == {
        "ask", "search", "documents", "document_text", "quiz",
    }  # fmt: skip
    assert all(tool.description for tool in tools)
    assert ast.literal_eval(good.content[0].text)["answer"] == "3.849 km² [1]"
    assert bad.isError
    assert "Không có tài liệu" in bad.content[0].text


def test_mcp_is_off_unless_set(real_address):
    with pytest.raises(urllib.error.HTTPError, match="404"):
        urllib.request.urlopen(f"{real_address}/gradio_api/mcp/")


def test_mcp_and_a_login_do_not_go_together(tmp_path):
    file = tmp_path / "users.toml"
    file.write_text('[[users]]\nname = "lan"\nrole = "quản trị"\nhash = "x"\n', encoding="utf-8")
    settings = Settings(data_dir=tmp_path, port=0, mcp=True, login_file=file)
    with pytest.raises(McpImpossible, match="mcp"):
        serve(lambda report: support.FakeAssistant(), settings)


def test_quiz_gives_items_with_their_keys(client, address):
    for quiz in (
        client.predict(4, ["bao-cao-114-2020"], "", ["single"], 1, api_name="/quiz"),
        call(address, "quiz", 4, ["bao-cao-114-2020"], "", ["single"], 1),
    ):
        assert quiz["schema"] == 1
        assert len(quiz["items"]) == 4
        for item in quiz["items"]:
            assert item["kind"] == "single"
            assert len(item["options"]) == 4
            assert item["citation"]["quote"]
