"""The map to be read: as a table, as a tree, as a matrix. What is drawn is in `picture`, what is counted in `findings`.

Each shows the same people; a page makes only the rows on it, however many there are.
"""
