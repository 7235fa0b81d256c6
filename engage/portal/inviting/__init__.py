"""Reading an invitation and answering it: found by the same codes, read in the same visit, as anything else."""
