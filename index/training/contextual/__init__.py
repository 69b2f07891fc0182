"""The other design: a small contextual encoder on top of the trained static table.

Measured beside it and not shipped; what came of it stands in the README of `index.training`.
"""
