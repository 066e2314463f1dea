package storage

import (
	"bytes"
	"encoding/base64"
	"errors"
	"time"

	"resellerbot/internal/resale"
)

// InvoicesOf gives the invoices of a person, at whatever store.
func (tx *Tx) InvoicesOf(person int64) ([]Invoice, error) {
	keys, err := tx.keysFrom(invoicePerson, intKey(person), nil, 0)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = join(key[8:16], key[:8], key[16:])
	}
	return loadAll[Invoice](tx, invoiceRows, keys)
}

// InvoicesOfMember gives the invoices of a member of a store.
func (tx *Tx) InvoicesOfMember(member MemberKey) ([]Invoice, error) {
	keys, err := tx.keysFrom(invoiceRows, member.bytes(), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Invoice](tx, invoiceRows, keys)
}

// InvoicesAt gives at most limit invoices of a store in a state, all for "",
// the newest first. before is where the list goes on, "" at its beginning; next
// is that for the rest, "" at its end.
func (tx *Tx) InvoicesAt(chat int64, state InvoiceState, before string, limit int) (invoices []Invoice, next string, err error) {
	index, prefix := invoiceListed, intKey(chat)
	if state != "" {
		index, prefix = invoiceStates, join(prefix, state.stateKey())
	}
	end := pastAll(prefix)
	if before != "" {
		place, err := base64.RawURLEncoding.DecodeString(before)
		if err != nil {
			return nil, "", errors.New("list invoices: no cursor")
		}
		end = join(prefix, place)
	}
	var last []byte
	err = tx.eachBack(index, prefix, end, func(key []byte) (more bool, err error) {
		if len(invoices) == limit {
			next = base64.RawURLEncoding.EncodeToString(last)
			return false, nil
		}
		last = bytes.Clone(key[len(prefix):])
		found, err := loadAll[Invoice](tx, invoiceRows, [][]byte{join(intKey(chat), last[8:])})
		invoices = append(invoices, found...)
		return true, err
	})
	return invoices, next, err
}

// InvoiceCount says how many invoices of a store are in a state.
func (tx *Tx) InvoiceCount(chat int64, state InvoiceState) (int, error) {
	return tx.countFrom(invoiceStates, join(intKey(chat), state.stateKey()))
}

// DueInvoicePanels gives the panels that have an invoice whose Next is not
// after now, and since when.
func (tx *Tx) DueInvoicePanels(now time.Time) (map[string]time.Time, error) {
	since := map[string]time.Time{}
	return since, tx.firstDue(invoiceDue, now, since)
}

// DueInvoices gives the keys of a panel's invoices whose Next is not after now,
// the longest due first.
func (tx *Tx) DueInvoices(panel string, now time.Time, limit int) ([]InvoiceKey, error) {
	if len(panel) != panelLength {
		return nil, nil
	}
	end := join([]byte(panel), timeKey(now.Add(time.Nanosecond)))
	keys, err := tx.keysBetween(invoiceDue, []byte(panel), end, limit)
	if err != nil {
		return nil, err
	}
	due := make([]InvoiceKey, len(keys))
	for i, key := range keys {
		due[i] = invoiceKeyOf(key[panelLength+8:])
	}
	return due, nil
}

// InvoiceTotals is what became of a store's invoices in a time.
type InvoiceTotals struct {
	Made, Paid   int          // in that time
	Unpaid       int          // of those made, still open
	Stuck        int          // now, whenever they were made
	PaidSums     []resale.Sum // of Paid, one for each unit
	UnknownPaids int          // of Paid, without an amount that can be added
}

// InvoiceTotals adds up a store's invoices that were made, or seen to be paid,
// from a time on and before another. It reads these alone.
func (tx *Tx) InvoiceTotals(chat int64, from, to time.Time) (t InvoiceTotals, err error) {
	made, err := tx.invoicesBetween(invoiceListed, chat, from, to)
	if err != nil {
		return t, err
	}
	t.Made = len(made)
	for _, i := range made {
		if i.State == InvoiceOpen {
			t.Unpaid++
		}
	}
	paid, err := tx.invoicesBetween(invoicePayments, chat, from, to)
	if err != nil {
		return t, err
	}
	t.Paid = len(paid)
	for _, i := range paid {
		t.add(i.Amount)
	}
	t.Stuck, err = tx.InvoiceCount(chat, InvoiceStuck)
	return t, err
}

// invoicesBetween gives a store's invoices by an index of <chat><time>.
func (tx *Tx) invoicesBetween(index bucket, chat int64, from, to time.Time) ([]Invoice, error) {
	prefix := intKey(chat)
	keys, err := tx.keysBetween(index, join(prefix, timeKey(from)), join(prefix, timeKey(to)), 0)
	if err != nil {
		return nil, err
	}
	for i, key := range keys {
		keys[i] = join(prefix, key[16:])
	}
	return loadAll[Invoice](tx, invoiceRows, keys)
}

func (t *InvoiceTotals) add(sum resale.Sum) {
	if !sum.Known {
		t.UnknownPaids++
		return
	}
	for i, have := range t.PaidSums {
		if have.Unit != sum.Unit {
			continue
		}
		if more, err := have.Amount.Add(sum.Amount); err == nil {
			t.PaidSums[i].Amount = more
			return
		}
		t.UnknownPaids++
		return
	}
	t.PaidSums = append(t.PaidSums, sum)
}
