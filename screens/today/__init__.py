"""Vandaag: what wants me today."""
