"""The extract: all that is held about one person, for that person; nobody else is in it.

Staff stand in it by their role, other people as another person, and whoever named them not at all.
"""
