package ops

import (
	"context"
	"maps"
	"strings"
	"sync"
	"time"

	"resellerbot/internal/resale"
)

const (
	hostSeenMost = 2000 // records that are remembered, of all panels
	hostSeenPaid = 20   // payments of one invoice
)

// hostSeen remembers what was read lately of hosting panels: a key may call so
// seldom that a question after a card would wait for what was just on it.
type hostSeen struct {
	mu   sync.Mutex
	kept map[string]hostSight
}

type hostSight struct {
	record resale.Record
	paid   *hostPaid // of an invoice: its payments; nil: not read
	at     time.Time
}

func hostSightOf(panel string, kind resale.RecordKind, id string) string {
	return panel + " " + string(kind) + " " + id
}

func (s *hostSeen) get(name string) (hostSight, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	seen, ok := s.kept[name]
	return seen, ok
}

// put remembers a record, unless it is so large that many of them were too much.
func (s *hostSeen) put(name string, r resale.Record, now time.Time) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(slim(r).Fields) < len(r.Fields) {
		delete(s.kept, name)
		return
	}
	if len(s.kept) >= hostSeenMost {
		clear(s.kept)
	}
	s.kept[name] = hostSight{record: r, at: now}
}

// pay adds to an invoice that is remembered what was read of its payments.
func (s *hostSeen) pay(name string, paid hostPaid) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if seen, ok := s.kept[name]; ok && len(paid.all) <= hostSeenPaid {
		seen.paid = &paid
		s.kept[name] = seen
	}
}

// forget drops what is remembered of a record under every name that it was asked
// for by: its id, its uuid, an invoice's number.
func (s *hostSeen) forget(panel string, kind resale.RecordKind, id string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	name := hostSightOf(panel, kind, id)
	if seen, ok := s.kept[name]; ok {
		id = seen.record.ID
	}
	of := hostSightOf(panel, kind, "")
	maps.DeleteFunc(s.kept, func(is string, seen hostSight) bool {
		return is == name || strings.HasPrefix(is, of) && seen.record.ID == id
	})
}

// HostSeen gives one record of the chat's hosting panel as it was read within
// that time, without asking the panel, or else as it is now. For questions and
// names: what is done is judged by the panel itself.
func (o *Ops) HostSeen(ctx context.Context, chat int64, kind resale.RecordKind, id string, within time.Duration) (resale.Record, error) {
	c, err := o.connection(ctx, "read host record", WHMDC, chat)
	if err != nil {
		return resale.Record{}, err
	}
	if seen, ok := o.hosts.get(hostSightOf(c.panel, kind, id)); ok && o.Now().Sub(seen.at) < within {
		return seen.record, nil
	}
	return o.hostGet(ctx, c, kind, id)
}

// hostGet reads a record and remembers it.
func (o *Ops) hostGet(ctx context.Context, c connection, kind resale.RecordKind, id string) (resale.Record, error) {
	r, err := c.wh.Get(ctx, kind, id)
	switch resale.CodeOf(err) {
	case "":
		o.hosts.put(hostSightOf(c.panel, kind, id), r, o.Now())
	case resale.NotFound:
		o.hosts.forget(c.panel, kind, id)
	}
	return r, err
}

// paymentsSeen reads the payments of an invoice and remembers them with it.
func (o *Ops) paymentsSeen(ctx context.Context, c connection, bill resale.Record) (hostPaid, error) {
	paid, err := paymentsOf(ctx, c, bill, "")
	if err == nil {
		o.hosts.pay(hostSightOf(c.panel, resale.HostInvoices, bill.ID), paid)
	}
	return paid, err
}

// seenBill gives an invoice that was read within that time, and what is known of
// its payments: of a panel so slow that they did not come, what it paid by the
// lists.
func (o *Ops) seenBill(c connection, id string, within time.Duration) (bill resale.Record, paid hostPaid, ok bool) {
	seen, ok := o.hosts.get(hostSightOf(c.panel, resale.HostInvoices, id))
	if !ok || o.Now().Sub(seen.at) >= within {
		return bill, paid, false
	}
	if seen.paid != nil {
		return seen.record, *seen.paid, true
	}
	bill = seen.record
	if last, known := o.places.get(paidName(c.panel)); known {
		bill = paidBy(last.list.([]paidPart), []resale.Record{bill})[0]
	}
	paid.sure = true // as far as a question goes: the act reads them, and refuses what is not so
	return bill, paid, true
}

// hostUnseen forgets what is being changed.
func (o *Ops) hostUnseen(ctx context.Context, chat int64, kind resale.RecordKind, id string) {
	if c, err := o.connection(ctx, "forget host record", WHMDC, chat); err == nil {
		o.hosts.forget(c.panel, kind, id)
		o.places.forget(hostLately(c.panel, resale.HostPayments))
	}
}
