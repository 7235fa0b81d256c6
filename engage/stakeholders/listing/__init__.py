"""The list of people: searched, narrowed down, sorted, kept as a view; what is done to several at once.

Whatever somebody searched for stays out of addresses and out of kept views: it may be a name.
"""
