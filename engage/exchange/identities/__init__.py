"""Names and contacts taken out: asked for by one, agreed to by another, and opened only by a named key outside."""
