"""DOC: quotes, invoices, credit notes, receipts."""
