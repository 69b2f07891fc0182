"""No regular expression takes more than linear time, whatever a question or a document holds.

Every pattern of assistant/ and index/ is found (module globals, and the words given to `re`
inside functions) and tried on strings made from its own parse tree to make it backtrack: the
beginning that it wants, then what its repeats repeat, thousands of times, then what it cannot
match. A pattern of quadratic growth goes far past the bound on the longest string, one of
exponential growth stops at the shortest.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

REPOSITORY = Path(__file__).resolve().parent.parent
SIZES = (22, 4_000)  # letters; a question has at most 2,000, a line of a document any number
MOST = 12e-6  # processor seconds a letter; the slowest linear pattern needs 4e-6
LETTERS = 'a1 .A-(\nđ",:*'
REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
MANY = 20  # a repeat that may go on longer than this is worth an attack
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")

Parsed = Any  # what the standard library's parser makes of a pattern: (code, argument) pairs


def example(parsed: Parsed) -> str:
    """A short string that the pattern may match."""
    return "".join(_example(code, argument) for code, argument in parsed)


def _example(code: Any, argument: Any) -> str:
    if code is codes.LITERAL:
        return chr(argument)
    if code is codes.NOT_LITERAL:
        return next(letter for letter in LETTERS if ord(letter) != argument)
    if code is codes.ANY:
        return "a"
    if code is codes.IN:
        return _members(argument)[0]
    if code in REPEATS:
        least, _, body = argument
        return example(body) * max(least, 1)
    if code is codes.SUBPATTERN:
        return example(argument[3])
    if code is codes.ATOMIC_GROUP:
        return example(argument)
    if code is codes.BRANCH:
        return example(argument[1][0])
    return ""  # an assertion takes no letters


def _members(group: Parsed) -> list[str]:
    """Some letters of a character class."""
    own = [chr(a if code is codes.LITERAL else a[0]) for code, a in group if code in OF_LETTERS]
    compiled = [letter for letter in LETTERS if _in(group, letter)]
    return (compiled + [letter for letter in own if _in(group, letter)])[:3] or ["a"]


OF_LETTERS = (codes.LITERAL, codes.RANGE)
KINDS: dict[str, Callable[[str], bool]] = {
    "DIGIT": str.isdigit,
    "SPACE": str.isspace,
    "WORD": lambda letter: letter.isalnum() or letter == "_",
}


def _in(group: Parsed, letter: str) -> bool:
    negated = found = False
    for code, argument in group:
        if code is codes.NEGATE:
            negated = True
        elif code is codes.LITERAL:
            found |= ord(letter) == argument
        elif code is codes.RANGE:
            found |= argument[0] <= ord(letter) <= argument[1]
        elif code is codes.CATEGORY:
            kind = str(argument).removeprefix("CATEGORY_")
            is_kind = KINDS[kind.removeprefix("NOT_")](letter)
            found |= is_kind != kind.startswith("NOT_")
    return found != negated


def pumps(parsed: Parsed, before: str = "") -> Iterator[tuple[str, str]]:
    """(what stands before, what is repeated) for each long repeat and each alternative."""
    for code, argument in parsed:
        if code in REPEATS:
            _, most, body = argument
            if most is codes.MAXREPEAT or most > MANY:
                yield before, example(body)
                if len(body) == 1 and body[0][0] is codes.IN:
                    yield from ((before, letter) for letter in _members(body[0][1]))
            yield from pumps(body, before)
        elif code is codes.SUBPATTERN:
            yield from pumps(argument[3], before)
        elif code is codes.ATOMIC_GROUP:
            yield from pumps(argument, before)
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            yield from pumps(argument[1], before)
        elif code is codes.BRANCH:
            for alternative in argument[1]:
                yield from pumps(alternative, before)
                yield before, example(alternative) + " "
        before += _example(code, argument)


def attacks(pattern: re.Pattern[Any]) -> set[tuple[str, str]]:
    """(beginning, what is repeated after it)"""
    words = pattern.pattern
    if isinstance(words, bytes):
        words = words.decode("latin-1")
    parsed = parser.parse(words, pattern.flags & (re.I | re.M | re.S | re.X))
    if not repeats(parsed):
        return set()
    made = {("", letter) for letter in LETTERS}
    whole = example(parsed)
    made |= {("", whole), ("", whole[:-1]), ("", f"{whole} ")}
    for before, repeated in pumps(parsed):
        made |= {(before, repeated), (before, f"{repeated} "), ("", repeated)}
        made |= {("", before + repeated), ("", f"{before} ")}
    return {(before, repeated) for before, repeated in made if repeated}


def repeats(parsed: Parsed) -> bool:
    """Whether anything in it may go on for long; without, a match takes bounded time."""
    for code, argument in parsed:
        if code in REPEATS and (argument[1] is codes.MAXREPEAT or argument[1] > MANY):
            return True
        bodies: tuple[Parsed, ...] = ()
        if code in REPEATS:
            bodies = (argument[2],)
        elif code is codes.SUBPATTERN:
            bodies = (argument[3],)
        elif code is codes.BRANCH:
            bodies = tuple(argument[1])
        elif code in (codes.ASSERT, codes.ASSERT_NOT):
            bodies = (argument[1],)
        elif code is codes.ATOMIC_GROUP:
            bodies = (argument,)
        if any(repeats(body) for body in bodies):
            return True
    return False


def cost(run: Callable[[Any], Any], text: str | bytes) -> float:
    """Processor seconds a letter."""
    began = time.process_time()
    run(text)
    return (time.process_time() - began) / len(text)


def worst(pattern: re.Pattern[Any], method: str) -> tuple[float, str]:
    """The highest cost, and the attack that had it."""
    run = getattr(pattern, method)
    if method == "finditer":
        run = pattern.findall  # the same work
    found = (0.0, "")
    for before, repeated in attacks(pattern):
        for size in SIZES:
            text: str | bytes = before + repeated * (size // len(repeated) + 1) + "\x00"
            if isinstance(pattern.pattern, bytes):
                text = str(text).encode("latin-1", "replace")
            paid = cost(run, text)
            if paid > MOST:
                paid = min(paid, cost(run, text))  # once may be the machine's
            found = max(found, (paid, f"{before[:30]!r} + {repeated[:40]!r} * {size}"))
            if paid > MOST:
                return found
    return found


def modules() -> Iterator[Any]:
    for root in ("assistant", "index"):
        package = importlib.import_module(root)
        for info in pkgutil.walk_packages(package.__path__, f"{root}."):
            if "training" not in info.name and not info.name.endswith("__main__"):
                yield importlib.import_module(info.name)


def patterns() -> dict[str, tuple[re.Pattern[Any], str]]:
    """Every pattern by where it stands, with the method that is called on it."""
    found: dict[str, tuple[re.Pattern[Any], str]] = {}
    for module in modules():
        tree = ast.parse(Path(module.__file__).read_text(encoding="utf-8"))
        called: dict[str, set[str]] = {}
        for node in ast.walk(tree):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
                called.setdefault(node.value.id, set()).add(node.attr)
            if isinstance(node, ast.Call) and (made := _inline(node)):
                found[f"{module.__name__}:{node.lineno}"] = made
        for name, value in vars(module).items():
            for number, pattern in enumerate(_held(value)):
                methods = called.get(name, set()) & set(METHODS)
                anchored = methods and methods <= {"match", "fullmatch"}
                # Without a sure sign that it is anchored, it is tried at every letter.
                method = "match" if anchored else "finditer"
                found[f"{module.__name__}.{name}[{number}]"] = pattern, method
    return found


def _inline(call: ast.Call) -> tuple[re.Pattern[Any], str] | None:
    """`re.search("...", text)`: words given to `re` where they are used."""
    function = call.func
    if not (isinstance(function, ast.Attribute) and ast.unparse(function.value) == "re"):
        return None
    if function.attr not in METHODS or not call.args or not isinstance(call.args[0], ast.Constant):
        return None
    anchored = function.attr in ("match", "fullmatch")
    return re.compile(call.args[0].value), "match" if anchored else "finditer"


def _held(value: Any, depth: int = 0) -> Iterator[re.Pattern[Any]]:
    if isinstance(value, re.Pattern):
        yield value
    elif depth < 4 and isinstance(value, dict):
        for pair in value.items():
            yield from _held(pair, depth + 1)
    elif depth < 4 and isinstance(value, (tuple, list, set, frozenset)):
        for one in value:
            yield from _held(one, depth + 1)


def test_no_pattern_takes_more_than_linear_time() -> None:
    tried: dict[tuple[Any, int, str], str] = {}
    for where, (pattern, method) in patterns().items():
        tried.setdefault((pattern.pattern, pattern.flags, method), where)
    assert len(tried) > 200
    slow = []
    for (words, flags, method), where in tried.items():
        paid, attack = worst(re.compile(words, flags), method)
        if paid > MOST:
            slow.append(f"{where} ({method}): {1e6 * paid:.0f} µs a letter for {attack}")
    assert not slow, "\n".join(slow)


def test_the_attacks_find_what_is_slow() -> None:
    for words in (r"\s+$", r"(?:a+)+b", r"\d+[^()]*\)", r"(\w+)\s+la\b"):
        assert worst(re.compile(words), "finditer")[0] > MOST, words
    for words in (r"\s{1,3}$", r"[a-z]+", r"\bngày \d{1,2}\b"):
        assert worst(re.compile(words), "finditer")[0] < MOST, words
