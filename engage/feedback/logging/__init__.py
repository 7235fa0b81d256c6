"""Logging a conversation that has happened, on one page: who, when, how, what was said, what was promised."""
