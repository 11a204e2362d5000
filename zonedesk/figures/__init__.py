"""What the records add up to: one module per summary, each giving a Table."""
