package storage

import "time"

// invoiceLife is how long an invoice is kept after its end.
const invoiceLife = 400 * 24 * time.Hour

// Owed tells of an invoice that was paid and of which nobody has seen what was
// bought.
func (i Invoice) Owed() bool { return i.State == InvoicePaid || i.State == InvoiceStuck }

// forgetInvoices deletes a person's invoices. One that is owed stays without
// their name until it is settled: somebody paid for it. Its reseller finds the
// account at the panel by its e-mail.
func (tx *Tx) forgetInvoices(person int64) error {
	invoices, err := tx.InvoicesOf(person)
	if err != nil {
		return err
	}
	for _, i := range invoices {
		if err := tx.forgetInvoice(i); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) forgetInvoice(i Invoice) error {
	if !i.Owed() {
		return tx.DropInvoice(i.Key())
	}
	i.Name, i.Forgotten = "", true
	return tx.SaveInvoice(i)
}

// forgetStoreActs deletes the settled acts of a customer at a store: they stand
// in its reseller's chat.
func (tx *Tx) forgetStoreActs(chat, person int64) error {
	acts, err := tx.actsOf(chat, person)
	if err != nil {
		return err
	}
	for _, key := range acts {
		e, found, err := tx.Entry(key)
		if err != nil {
			return err
		}
		if !found || e.Provider != storeProvider {
			continue
		}
		if err := tx.dropSettled(key); err != nil {
			return err
		}
	}
	return nil
}

// dropInvoicesAt deletes the invoices of a chat's store.
func (tx *Tx) dropInvoicesAt(chat int64) error {
	keys, err := tx.keysFrom(invoiceRows, intKey(chat), nil, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		if err := tx.DropInvoice(invoiceKeyOf(key)); err != nil {
			return err
		}
	}
	return nil
}

func (tx *Tx) migrateInvoices(from, to int64) error {
	keys, err := tx.keysFrom(invoiceRows, intKey(from), nil, 0)
	if err != nil {
		return err
	}
	for _, key := range keys {
		i, _, err := tx.Invoice(invoiceKeyOf(key))
		if err != nil {
			return err
		}
		if i, err = tx.WithPicture(i); err != nil {
			return err
		}
		if err := tx.DropInvoice(i.Key()); err != nil {
			return err
		}
		i.Chat = to
		if _, there, err := tx.Invoice(i.Key()); err != nil {
			return err
		} else if there {
			continue
		}
		if err := tx.SaveInvoice(i); err != nil {
			return err
		}
	}
	return nil
}

// trimInvoices deletes invoices that came to their end long ago. One that is
// owed stays until it is settled.
func (tx *Tx) trimInvoices() (n int, err error) {
	keys, err := tx.keysBefore(invoiceEnded, tx.now().Add(-invoiceLife), trimSize)
	if err != nil {
		return 0, err
	}
	for _, key := range keys {
		if err := tx.DropInvoice(invoiceKeyOf(key)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
