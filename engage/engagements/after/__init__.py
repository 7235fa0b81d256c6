"""What we owe from engagements: the list, one of them, and what is owed on the page of the day and of an engagement.

The rows live in `engage.actions`, which knows no people; who it is owed to, and who may know of it, is known here.
"""
