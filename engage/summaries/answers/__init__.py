"""Pages of receipts and of what came back with them. Translators never come here: they see texts only."""
