"""Who owes what by when, and who hears of it if it stays undone: deadlines, elevation, whether it worked.

Knows projects and accounts only. What an action is about (an impact, a decision, a reply) points down at
the action from its own room, so that every promise of the house is kept in one list with one clock.
"""
