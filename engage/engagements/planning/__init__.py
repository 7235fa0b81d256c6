"""Planning: where a plan starts from, what it says, who is picked for it, who may know of it.

What becomes of a plan (invitations, notes, what follows) lives in the neighbouring rooms.
"""
