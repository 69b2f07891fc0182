"""Questions that nobody would ask: each ends in an answer with true quotes, never in a fault.

`python tests/test_fuzz.py SECONDS TARGET` feeds the question path (TARGET: question) or a reader
(a.txt, b.html, c.docx, d.pdf) with atheris, which follows the branches taken: pip install atheris.
Of a .docx it damages the document's XML, so that the zip around it stays whole.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
import zipfile
from collections import Counter
from contextlib import nullcontext
from importlib import import_module
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

# As a program: what is imported is watched, or the fuzzer would not see which way it took.
as_program = __name__ == "__main__"
watched = import_module("atheris").instrument_imports if as_program else nullcontext
with watched(["assistant", "index"]):
    from assistant import Assistant
    from assistant.settings import Settings
    from assistant.types import Answer, Question

DOCUMENT = "word/document.xml"
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


def main(seconds: int, target: str) -> None:
    import atheris

    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as work:
        folder = Path(work)
        if target == "question":
            assistant = Assistant.prepare(Settings(data_dir=folder / "data"))
            seeds = ["Diện tích của tỉnh là bao nhiêu?".encode(), b"KL 114 ban hanh ngay nao"]

            def put(data: bytes) -> str:
                check(assistant, assistant.ask(data.decode("utf-8", "replace")[:2000]))
                return "answered"
        else:
            with atheris.instrument_imports(include=["index.reading", "index.structure"]):
                import test_reading_fuzz

            (folder / "own").mkdir()
            own = {path.name: path for path in test_reading_fuzz.own_files(folder / "own")}[target]
            seeds = [inside(own)]

            def put(data: bytes) -> str:
                path = with_inside(own, data, folder / target)
                return test_reading_fuzz.outcome(path)

        (folder / "seeds").mkdir()
        for number, seed in enumerate(seeds):
            (folder / "seeds" / str(number)).write_bytes(seed)
        until = time.monotonic() + seconds

        def one(data: bytes) -> None:
            if time.monotonic() > until:
                print(target, dict(counts), flush=True)
                os._exit(0)
            counts[put(data)] += 1

        options = ["-max_len=20000", "-verbosity=0", f"-artifact_prefix={target}-"]
        atheris.Setup([sys.argv[0], *options, str(folder / "seeds")], one)
        atheris.Fuzz()


def inside(path: Path) -> bytes:
    """What is damaged of a file."""
    if path.suffix != ".docx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as packed:
        return packed.read(DOCUMENT)


def with_inside(own: Path, data: bytes, path: Path) -> Path:
    if path.suffix != ".docx":
        path.write_bytes(data)
        return path
    with zipfile.ZipFile(own) as packed, zipfile.ZipFile(path, "w") as changed:
        for name in packed.namelist():
            changed.writestr(name, data if name == DOCUMENT else packed.read(name))
    return path


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2])
