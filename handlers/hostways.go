package handlers

import (
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// verbLetter is a verb in the target of a button.
func verbLetter(v resale.HostVerb) string {
	return map[resale.HostVerb]string{resale.Provision: "p", resale.Suspend: "s", resale.Unsuspend: "u", resale.Terminate: "t"}[v]
}

// verbOf reads the letter of a verb; "" for none.
func verbOf(letter string) resale.HostVerb {
	for _, v := range []resale.HostVerb{resale.Provision, resale.Suspend, resale.Unsuspend, resale.Terminate} {
		if verbLetter(v) == letter {
			return v
		}
	}
	return ""
}

// hostVerbs are what can be done to a service as it stands: nothing where that
// is not clear.
func hostVerbs(state resale.RecordState) []resale.HostVerb {
	switch state {
	case resale.RecordPending:
		return []resale.HostVerb{resale.Provision, resale.Terminate}
	case resale.RecordActive:
		return []resale.HostVerb{resale.Suspend, resale.Terminate}
	case resale.RecordSuspended:
		return []resale.HostVerb{resale.Unsuspend, resale.Terminate}
	}
	return nil
}

func verbButton(v resale.HostVerb) chat.Button {
	b := pick("hostdo."+string(v), "do "+verbLetter(v))
	if v == resale.Terminate {
		b.Style = chat.Danger
	}
	return b
}

// ways are what can be done with a record, and what belongs to it.
func (s hostSheet) ways(r resale.Record) [][]chat.Button {
	var rows [][]chat.Button
	switch s.K {
	case ofServices:
		var verbs []chat.Button
		for _, v := range hostVerbs(r.State()) {
			verbs = append(verbs, verbButton(v))
		}
		rows = append(rows, slices.Collect(slices.Chunk(verbs, 2))...)
	case ofInvoices:
		if r.Unpaid() {
			pay := pick("billing.record", "hostpay "+r.ID)
			pay.Style = chat.Primary
			rows = append(rows, row(pay))
		}
	case ofProducts:
		rows = append(rows, row(goTo("billing.prices", "hostprices")))
	}
	var others []chat.Button
	customer, _ := s.at() // the way back leads there
	for _, f := range hostFields(s.K) {
		if id := r.Ref(f.of); f.form == refForm && id != "" && (f.of != resale.Customers || id != customer) {
			others = append(others, pick("hostcard.open_"+string(kindOf(f.of)), openHost(f.of, id)))
		}
	}
	return append(rows, slices.Collect(slices.Chunk(others, 2))...)
}
