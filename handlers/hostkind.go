package handlers

import (
	"slices"
	"strings"
	"time"

	"resellerbot/internal/resale"
)

// hostKind is a kind of record as the targets of buttons write it: one letter,
// for they are short and an id may be a uuid.
type hostKind string

// The kinds.
const (
	ofCustomers hostKind = "c"
	ofProducts  hostKind = "p"
	ofServices  hostKind = "s"
	ofInvoices  hostKind = "i"
	ofPayments  hostKind = "y"
	ofServers   hostKind = "v"
	ofKeys      hostKind = "k"
	ofHooks     hostKind = "h"
	ofAudit     hostKind = "a"
)

// hostKinds are all kinds, in the order in which /billing offers them.
func hostKinds() []hostKind {
	return []hostKind{ofCustomers, ofServices, ofInvoices, ofPayments, ofProducts, ofServers, ofKeys, ofHooks, ofAudit}
}

// record is the kind in the panel's words; "" for a letter that means nothing.
func (k hostKind) record() resale.RecordKind {
	return map[hostKind]resale.RecordKind{
		ofCustomers: resale.Customers, ofProducts: resale.Products, ofServices: resale.HostServices, ofInvoices: resale.HostInvoices,
		ofPayments: resale.HostPayments, ofServers: resale.HostServers, ofKeys: resale.HostKeys, ofHooks: resale.HostHooks, ofAudit: resale.HostAudit,
	}[k]
}

func (k hostKind) known() bool { return slices.Contains(hostKinds(), k) }

// kindOf is the letter of a kind.
func kindOf(of resale.RecordKind) hostKind {
	for _, k := range hostKinds() {
		if k.record() == of {
			return k
		}
	}
	return ""
}

// made tells of kinds that /billing creates, edits and deletes. What was paid
// and what was done stays as it is.
func (k hostKind) made() bool { return k != ofPayments && k != ofAudit }

// typed tells of kinds that are deleted only once the name was typed: others
// stop working with them.
func (k hostKind) typed() bool { return k == ofServers || k == ofKeys }

// hostFilters are the states by which a list is narrowed.
func (k hostKind) filters() []resale.RecordState {
	switch k {
	case ofCustomers:
		return []resale.RecordState{resale.RecordActive, resale.RecordInactive}
	case ofServices:
		return []resale.RecordState{resale.RecordPending, resale.RecordActive, resale.RecordSuspended, resale.RecordTerminated}
	case ofInvoices:
		return []resale.RecordState{resale.RecordUnpaid, resale.RecordOverdue, resale.RecordPaid, resale.RecordCancelled}
	}
	return nil
}

// fits tells whether a record belongs into a list of one state. Panels may not
// heed the filter; what they tell in unknown words is not hidden.
func fits(r resale.Record, state resale.RecordState, now time.Time) bool {
	switch is := r.State(); {
	case state == "" || is == resale.RecordUnclear:
		return true
	case state == resale.RecordOverdue:
		return r.Overdue(now)
	case state == resale.RecordUnpaid:
		return r.Unpaid()
	case state == resale.RecordTerminated:
		return is == resale.RecordTerminated || is == resale.RecordCancelled
	default:
		return is == state
	}
}

// hostMark is a record's state at a glance.
func hostMark(r resale.Record, now time.Time) string {
	if r.Overdue(now) {
		return "🔴"
	}
	switch r.State() {
	case resale.RecordActive, resale.RecordPaid:
		return "🟢"
	case resale.RecordPending, resale.RecordUnpaid:
		return "🟡"
	case resale.RecordOverdue:
		return "🔴"
	case resale.RecordSuspended:
		return "⏸"
	case resale.RecordDraft:
		return "📝"
	case resale.RecordTerminated, resale.RecordCancelled, resale.RecordInactive, resale.RecordRefunded:
		return "⚫"
	}
	return "⚪"
}

// serviceOver tells of a service for which nobody pays again.
func serviceOver(r resale.Record) bool {
	return r.Kind == resale.HostServices && (r.State() == resale.RecordTerminated || r.State() == resale.RecordCancelled)
}

// hostTarget is a conversation about one record: "host c 12", "hostdo t <uuid>".
func hostTarget(flow string, word, id string) string {
	return strings.Join(strings.Fields(flow+" "+word+" "+id), " ")
}

// openHost is the target of a record's card.
func openHost(kind resale.RecordKind, id string) string {
	return hostTarget("host", string(kindOf(kind)), id)
}
