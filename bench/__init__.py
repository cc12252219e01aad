"""Figures of the product, each a ratio against a floor measured beside it in the same run:
`python -m bench [figure …]`.
"""
