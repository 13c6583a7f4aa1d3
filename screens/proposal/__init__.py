"""The proposal of a placement: a form of six lines, with the coordination checks living below it."""
