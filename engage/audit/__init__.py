"""The tamper-evident log: who did what to whom and why, in an order that cannot be rewritten unseen.

Events are chained by hash, each also sealed by a MAC whose key is replaced after use; heads are signed and anchored
outside the database (security.md 6). Pages that show the log live with `projects`, which knows who may read it.
"""
