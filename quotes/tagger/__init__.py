"""The trained attribution model: its input (`inputs`), its output (`decoding`), running it (`model`)."""
