"""The process that runs jobs by name, one after another, and keeps house: replies, sweeps, anchors.

What a job does is written in the package it concerns; here it is only claimed, done and settled.
"""
