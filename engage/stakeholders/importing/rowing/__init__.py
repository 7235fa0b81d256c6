"""Pages about single rows of an import: doubles side by side, what is wrong, the file to mend; and taking all back."""
