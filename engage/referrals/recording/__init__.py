"""Writing down whom somebody named: several at once, by screen or on paper; people meant but not named; taking back.

The verbs for one naming are the map's own (`referrals.service`); what the map tells is elsewhere.
"""
