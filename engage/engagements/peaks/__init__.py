"""Days on which risks peak in a country: each asks for an engagement before it."""
