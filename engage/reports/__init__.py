"""Dashboards, a report for each engagement, decision, country and year, and drafts of disclosures.

Puts together what rooms below have found, as page, document and data; every figure leads back to its
records. Computes nothing new (indicators do) and publishes nothing to stakeholders (summaries do).
"""
