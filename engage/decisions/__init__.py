"""The register of business decisions: what is to be decided, by whom, by when, and what came of it.

A decision exists before the engagement that informs it; the engagement window closes before the decision is due
(BSR *The How*). What was heard and how it counted lives above, in `feedback` and `influence`.
"""
