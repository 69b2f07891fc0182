"""The command line's help and errors in Vietnamese; Typer writes its own in English.

app = CommandLine(help="...")    # where one would write typer.Typer
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import typer
from typer.core import TyperCommand, TyperGroup

from assistant.cli import messages

Run = TypeVar("Run", bound=Callable[..., Any])


class CommandLine(typer.Typer):
    """Commands, or groups of them, that explain themselves in Vietnamese."""

    def __init__(self, help: str) -> None:
        super().__init__(cls=_Group, help=help, no_args_is_help=True, add_completion=False)

    def command(self, name: str | None = None, **settings: Any) -> Callable[[Run], Run]:
        return super().command(name, cls=_Command, **settings)


class _Command(TyperCommand):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)


class _Group(TyperGroup):
    def format_help(self, ctx: Any, formatter: Any) -> None:
        _write_help(self, ctx, formatter)

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> Any:
        try:
            code = super().main(args, prog_name, complete_var, False, windows_expand_args, **extra)
        except typer.Abort:
            typer.echo(messages.ABORTED, err=True)
            code = 1
        except Exception as error:
            # Typer does not publish the class of its usage errors; this method marks them.
            if not (standalone_mode and hasattr(error, "format_message")):
                raise
            typer.echo(_explained(error), err=True)
            code = getattr(error, "exit_code", 1)
        if standalone_mode:
            sys.exit(code if isinstance(code, int) else 0)
        return code


def _write_help(command: Any, context: Any, formatter: Any) -> None:
    formatter.write_usage(context.command_path, _usage(command, context), f"{messages.USAGE}: ")
    formatter.write_paragraph()
    formatter.write_text(command.help or "")
    params = command.get_params(context)
    for title, rows in (
        (messages.ARGUMENTS, list(_argument_rows(params))),
        (messages.OPTIONS, list(_option_rows(params))),
        (messages.COMMANDS, list(_command_rows(command, context))),
    ):
        if rows:
            with formatter.section(title):
                formatter.write_dl(rows)


def _usage(command: Any, context: Any) -> str:
    pieces = [f"[{messages.OPTIONS.upper()}]"]
    for param in command.get_params(context):
        if param.param_type_name == "argument":
            name = _value_name(param)
            pieces.append(name if param.required else f"[{name}]")
    if isinstance(command, TyperGroup):
        pieces.append(f"{messages.COMMAND.upper()} ...")
    return " ".join(pieces)


def _argument_rows(params: Any) -> Iterator[tuple[str, str]]:
    for param in params:
        if param.param_type_name == "argument":
            yield _value_name(param), param.help or ""


def _option_rows(params: Any) -> Iterator[tuple[str, str]]:
    for param in params:
        if param.param_type_name == "argument":
            continue
        names = ", ".join(param.opts)
        if param.name == "help":
            yield names, messages.HELP
            continue
        words = [param.help or ""]
        if param.required:
            words.append(messages.REQUIRED)
        elif isinstance(param.default, str | int) and not isinstance(param.default, bool):
            words.append(messages.DEFAULT.format(value=param.default) if param.default else "")
        shown = names if param.is_flag else f"{names} {_value_name(param)}"
        yield shown, " ".join(filter(None, words))


def _command_rows(command: Any, context: Any) -> Iterator[tuple[str, str]]:
    if isinstance(command, TyperGroup):
        for name, sub in command.commands.items():
            yield name, sub.help or ""


def _value_name(param: Any) -> str:
    name = messages.VALUE_NAMES.get(param.name)
    if name is None:
        name = param.name.upper() if param.param_type_name == "argument" else messages.VALUE
    return f"{name}..." if param.nargs == -1 else name


# What Typer says about a wrong call -> what we say. Groups: what was typed.
_SENTENCES = (
    (r"No such command '(.+?)'(?:.*Did you mean (.+)\?)?", messages.NO_COMMAND),
    (r"Missing command", messages.NO_COMMAND_GIVEN),
    (r"Got unexpected extra arguments?(?:\(s\))? \((.+)\)", messages.TOO_MUCH),
    (r"Option '(.+?)' does not take a value", messages.VALUE_TOO_MUCH),
    (r"Option '(.+?)' requires", messages.VALUE_MISSING),
)


def _explained(error: Any) -> str:
    """A wrong call in a Vietnamese sentence, and where to read on."""
    classes = {kind.__name__ for kind in type(error).__mro__}
    if "NoArgsIsHelpError" in classes:
        return str(error.format_message())
    context = getattr(error, "ctx", None)
    hint = messages.HELP_HINT.format(command=context.command_path) if context else ""
    return "\n".join(filter(None, [_sentence(error, classes), hint]))


def _sentence(error: Any, classes: set[str]) -> str:
    said = str(error.format_message())
    if "NoSuchOption" in classes:
        near = ", ".join(sorted(getattr(error, "possibilities", None) or ()))
        sentence = messages.NO_OPTION.format(name=error.option_name)
        return sentence + (messages.DID_YOU_MEAN.format(names=near) if near else "")
    if "BadParameter" in classes and error.param is not None:
        param = error.param
        name = _value_name(param) if param.param_type_name == "argument" else param.opts[0]
        missing = "MissingParameter" in classes
        return (messages.MISSING if missing else messages.BAD_VALUE).format(name=name)
    for pattern, sentence in _SENTENCES:
        match = re.match(pattern, said)
        if match:
            typed, near = [*match.groups(""), "", ""][:2]
            meant = messages.DID_YOU_MEAN.format(names=near.replace("'", "")) if near else ""
            return sentence.format(name=typed) + meant
    return said
