"""Rows for tests, one file a feature; each adds noise rows that must not turn up."""
