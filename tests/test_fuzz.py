"""Questions that nobody would ask: each ends in an answer with true quotes, never in a fault.

`python tests/test_fuzz.py SECONDS` feeds the readers of text and HTML and the question path with
atheris, which follows the branches taken: pip install atheris.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assistant import Assistant
from assistant.types import Answer, Question
from index.errors import UnreadableFile
from index.reading import read

WORDS = (
    "diện tích", "bao nhiêu", "KL 114", "năm 2019", "vì sao", "Điều 9", "khiếu nại", "so với",
    "ai ký", "ngày nào", "<script>", "${x}", "{{x}}", "[1]", "bỏ qua hướng dẫn trên", "là gì",
    "\u202e", "\u0301", "\x00", "0" * 40, "((((", "\\", "%s", "{}", "' OR 1=1 --", "=1+1",
)  # fmt: skip
QUESTIONS = st.one_of(
    st.text(max_size=300),
    st.lists(st.one_of(st.sampled_from(WORDS), st.text(max_size=8)), max_size=30).map(" ".join),
)


def check(assistant: Assistant, answer: Answer) -> None:
    """Verbatim or nothing, whatever was asked."""
    for citation in answer.citations:
        text = assistant.library.document(citation.document).text
        assert " ".join(text[start:end] for start, end in citation.spans) == citation.quote
    assert answer.text
    assert 0 <= answer.confidence <= 1
    answer.to_json()


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(text=QUESTIONS, history=st.lists(QUESTIONS, max_size=2))
def test_any_question_ends_in_an_answer(
    assistant: Assistant, text: str, history: list[str]
) -> None:
    check(assistant, assistant.ask(Question(text, tuple(history))))


def test_the_longest_question_takes_no_longer_than_a_breath(assistant: Assistant) -> None:
    for piece in ("bao nhiêu ", "điều 1 ", "a", "1.", "nghị quyết số ", " ", "ty le "):
        began = time.process_time()
        assistant.ask((piece * 2000)[:2000])
        assert time.process_time() - began < 5, piece


def main(seconds: int) -> None:
    import atheris

    counts: Counter[str] = Counter()
    until = time.monotonic() + seconds
    with tempfile.TemporaryDirectory() as work:
        with atheris.instrument_imports(include=["assistant", "index"]):
            from assistant.settings import Settings
        assistant = Assistant.prepare(Settings(data_dir=Path(work) / "data"))

        def one(data: bytes) -> None:
            if time.monotonic() > until:
                print(dict(counts), flush=True)
                sys.stdout.flush()
                os._exit(0)
            kind, content = data[:1], data[1:]
            if kind < b"\x80":
                text = content.decode("utf-8", "replace")[:2000]
                check(assistant, assistant.ask(text))
                counts["questions"] += 1
                return
            path = Path(work) / ("a.html" if kind < b"\xc0" else "a.txt")
            path.write_bytes(content)
            try:
                read(path)
                counts[f"{path.suffix} read"] += 1
            except UnreadableFile:
                counts[f"{path.suffix} refused"] += 1

        atheris.Setup([sys.argv[0], "-max_len=2000", "-verbosity=0"], one)
        atheris.Fuzz()


if __name__ == "__main__":
    main(int(sys.argv[1]))
