package handlers

import (
	"slices"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
)

// hostState says how a record stands; of a word that is not known, that it is
// not.
func hostState(r resale.Record, now time.Time) chat.Text {
	word := shorten(r.StateWord(), 40)
	switch state := r.State(); {
	case r.Overdue(now):
		return recordStateText(r.Kind, resale.RecordOverdue)
	case state != resale.RecordUnclear:
		return recordStateText(r.Kind, state)
	case word == "":
		return chat.Text{}
	}
	return chat.T("hostcard.unclear", chat.Args{"Word": word})
}

// recordStateText is a state in words that agree with what is in it.
func recordStateText(of resale.RecordKind, state resale.RecordState) chat.Text {
	if of == resale.HostInvoices || of == resale.HostKeys {
		return chat.T("hostword.her_" + string(state))
	}
	return chat.T("hostword." + string(state))
}

// word is wordText for what the field may be.
func (f hostField) word(word string) chat.Text {
	if state := strings.ToLower(word); f.her && slices.Contains(f.choices, state) {
		return chat.T("hostword.her_" + state)
	}
	return wordText(word)
}

// wordText is a word of the panel in the person's language, where it is one
// that we know.
func wordText(word string) chat.Text {
	known := slices.Concat(billingCycles(), moreCycles(), serverTypes(), []string{"active", "inactive", "unpaid", "cancelled"})
	if slices.Contains(known, strings.ToLower(word)) {
		return chat.T("hostword." + strings.ToLower(word))
	}
	return someText(word, mostOfValue)
}
