"""Writing down what is said beside the notes, while it is said."""
