"""The snowball-referral map: who named whom, in which conversation, in answer to which question.

Both ends and the words are sealed under a key of their own; the graph is opened into memory and studied there.
Never a score, a rank or an inferred link (snowball.md 5.3).
"""
