package storage

// addInvoicePayments makes the index of when invoices were paid, of those that
// there are.
func addInvoicePayments(tx *Tx) error {
	if err := createAll(tx, invoicePayments); err != nil {
		return err
	}
	keys, err := tx.keysFrom(invoiceRows, nil, nil, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		i, _, err := tx.Invoice(invoiceKeyOf(key))
		if err != nil {
			return err
		}
		if at, paid := i.indexes()[invoicePayments]; paid {
			if err := tx.mark(invoicePayments, at); err != nil {
				return err
			}
		}
	}
	return nil
}
