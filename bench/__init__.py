"""Measuring the product from outside and inside, beside anchors of the same run; nothing here is shipped."""
