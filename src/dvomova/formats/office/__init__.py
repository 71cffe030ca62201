"""What formats of word processors have in common: archives, their parts, and stories told in XML."""
