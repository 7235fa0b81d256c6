"""Files of an engagement: photographs, documents, recordings. What tells who made them, where and when is taken
out before they are sealed; the file as it came is never kept.
"""
