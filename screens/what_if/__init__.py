"""What if: where a client can go, and who can come to an employer, each line judged by the rules."""
