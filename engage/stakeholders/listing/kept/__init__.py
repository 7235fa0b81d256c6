"""Views of the list that somebody keeps, for themselves or for the team.

A view holds conditions, order and columns; words that were searched for are not in it.
"""
