package storage

import (
	"context"
	"time"
)

const trimSize = 500 // rows per transaction, so that nobody waits long

// Trim deletes what came to its end before a time: settled journal rows, dead
// letters, parked updates, ended bulks, closed requests and the claims of offers
// that were deleted; and tickets that
// expired, client batches, samples, balances, warnings, ended orders and invoices that
// are too old, and what hosting panels do not show any more. It gives the number
// of rows that it looked at. An act whose row is gone could be
// done again under the same key: keep them longer than any message with a
// button lives.
func (s *Store) Trim(ctx context.Context, before time.Time) (int, error) {
	total := 0
	for {
		n := 0
		err := s.Update(ctx, func(tx *Tx) (err error) {
			n, err = tx.trim(before)
			return err
		})
		total += n
		if err != nil || n == 0 {
			return total, err
		}
	}
}

func (tx *Tx) trim(before time.Time) (int, error) {
	if err := tx.dropExpiredTickets(tx.now(), trimSize); err != nil {
		return 0, err
	}
	acts, err := tx.keysBefore(journalSettled, before, trimSize)
	if err != nil {
		return 0, err
	}
	for _, key := range acts {
		if err := tx.dropEntry(string(key)); err != nil {
			return 0, err
		}
	}
	dead, err := tx.trimDead(before)
	if err != nil {
		return 0, err
	}
	parked, err := tx.trimParked(before)
	if err != nil {
		return 0, err
	}
	bulks, err := tx.trimBulks(before)
	if err != nil {
		return 0, err
	}
	batches, err := tx.trimBatches(trimSize)
	if err != nil {
		return 0, err
	}
	requests, err := tx.trimRequests(before)
	if err != nil {
		return 0, err
	}
	claims, err := tx.trimClaims(before)
	if err != nil {
		return 0, err
	}
	invoices, err := tx.trimInvoices()
	if err != nil {
		return 0, err
	}
	samples, err := tx.TrimSamples(tx.now().Add(-sampleLife))
	if err != nil {
		return 0, err
	}
	warnings, err := tx.trimWarnings()
	if err != nil {
		return 0, err
	}
	hosts, err := tx.trimHosts()
	if err != nil {
		return 0, err
	}
	shop, err := tx.trimShop()
	return hosts + len(acts) + dead + parked + bulks + batches + requests + claims + invoices + samples + warnings + shop, err
}

// trimShop deletes what is too old of orders and balances.
func (tx *Tx) trimShop() (int, error) {
	orders, err := tx.trimOrders()
	if err != nil {
		return 0, err
	}
	balances, err := tx.trimPanelRows(balanceRows, tx.now().Add(-balanceLife))
	return orders + balances, err
}

// trimDead stops at the first that is young enough: ids grow with time.
func (tx *Tx) trimDead(before time.Time) (int, error) {
	letters, err := tx.DeadLetters(trimSize)
	if err != nil {
		return 0, err
	}
	for i, d := range letters {
		if !d.At.Before(before) {
			return i, nil
		}
		if err := tx.dropDead(d); err != nil {
			return i, err
		}
	}
	return len(letters), nil
}

func (tx *Tx) trimParked(before time.Time) (n int, err error) {
	parked, err := tx.Parked(parkedLimit)
	if err != nil {
		return 0, err
	}
	for _, p := range parked {
		if !p.At.Before(before) {
			continue
		}
		if err := tx.dropParked(intKey(p.ID)); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}
