"""Who owes what by when: promises, requests for information, corrections, what was said will be done.

Knows projects and accounts only. What an action is about (an engagement, a decision, a reply) points down at
the action from its own room, so that every promise of the house is kept in one list with one clock.
"""
