"""Word 97-2003 and RTF, through LibreOffice where the machine has it."""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from index.errors import UnreadableFile
from index.reading import messages
from index.reading.docx import read_docx
from index.reading.limits import MAX_SECONDS
from index.reading.processes import TooSlow, run
from index.types import SourceText

_PROGRAMS = ("soffice", "libreoffice")
_WELL_KNOWN = (
    Path("C:/Program Files/LibreOffice/program/soffice.exe"),
    Path("/Applications/LibreOffice.app/Contents/MacOS/soffice"),
)


def office_program() -> str | None:
    """Path of LibreOffice, None where it is not installed."""
    for name in _PROGRAMS:
        found = shutil.which(name)
        if found is not None:
            return found
    return next((str(path) for path in _WELL_KNOWN if path.is_file()), None)


def read_doc(path: Path) -> SourceText:
    program = office_program()
    if program is None:
        raise UnreadableFile(messages.doc_needs_office(path.name))
    with tempfile.TemporaryDirectory(prefix="danvan-doc-") as folder:
        work = Path(folder)
        # A fixed name: LibreOffice never sees what the file is called.
        copy = work / f"input{'.rtf' if path.suffix.lower() == '.rtf' else '.doc'}"
        shutil.copyfile(path, copy)
        # Its own profile: a LibreOffice that a person has open is left alone.
        command = [
            program,
            f"-env:UserInstallation={(work / 'profile').as_uri()}",
            "--headless", "--norestore", "--nolockcheck", "--nodefault",
            "--convert-to", "docx", "--outdir", str(work / "out"), str(copy),
        ]  # fmt: skip
        try:
            run(command, seconds=MAX_SECONDS, folder=work, has_children=True)
        except TooSlow as error:
            raise UnreadableFile(messages.too_slow(path.name, int(MAX_SECONDS))) from error
        converted = work / "out" / "input.docx"
        if not converted.is_file():
            raise UnreadableFile(messages.conversion_failed(path.name))
        try:
            return read_docx(converted)
        except UnreadableFile as error:
            raise UnreadableFile(messages.conversion_failed(path.name)) from error
