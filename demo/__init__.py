"""The demonstration: an invented institution half-way through the main story,
loaded through the same domain functions as real use.
"""
