"""The audit trail as people read it: sentences, selection, export, review. The trail itself is kept and verified by `audit`."""
