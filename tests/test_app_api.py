"""The named endpoints, with gradio_client and with plain HTTP."""

from __future__ import annotations

import json
import urllib.request
from typing import Any

import pytest


@pytest.fixture(scope="module")
def client(address):
    from gradio_client import Client

    return Client(address, verbose=False)


def call(address: str, name: str, *data: Any) -> Any:
    """An endpoint over plain HTTP: post the inputs, then read the stream of events."""
    body = json.dumps({"data": data}).encode()
    headers = {"Content-Type": "application/json"}
    url = f"{address}/gradio_api/call/{name}"
    with urllib.request.urlopen(urllib.request.Request(url, body, headers)) as reply:
        event = json.load(reply)["event_id"]
    with urllib.request.urlopen(f"{url}/{event}") as reply:
        lines = reply.read().decode("utf-8").splitlines()
    assert lines[0] == "event: complete"
    return json.loads(lines[1].removeprefix("data: "))[0]


def test_only_the_four_endpoints_are_public(client):
    endpoints = client.view_api(return_format="dict")
    assert set(endpoints["named_endpoints"]) == {"/ask", "/search", "/documents", "/document_text"}
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
