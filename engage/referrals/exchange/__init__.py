"""Graphs in and out: lists of who named whom, and the files of graph programs; what leaves, leaves under pseudonyms.

No name, no words of anybody and no id of this system is in a file. Files are made and read in memory only.
"""
