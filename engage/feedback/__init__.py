"""What was heard: feedback items, in the speaker's words and in translation, from a protected source.

How an item counted in a decision is written above, in `influence`.
"""
