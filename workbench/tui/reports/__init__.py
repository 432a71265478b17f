"""What people write for reports: the sections, what they rest on, their versions, and the report as a file."""
