"""What can go wrong in an evaluation; messages are Vietnamese, for people.

EvalsError
├── QuestionSetError   a question set that does not follow SCHEMA.md
├── AnswersError       an answers file that cannot be read
├── SpreadsheetError   a CSV or XLSX file that cannot become a question set
├── RunFileError       a RUN.json that is not one
├── FloorsError        a floors file that is not one
└── PeerUnavailable    a baseline whose package is not installed
"""

from __future__ import annotations


class EvalsError(Exception):
    """str(error) is a Vietnamese sentence that says what happened, where, and what to do next."""


class QuestionSetError(EvalsError):
    pass


class AnswersError(EvalsError):
    pass


class SpreadsheetError(EvalsError):
    pass


class RunFileError(EvalsError):
    pass


class FloorsError(EvalsError):
    pass


class PeerUnavailable(EvalsError):
    pass
