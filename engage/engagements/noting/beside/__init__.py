"""The small forms beside the notes that engagements bring themselves: consent, the beginning, what is owed."""
