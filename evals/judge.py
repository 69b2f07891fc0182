"""Optional: a language model as judge, on any OpenAI-compatible server.

Its figures stand beside the measures, never among them. What it could not judge (no server,
no JSON) is counted apart and is no score.
"""

from __future__ import annotations

import json
import os
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from evals import messages
from evals.errors import EvalsError
from evals.types import QuestionScore, Run

KEY_VARIABLE = "DANVAN_JUDGE_KEY"
TIMEOUT = 120.0  # seconds for one answer of the judge
Progress = Callable[[int, int], None]


class JudgeFailure(Exception):
    """The judge gave no usable verdict for one question."""


class Chat(Protocol):
    """A language model: two messages in, a text out. Raises JudgeFailure."""

    @property
    def model(self) -> str: ...

    def complete(self, system: str, user: str) -> str: ...


@dataclass(frozen=True, slots=True)
class Verdict:
    right: bool
    grounded: bool


@dataclass(frozen=True, slots=True)
class JudgeTally:
    model: str
    verdicts: Mapping[str, Verdict]  # by question id
    failed: tuple[str, ...]  # question ids

    def figures(self) -> dict[str, float | None]:
        """judge_right and judge_grounded: shares of the judged answers that were given to
        answerable questions; None where none was judged. Source: the pointwise judging of
        Zheng et al. 2023; models favour their own kind and long answers."""
        judged = list(self.verdicts.values())
        if not judged:
            return {"judge_right": None, "judge_grounded": None}
        return {
            "judge_right": sum(v.right for v in judged) / len(judged),
            "judge_grounded": sum(v.grounded for v in judged) / len(judged),
        }

    def sentence(self) -> str:
        return messages.JUDGE_RESULT.format(
            model=self.model, judged=len(self.verdicts), failed=len(self.failed)
        )


class OpenAiChat:
    """`POST {url}/chat/completions`, temperature 0."""

    def __init__(self, url: str, model: str) -> None:
        if not url.startswith(("http://", "https://")):
            raise EvalsError(messages.JUDGE_URL)
        self._url = url.rstrip("/") + "/chat/completions"
        self.model = model

    def complete(self, system: str, user: str) -> str:
        body = {
            "model": self.model,
            "temperature": 0,
            "messages": [
                {"role": "system", "content": system},
                {"role": "user", "content": user},
            ],
        }
        headers = {"Content-Type": "application/json"}
        if key := os.environ.get(KEY_VARIABLE):
            headers["Authorization"] = f"Bearer {key}"
        request = urllib.request.Request(  # noqa: S310 - the scheme was checked above
            self._url, json.dumps(body).encode("utf-8"), headers
        )
        try:
            with urllib.request.urlopen(request, timeout=TIMEOUT) as reply:  # noqa: S310
                content = json.load(reply)["choices"][0]["message"]["content"]
        except (OSError, ValueError, KeyError, IndexError, TypeError) as error:
            raise JudgeFailure(str(error)) from error
        if not isinstance(content, str):
            raise JudgeFailure("no text")
        return content


def judge_run(run: Run, chat: Chat, progress: Progress | None = None) -> JudgeTally:
    """Judge every answer that was given to an answerable question."""
    given = [
        score
        for score in run.scores
        if score.question.answerable and score.answer is not None and not score.answer.refused
    ]
    verdicts: dict[str, Verdict] = {}
    failed: list[str] = []
    for number, score in enumerate(given, start=1):
        try:
            verdicts[score.question.id] = judge(score, chat)
        except JudgeFailure:
            failed.append(score.question.id)
        if progress:
            progress(number, len(given))
    return JudgeTally(chat.model, verdicts, tuple(failed))


def judge(score: QuestionScore, chat: Chat) -> Verdict:
    if score.answer is None:
        raise JudgeFailure("no answer")
    question, answer = score.question, score.answer
    user = messages.JUDGE_USER.format(
        question=_plain(" / ".join([*question.history, question.question])),
        facts=_plain("; ".join(" | ".join(fact) for fact in question.facts)),
        evidence=_plain("\n".join(question.evidence)),
        answer=_plain(answer.text),
        cited=_plain("\n".join(c.quote for c in answer.citations)),
    )
    return parse_verdict(chat.complete(messages.JUDGE_SYSTEM, user))


def parse_verdict(text: str) -> Verdict:
    """The JSON object in a judge's reply; text around it is allowed."""
    start, end = text.find("{"), text.rfind("}")
    try:
        found: Any = json.loads(text[start : end + 1])
    except json.JSONDecodeError as error:
        raise JudgeFailure(text[:200]) from error
    if not isinstance(found, dict):
        raise JudgeFailure(text[:200])
    right, grounded = found.get("right"), found.get("grounded")
    if not isinstance(right, bool) or not isinstance(grounded, bool):
        raise JudgeFailure(text[:200])
    return Verdict(right, grounded)


def _plain(text: str) -> str:
    """Text that cannot close the tag it stands in."""
    return text.replace("<", "‹").replace(">", "›")
