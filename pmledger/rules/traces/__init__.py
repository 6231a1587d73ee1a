"""What one register says and another should know: traces that are missing, contradictions between records."""
