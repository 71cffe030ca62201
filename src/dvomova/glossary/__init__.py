"""The glossary: how terms and names are to be translated; found in texts in any grammatical form."""
