"""Pages of asking people: by e-mail, by a letter to print, by a call; and what became of each message."""
