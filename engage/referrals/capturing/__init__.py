"""Writing down whom somebody names beside the notes, while they are named."""
