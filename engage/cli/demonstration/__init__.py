"""The demonstration: one invented project, told in TOML beside this file and loaded through the services.

Everybody and everything in it is invented; addresses and numbers are of ranges that belong to nobody. Days are counted
from today, so that it always looks alive. No row is inserted here: what a service refuses, the demonstration refuses.
"""
