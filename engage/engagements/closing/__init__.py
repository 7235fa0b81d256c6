"""Closing with a check: what is still open is shown, and each needs a reason; and opening again with a reason."""
