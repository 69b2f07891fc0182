"""The training program on a corpus made here: what it leaves out, what it makes, how it resumes."""

import json
import random
import re
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from typer.testing import CliRunner

from index.training.augment import cloze, half_fold
from index.training.batches import Folding, Texts
from index.training.corpora import ParaphraseRow
from index.training.heldout import is_held_out, make_guard
from index.training.pairs import make_streams, sentence_around
from index.training.tokenizer import VocabularySize, train_tokenizer

HELD_OUT = ParaphraseRow(
    "3-020",
    "Tỉnh ủy yêu cầu các cấp ủy đảng rà soát, tinh giản biên chế trong toàn hệ thống chính trị",
    "cho bớt người thế nào",
    "tinh giản biên chế",
    "Tỉnh ủy yêu cầu gì về biên chế?",
)
TEACHING = [
    "Uỷ ban nhân dân xã tiếp nhận hồ sơ và trả kết quả trong ngày làm việc cho người dân.",
    "Thanh tra tỉnh giải quyết đơn khiếu nại của công dân trong thời hạn ba mươi ngày.",
    "Sở Nội vụ tham mưu tinh giản biên chế và sắp xếp lại tổ chức bộ máy các cơ quan.",
    "Mặt trận Tổ quốc giám sát việc thực hiện quy chế dân chủ ở cơ sở tại các thôn, bản.",
]


def _write(path: Path, rows: list[dict[str, object]]) -> None:
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), "utf-8")


@pytest.fixture
def corpora(tmp_path: Path) -> Path:
    folder = tmp_path / "corpora"
    folder.mkdir()
    _write(
        folder / "law.jsonl",
        [
            {
                "topic": "Hành chính",
                "title": f"Điều {n}",
                "source": "",
                "body": f"{text} Điều này có hiệu lực từ năm {n}.",
            }
            for n, text in enumerate(TEACHING * 6)
        ],
    )
    teaching = [
        {
            "id": f"1-{n:03}",
            "text": text,
            "daily": f"hỏi {n} chuyện này ra sao",
            "terse": "hồ sơ",
            "formal": "Ai làm?",
        }
        for n, text in enumerate(TEACHING, start=1)
    ]
    held = {
        "id": HELD_OUT.id,
        "text": HELD_OUT.text,
        "daily": HELD_OUT.daily,
        "terse": "x",
        "formal": "y",
    }
    copy = {
        **teaching[0],
        "id": "1-099",
        "text": HELD_OUT.text + " năm nay",
        "daily": "bản chép gần giống",
    }
    _write(folder / "paraphrase_questions.jsonl", [*teaching, held, copy])
    _write(
        folder / "lexicon_daily_official.jsonl",
        [
            {
                "official": ["tinh giản biên chế"],
                "daily": ["cho bớt người", "cắt bớt suất"],
                "field": "tổ chức",
            }
        ],
    )
    return folder


def _rows(folder: Path) -> list[ParaphraseRow]:
    from index.training.corpora import paraphrases

    return list(paraphrases(folder))


def test_every_tenth_passage_is_held_out() -> None:
    assert is_held_out(HELD_OUT)
    assert not is_held_out(ParaphraseRow("20-021", "", "", "", ""))


def test_held_out_rows_and_their_near_duplicates_are_not_trained_on(corpora: Path) -> None:
    streams = make_streams(corpora, make_guard(_rows(corpora), None), seed=1)
    queries = [pair.query for stream in streams for pair in stream.pairs]
    assert "hỏi 1 chuyện này ra sao" in queries
    assert HELD_OUT.daily not in queries
    assert "bản chép gần giống" not in queries


def test_rows_that_recur_in_a_benchmark_are_not_trained_on(corpora: Path, tmp_path: Path) -> None:
    benchmark = tmp_path / "benchmarks" / "law"
    benchmark.mkdir(parents=True)
    _write(benchmark / "passages.jsonl", [{"id": "p0", "text": "Mở đầu. " + TEACHING[1].upper()}])
    _write(benchmark / "questions.jsonl", [{"id": "q0", "question": "Ai?", "relevant": ["p0"]}])
    guard = make_guard(_rows(corpora), benchmark.parent)
    passages = [
        pair.passage for stream in make_streams(corpora, guard, seed=1) for pair in stream.pairs
    ]
    assert any("Sở Nội vụ" in passage for passage in passages)
    assert not any("Thanh tra tỉnh" in passage for passage in passages)
    assert guard.refused > 0


def test_an_official_term_is_said_the_daily_way(corpora: Path) -> None:
    streams = {s.name: s for s in make_streams(corpora, make_guard(_rows(corpora), None), seed=1)}
    for pair in streams["substitution"].pairs:
        assert "cho bớt người" in pair.query or "cắt bớt suất" in pair.query
        assert "biên chế" not in pair.query
        assert "tinh giản biên chế" in pair.passage


def test_augmentation_loses_diacritics_or_words() -> None:
    rng = random.Random(1)
    text = "tinh giản biên chế đi đôi với cơ cấu lại đội ngũ cán bộ"
    assert (
        half_fold(text, rng, share=1.0) == "tinh gian bien che di doi voi co cau lai doi ngu can bo"
    )
    half = half_fold(text, rng)
    assert half != text
    assert "ộ" in half or "ạ" in half or "ơ" in half
    assert set(cloze(text, rng).split()) < set(text.split())


def test_tokens_fold_like_text() -> None:
    tokenizer = train_tokenizer(TEACHING * 30, VocabularySize(pieces=200))
    text = "Tinh giản biên chế, hoà giải ở cơ sở"
    assert (
        "▁tinh▁giản▁biên" in tokenizer.encode(text).tokens
        or "▁tinh▁giản" in tokenizer.encode(text).tokens
    )
    assert tokenizer.encode("hoà").ids == tokenizer.encode("hòa").ids
    assert tokenizer.encode("thuỷ").ids == tokenizer.encode("THỦY").ids
    ids = np.array(tokenizer.encode("biên chế").ids)
    folded, lengths = Folding.of(tokenizer).apply(
        ids, np.array([len(ids)]), np.ones(len(ids), bool)
    )
    assert folded.tolist() == tokenizer.encode("bien che").ids
    assert lengths.tolist() == [len(folded)]


def test_texts_are_taken_in_any_order() -> None:
    texts = Texts.of([[1, 2], [3], [4, 5, 6]])
    flat, lengths = texts.take(np.array([2, 0]))
    assert flat.tolist() == [4, 5, 6, 1, 2]
    assert lengths.tolist() == [3, 2]


def test_the_answering_sentence_is_found_by_its_offset() -> None:
    text = "Câu thứ nhất. Câu thứ hai ở đây. Câu cuối."
    assert sentence_around(text, text.index("hai")) == "Câu thứ hai ở đây."
    assert sentence_around(text, len(text) - 2) == "Câu cuối."


def test_a_tiny_run_makes_a_model_and_resumes(corpora: Path, tmp_path: Path) -> None:
    from sentence_transformers import SentenceTransformer

    from index.training.__main__ import app

    out = tmp_path / "out"
    command = ["--corpora", str(corpora), "--out", str(out), "--dimensions", "32", "--batch", "16"]
    first = CliRunner().invoke(app, [*command, "--steps", "20", "--stop-after", "10"])
    assert first.exit_code == 0, first.output
    assert "10/20" in first.output
    assert not (out / "model").exists()
    second = CliRunner().invoke(app, [*command, "--steps", "20"])
    assert second.exit_code == 0, second.output
    assert "Continuing bold after step 10" in second.output
    vectors = SentenceTransformer(str(out / "model"), local_files_only=True).encode(
        ["tinh giản biên chế", "tinh gian bien che", "hồ sơ"]
    )
    assert vectors.shape == (3, 32)
    assert np.allclose(np.linalg.norm(vectors, axis=1), 1, atol=1e-3)

    straight = CliRunner().invoke(
        app, [*command[:3], str(tmp_path / "again"), *command[4:], "--steps", "20"]
    )
    assert straight.exit_code == 0, straight.output
    made, again = (p / "model" / "model.safetensors" for p in (out, tmp_path / "again"))
    assert made.read_bytes() == again.read_bytes()


def test_a_killed_run_goes_on_to_the_same_weights(corpora: Path, tmp_path: Path) -> None:
    def command(out: str) -> list[str]:
        where = ["--corpora", str(corpora), "--out", str(tmp_path / out)]
        sizes = ["--dimensions", "32", "--batch", "16", "--steps", "120"]
        return [sys.executable, "-m", "index.training", *where, *sizes]

    killed = subprocess.Popen(command("out"), stdout=subprocess.PIPE, text=True)
    assert killed.stdout is not None
    with killed.stdout as lines:
        assert any("50/120" in line for line in lines)
        killed.kill()
    assert killed.wait() == -signal.SIGKILL
    resumed = subprocess.run(command("out"), capture_output=True, text=True, check=True)
    assert "Pairs" not in resumed.stdout
    assert "Continuing bold after step" in resumed.stdout
    straight = subprocess.run(command("again"), capture_output=True, text=True, check=True)
    assert set(resumed.stdout.splitlines()[1:-2]) <= set(straight.stdout.splitlines())
    made, again = (tmp_path / out / "model" / "model.safetensors" for out in ("out", "again"))
    assert made.read_bytes() == again.read_bytes()


def test_what_must_stay_unseen_is_not_forgotten_by_a_second_run(
    corpora: Path, tmp_path: Path
) -> None:
    from index.training.__main__ import app

    unseen = tmp_path / "benchmarks" / "law"
    unseen.mkdir(parents=True)
    _write(unseen / "passages.jsonl", [{"id": "p0", "text": TEACHING[1]}])
    _write(unseen / "questions.jsonl", [{"id": "q0", "question": "Ai?", "relevant": ["p0"]}])
    command = ["--corpora", str(corpora), "--out", str(tmp_path / "out"), "--steps", "2"]
    command += ["--dimensions", "16", "--batch", "8", "--stop-after", "1"]
    for more in ([], ["--benchmarks", str(unseen.parent)]):
        made = CliRunner().invoke(app, [*command, *more])
        assert made.exit_code == 0, made.output
        assert "Pairs" in made.output


def test_a_given_tokenizer_is_kept(corpora: Path, tmp_path: Path) -> None:
    from index.embedding import SHIPPED_MODEL
    from index.training.__main__ import app

    given = SHIPPED_MODEL / "tokenizer.json"
    command = ["--corpora", str(corpora), "--out", str(tmp_path / "out"), "--steps", "1"]
    command += ["--dimensions", "8", "--batch", "8", "--tokenizer", str(given)]
    made = CliRunner().invoke(app, command)
    assert made.exit_code == 0, made.output
    kept = json.loads((tmp_path / "out" / "model" / "tokenizer.json").read_text("utf-8"))
    assert kept["model"] == json.loads(given.read_text("utf-8"))["model"]


def test_streams_are_cut_to_the_wanted_pairs(corpora: Path) -> None:
    guard = make_guard(_rows(corpora), None)
    whole = {s.name: s.pairs for s in make_streams(corpora, guard, seed=1)}
    cut = {s.name: s.pairs for s in make_streams(corpora, guard, seed=1, limit=3)}
    assert cut == {name: pairs[:3] for name, pairs in whole.items()}


@pytest.fixture
def static_model(corpora: Path, tmp_path: Path) -> Path:
    from index.training.__main__ import app

    command = ["--corpora", str(corpora), "--out", str(tmp_path / "static"), "--steps", "1"]
    made = CliRunner().invoke(app, [*command, "--dimensions", "16", "--batch", "8"])
    assert made.exit_code == 0, made.output
    return tmp_path / "static" / "model"


def test_the_contextual_encoder_starts_as_the_static_mean_and_resumes(
    corpora: Path, tmp_path: Path, static_model: Path
) -> None:
    from index.training.contextual.__main__ import app

    def run(out: str, *options: str) -> str:
        where = ["--corpora", str(corpora), "--out", str(tmp_path / out)]
        command = [*where, "--model", str(static_model), "--batch", "4", *options]
        made = CliRunner().invoke(app, command)
        assert made.exit_code == 0, made.output
        return made.output

    def weights(out: str) -> bytes:
        return (tmp_path / out / "contextual.safetensors").read_bytes()

    untrained = run("none", "--steps", "0")
    assert re.search(r"daily: P@1 static (\S+), contextual \1,", untrained)
    run("out", "--steps", "4", "--stop-after", "2")
    assert "Continuing after step 2" in run("out", "--steps", "4")
    assert "4/4" in run("again", "--steps", "4")
    assert weights("out") == weights("again")
    assert weights("out") != weights("none")
    run("questions", "--steps", "4", "--questions-only")
    assert weights("questions") != weights("out")
