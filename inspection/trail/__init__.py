"""The audit trail for readers: sentences, selection, export, review.

The trail itself is kept and verified by `audit`.
"""
