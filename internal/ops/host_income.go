package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

// How payments are read for the revenue.
const (
	revenueLife = 10 * time.Minute
	incomeMost  = 5000
	incomeRead  = 45 * time.Second // what was not read by then is left out
	incomeOld   = 2 * hostPage     // so many in a row that are too old: the list is newest first
)

// hostIncome is what was read of a panel's payments.
type hostIncome struct {
	at       time.Time
	payments []incomePayment
	unread   int
	more     bool
}

type incomePayment struct {
	at  time.Time
	sum resale.Sum
}

// readIncome reads the payments of the last months. A panel that surely lists the
// newest first is left as soon as they are too old.
func readIncome(ctx context.Context, c connection, now time.Time) (in hostIncome, err error) {
	in.at = now
	since := now.AddDate(0, 0, -revenueMost-1)
	reading, cancel := context.WithTimeout(ctx, incomeRead)
	defer cancel()
	n, old := 0, oldPayments{since: since}
	for r, err := range c.wh.All(reading, resale.HostPayments, whmdc.Query{PerPage: hostPage}, incomeMost) {
		switch {
		case err != nil && n > 0 && reading.Err() != nil && ctx.Err() == nil:
			in.more = true
			return in, nil
		case err != nil:
			return in, err
		}
		n++
		if at := in.take(r); old.end(at) {
			return in, nil
		}
	}
	in.more = n >= incomeMost
	return in, nil
}

// oldPayments watches a list for the point from which on all is too old.
type oldPayments struct {
	since, last time.Time
	row         int  // too old, one after the other, none newer than the one before
	falls       bool // one of them is older: the list does not begin with the oldest
}

func (o *oldPayments) end(at time.Time) bool {
	last := o.last
	if o.last = at; at.IsZero() || !at.Before(o.since) || at.After(last) {
		o.row, o.falls = 0, false
		return false
	}
	o.row, o.falls = o.row+1, o.falls || at.Before(last)
	return o.row >= incomeOld && o.falls
}

// take counts a payment, and gives when it came in.
func (in *hostIncome) take(r resale.Record) time.Time {
	if !came(r) {
		return r.Created()
	}
	at, sum := r.Paid(), r.Total()
	if at.IsZero() {
		at = r.Created()
	}
	if at.IsZero() || !sum.Known {
		in.unread++
		return at
	}
	in.payments = append(in.payments, incomePayment{at: at, sum: sum})
	return at
}
