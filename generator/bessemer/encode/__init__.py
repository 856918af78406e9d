"""Encode text of a document for the place it lands in: one encoder per landing place, and no text without one.

Rule: a value reaches an output file only as `Code`, and only this package and the name and type modules of the
targets make `Code`.
"""
