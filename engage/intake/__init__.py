"""Where rights holders come first: grievances, surveys, and concerns handed over by staff near the front
line.

Receives, triages, answers, and hands on: what was said becomes a feedback item, whom they name becomes a
referral. The forms that people see without an account live in the portal, on another machine; this room
reads what arrives from there.
"""
