"""Reports that somebody was made to pay for speaking with us: a case of its own kind, with a fast route.

While one is open, nothing more goes out for its engagement. Who it is about is known to those who need it.
"""
