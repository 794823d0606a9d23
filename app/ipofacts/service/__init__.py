"""The HTTP service: a thin face on the extractor, one file a concern."""
