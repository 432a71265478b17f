"""Files that people bring: bytes to text, tables and structured data, with faults named by file and line."""
