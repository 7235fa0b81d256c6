"""The command `engage`, by theme: setting up, serving, people, keys, log, backup, demonstration.

Everything here is for whoever runs the machine; nothing shows what is sealed.
"""
