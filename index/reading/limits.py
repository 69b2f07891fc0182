"""What a file may cost. Generous for real documents (the largest met has 2,000,000 characters),
small enough that a hostile file cannot fill the memory of an office PC."""

from __future__ import annotations

MAX_FILE_BYTES = 100 * 1024 * 1024
MAX_PAGES = 2_000
MAX_CHARACTERS = 8_000_000  # of canonical text; 2,000 dense pages have 6,000,000
MAX_LINES = 300_000  # of canonical text; a page has 50
MAX_XML_BYTES = 64 * 1024 * 1024  # of one part of a Word file; a tree of it takes 10 times that
# A Word file of an office unpacks to 3-20 times its size; images hardly at all.
MAX_UNPACKED_BYTES = 200 * 1024 * 1024
MAX_UNPACK_RATIO = 200  # per member, beyond the first MiB
MAX_ZIP_MEMBERS = 5_000
MAX_XML_DEPTH = 250
# Wall-clock seconds. Of processor time a scanned page needs 2-4 s, a born digital one 0.05-0.2.
MAX_SECONDS = 120.0
MAX_OCR_SECONDS_PER_PAGE = 120.0
MAX_OCR_PAGES = 300
MAX_WORKER_BYTES = 4 * 1024**3  # address space of the process that opens a PDF
