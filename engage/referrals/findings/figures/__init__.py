"""Pages that only read: who names whom by group, on whom our access hangs, circles, the note on the method."""
