"""What is bought: record the invoices of suppliers, pay them, know where."""
