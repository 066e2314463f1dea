package handlers

import (
	"strings"

	"resellerbot/internal/chat"
)

// hostSheet names the record that a conversation is about.
type hostSheet struct {
	K    hostKind `json:"k"`
	ID   string   `json:"id"`
	Name string   `json:"name,omitempty"` // what it is called, as it was last read
	From string   `json:"from,omitempty"` // where in the list the card was opened, or at which customer
}

// fromCustomer is before the id of the customer whose card led here, and before
// where that was opened.
const fromCustomer = "of "

// at is the customer whose card led here, "" for none, and where that was
// opened.
func (s hostSheet) at() (customer, from string) {
	of, ok := strings.CutPrefix(s.From, fromCustomer)
	if !ok {
		return "", ""
	}
	customer, from, _ = strings.Cut(of, " ")
	return customer, from
}

// oddInID is what no id of a panel has in it.
const oddInID = "/?#%. "

// oddID tells of what cannot be an id. An invoice is called by its number too,
// with "#" before one of digits alone: see resale.HostEvent.
func oddID(k hostKind, id string) bool {
	if k == ofInvoices {
		id = strings.TrimPrefix(id, "#")
	}
	return id == "" || strings.ContainsAny(id, oddInID)
}

// readHost reads "<letter> <id>" with "from <place>" behind it.
func readHost(args string) (s hostSheet, ok bool) {
	args, s.From, _ = strings.Cut(args, " from ")
	letter, id, _ := strings.Cut(args, " ")
	s.K, s.ID = hostKind(letter), strings.TrimSpace(id)
	return s, s.K.known() && !oddID(s.K, s.ID)
}

// target is a conversation about the record, which knows the way back; word is
// the letter of its kind, or of what is done to it.
func (s hostSheet) target(flow, word string) string {
	target := hostTarget(flow, word, s.ID)
	if s.From != "" {
		target += " from " + s.From
	}
	return target
}

// card is the way back to the record's card.
func (s hostSheet) card() string { return s.target("host", string(s.K)) }

// list is the way back to the list that the card was opened in, or to the
// customer.
func (s hostSheet) list() string {
	if customer, from := s.at(); customer != "" {
		return hostSheet{K: ofCustomers, ID: customer, From: from}.card()
	}
	return "hostlist " + or(s.From, string(s.K))
}

// args name the record, and its kind, in a sentence.
func (s hostSheet) args() chat.Args {
	return chat.Args{"Name": shorten(s.Name, 60), "Kind": chat.T("hostone." + string(s.K))}
}

// onward is a target that a card leads to: from one of a customer's things to
// another, the way back stays the customer.
func (s hostSheet) onward(target string) string {
	to, ok := strings.CutPrefix(target, "host ")
	next, known := readHost(to)
	if customer, _ := s.at(); !ok || !known || next.From != "" || customer == "" || next.K == ofCustomers {
		return target
	}
	return target + " from " + s.From
}
