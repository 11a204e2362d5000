"""What the office keeps: each kind of record is one class of fields, declared once and read by everything."""
