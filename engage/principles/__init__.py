"""The eight principles: criteria, the evidence they rest on, findings, disagreement, versions (BSR *Principles*).

A criterion is one small file under `criteria/`: values in, a finding out, no session. A finding comes from records,
never from a tick.
"""
