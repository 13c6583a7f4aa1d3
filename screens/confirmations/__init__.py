"""The confirmation of a placement: what it looks like as a page and as text, and the question for whom it is."""
