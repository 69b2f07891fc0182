"""What made `index/model`: corpora → pairs → tokenizer → table → sentence-transformers folder.

Run it with ``python -m index.training --corpora DIR --out DIR``.
"""
