"""Panels and standing relationships: who sits on them until when, their sessions, their reviews, how they end."""
