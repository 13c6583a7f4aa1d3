"""Records that look alike: the list of pairs to judge, and two records side by side to be merged."""
