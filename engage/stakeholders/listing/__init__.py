"""The list of people: searched, narrowed down, sorted, kept as a view; what is done to several at once."""
