"""Messages to people by language and safe channel: the only door outward, with the safety stop before it.

What is said is written by the rooms above; here it is queued, sent once, and its fate told as it is.
"""
