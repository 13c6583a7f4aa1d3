"""The rules of coordination for who wants to read them: the list of all, and the page of each."""
