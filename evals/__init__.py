"""Question sets, measures, runs and comparison reports.

Uses the assistant and the index through their public API and the answer contract only, so
that any other system's answers file is scored by the same code. Nobody imports evals.
"""
