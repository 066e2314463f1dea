package storage

// WithPicture gives an invoice with the picture of its payment, if it has one.
// The picture lies in a row of its own: the invoice's is written at each look.
func (tx *Tx) WithPicture(i Invoice) (Invoice, error) {
	if !i.Pictured || len(i.Payment.Image) > 0 {
		return i, nil
	}
	picture, err := tx.get(invoicePictures, i.Key().bytes())
	i.Payment.Image = picture
	return i, err
}

// savePicture puts the picture of a payment apart, and gives the invoice
// without it. It is kept while somebody may pay by it.
func (tx *Tx) savePicture(i Invoice) (Invoice, error) {
	key, picture := i.Key().bytes(), i.Payment.Image
	i.Payment.Image = nil
	switch {
	case i.State != InvoiceOpen || !i.Ended.IsZero() || !i.Pictured && len(picture) == 0:
		i.Pictured = false
		return i, tx.drop(invoicePictures, key)
	case len(picture) > 0:
		i.Pictured = true
		return i, tx.put(invoicePictures, key, picture)
	}
	return i, nil
}
