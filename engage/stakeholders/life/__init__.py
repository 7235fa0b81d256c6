"""The life of a record: checking it again, restricting it, correcting it on request, and what remains of the erased.

Whoever uses someone (invites, names, exports, hands something out) asks `using` here first. Erasing itself reaches
over every room and stands above them all, in `engage/retention`.
"""
