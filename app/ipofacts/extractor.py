"""NOTICE, not code: this file's uncommitted content (written 16:33) was lost at 16:35 and must be restored by its author.

The service task overwrote it by accident, writing a test stand-in through a symbolic link. No copy could be found.
Replace this whole file; it fails on import so that nobody takes it, or the stand-in, for the real extractor.
"""

raise ImportError("extractor.py was overwritten by accident by the service task at 16:35; its author must restore it")
