package ops

import (
	"maps"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const (
	ownMost = 200              // items among which one's own doing is looked for; of more the numbers matter
	ownTime = 15 * time.Minute // how long before its end is known an act may have been told by the panel

	actWithin = 90 * time.Second // how long news wait for the end of an act
	actLook   = 5 * time.Second  // how often it is looked for
)

// ownHostAct notes what a chat did at its panel itself, in the transaction that
// settles the act: it heard so from the act, and needs no alert.
func (o *Ops) ownHostAct(tx *storage.Tx, row storage.Entry, _ intent, _ result, out *Outcome) error {
	if out.Host != nil && out.Host.Shut {
		if err := o.hostKeyShut(tx, row.Panel); err != nil {
			return err
		}
	}
	w, found, err := tx.HostWatch(row.Chat)
	if err != nil || !found || !w.On || row.State != storage.Done || out.Host == nil || w.Panel != row.Panel {
		return err
	}
	if dropsHook(row.Act, *out.Host, w.Hook) {
		w.Hook = storage.HostHook{Token: w.Hook.Token, URL: w.Hook.URL, Gone: true}
		return tx.SaveHostWatch(w)
	}
	kind, id, event, r := ownEvent(row.Act, *out.Host)
	if kind == "" || id == "" {
		return nil
	}
	facts := hostFactsOf(kind, r, id)
	look, err := lookAtHost(tx, w, &facts)
	if err != nil {
		return err
	}
	look.describe(facts)
	look.own(event, o.Now().UTC())
	return tx.SaveHostSight(look.sight)
}

// dropsHook tells of an act that deleted the chat's own webhook.
func dropsHook(act string, h HostOutcome, own storage.HostHook) bool {
	return act == HostDeleteAct && h.Kind == resale.HostHooks && own.Remote != "" && h.ID == own.Remote
}

// hostActing gives until when news wait for the end of what the chat is doing at
// its panel itself, which may be what they tell of: a slow panel posts a webhook
// before it answers.
func hostActing(tx *storage.Tx, chat int64, now time.Time) (time.Time, error) {
	rows, err := tx.Unsettled(now.Add(farFuture), 0)
	for _, row := range rows {
		if row.Chat == chat && row.Provider == WHMDC && row.Calls > 0 && now.Sub(row.Called) < actWithin {
			return now.Add(actLook), err
		}
	}
	return time.Time{}, err
}

// own takes an event that needs no telling; "" is a service that works again.
func (s *hostLook) own(event string, now time.Time) {
	s.sight.Held, s.sight.Heard = event == serviceSuspended, now
	if event == "" {
		return
	}
	s.mark(event)
	switch event {
	case serviceSuspended:
		s.sight.Until, s.sight.State = now.Add(hostMargin), resale.RecordSuspended
	case invoicePaid:
		s.mark(invoiceCreated)
		s.sight.State = resale.RecordPaid
	case serviceProvisioned:
		s.mark(serviceCreated)
	}
	s.sight.Own = maps.Clone(s.sight.Own)
	if s.sight.Own == nil {
		s.sight.Own = map[string]time.Time{}
	}
	s.sight.Own[event] = now
}

// ownEvent gives what an act did, as the panel tells it; no kind: it tells
// nothing of it.
func ownEvent(act string, h HostOutcome) (kind resale.RecordKind, id, event string, r resale.Record) {
	switch {
	case act == HostPayAct && !owes(h.Invoice), act == HostPaymentAct && h.Invoice.State() == resale.RecordPaid:
		return resale.HostInvoices, h.Invoice.ID, invoicePaid, h.Invoice
	case act == HostCreateAct && h.Kind == resale.HostInvoices:
		return h.Kind, h.ID, invoiceCreated, h.Now
	case act == HostCreateAct && h.Kind == resale.HostServices:
		return h.Kind, h.ID, serviceCreated, h.Now
	case act != HostVerbAct:
		return "", "", "", r
	}
	switch h.Verb {
	case resale.Suspend:
		event = serviceSuspended
	case resale.Provision:
		event = serviceProvisioned
	case resale.Unsuspend:
	default:
		return "", "", "", r
	}
	return resale.HostServices, h.ID, event, h.Now
}

// owes tells of an invoice of which a part was paid, and not all.
func owes(r resale.Record) bool {
	return r.PartPaid() && r.PaidPart().Amount.Less(r.Total().Amount)
}

// othersDoing leaves out what the chat did itself and a webhook told before the
// act was settled.
func othersDoing(tx *storage.Tx, chat int64, items []storage.HostNewsItem) ([]storage.HostNewsItem, error) {
	if len(items) > ownMost {
		return items, nil
	}
	var others []storage.HostNewsItem
	for _, item := range items {
		s, _, err := tx.HostSight(chat, item.Kind, item.Name)
		if err != nil {
			return nil, err
		}
		done, own := s.Own[item.Event]
		if !own || item.At.Before(done.Add(-ownTime)) || item.At.After(done.Add(hostMargin)) {
			others = append(others, item)
		}
	}
	return others, nil
}
