"""Rights holders who turned to us: what they want, how to answer them safely, and by when."""
