"""What is asked of people and what is given back, so that nobody is asked too often; and their quiet times.

The wording of a warning lives here, the decision to invite does not: a warning never blocks. Nothing here ranks anyone.
"""
