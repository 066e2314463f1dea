package ops

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// hostIntent is what the journal keeps of an act at a hosting panel. The
// intent's Username is what people call the thing.
type hostIntent struct {
	Kind    resale.RecordKind  `json:"kind"`
	ID      string             `json:"id,omitempty"`      // of what it is done to; "" of a creation
	Natural string             `json:"natural,omitempty"` // of a creation: what it shares with those it could be mistaken for
	Verb    resale.HostVerb    `json:"verb,omitempty"`
	Wish    resale.RecordWish  `json:"wish,omitzero"`
	Invoice string             `json:"invoice,omitempty"` // of a payment
	Payment resale.HostPayment `json:"payment,omitzero"`
	Before  resale.Record      `json:"before,omitzero"` // of a payment: its invoice
	Known   []string           `json:"known,omitempty"` // of a creation: ids of those that there were before
	Cut     bool               `json:"cut,omitempty"`   // there were more than Known has
	Own     bool               `json:"own,omitempty"`   // of an API key: it is the one that the chat works with
}

// hostResult is what the journal keeps of how such an act ended.
type hostResult struct {
	Now     resale.Record `json:"now,omitzero"`
	Invoice resale.Record `json:"invoice,omitzero"`
	Secret  string        `json:"secret,omitempty"` // until it was told
	Lines   LinesShown    `json:"lines,omitempty"`  // of a change of an invoice's lines
	Lost    bool          `json:"lost,omitempty"`   // there is a secret that nobody saw
}

func ofHost(r hostResult) result { return result{Host: &r} }

const newThing = "new "

// object names what an act is done to: two with the same one wait for each
// other. A payment is done to its invoice.
func (h *hostIntent) object() string {
	switch {
	case h.Invoice != "":
		return string(resale.HostInvoices) + "/" + h.Invoice
	case h.ID == "":
		return newThing + string(h.Kind) + "/" + strings.ToLower(h.Natural)
	}
	return string(h.Kind) + "/" + h.ID
}

// creates tells that nothing has an id yet: what is meant is known at this panel
// alone, to those who share its key.
func (h *hostIntent) creates() bool { return strings.HasPrefix(h.object(), newThing) }

func (h *hostIntent) lockName(provider, base, panel string) string {
	if h.creates() {
		return panel + "/" + h.object()
	}
	return provider + "/" + base + "/" + h.object()
}

// name is what people call it, as far as it is known.
func (h *hostIntent) name() string {
	switch {
	case len(h.Before.Fields) > 0:
		return named(h.Before, h.Wish)
	case h.ID != "":
		return cmp.Or(wishName(h.Kind, h.Wish), "#"+h.ID)
	}
	return cmp.Or(wishName(h.Kind, h.Wish), h.Natural)
}

// tell fills the outcome with what is known.
func (h *hostIntent) tell(out *Outcome, all intent, end result) {
	r := hostResult{}
	if end.Host != nil {
		r = *end.Host
	}
	v := &HostOutcome{
		Kind: h.Kind, ID: cmp.Or(h.ID, r.Now.ID), Verb: h.Verb, Before: h.Before, Now: r.Now, Payment: h.Payment, Invoice: r.Invoice, SecretLost: r.Lost, Lines: r.Lines,
		Shut: h.shut(*out, r),
	}
	if r.Secret != "" {
		v.Secret = secret.New(r.Secret)
	}
	if h.Invoice != "" && len(v.Invoice.Fields) == 0 {
		v.Invoice = h.Before
	}
	if h.Invoice != "" && customerName(v.Invoice) == "" {
		v.Invoice = v.Invoice.WithText(payerName, h.Before.Text(payerName))
	}
	if before := h.Before.PaidPart().Amount; h.Invoice != "" && out.State == storage.Done && v.Invoice.Unpaid() {
		if paid, err := before.Add(h.Payment.Amount); err == nil {
			v.Invoice = v.Invoice.WithPaid(paid)
		}
	}
	if h.Kind == resale.HostPayments {
		v.Before = resale.Record{}
	}
	out.Host, out.Name = v, all.Username
	if h.ID == "" && len(r.Now.Fields) > 0 {
		out.Name = named(r.Now, h.Wish)
	}
}

// withoutHostPassword leaves no password in the intent of a row that is settled.
func withoutHostPassword(raw json.RawMessage) (json.RawMessage, error) {
	var in intent
	if err := json.Unmarshal(raw, &in); err != nil {
		return nil, fmt.Errorf("read journal: %w", err)
	}
	if in.Host == nil {
		return raw, nil
	}
	h := *in.Host
	h.Wish.Fields = slices.DeleteFunc(slices.Clone(h.Wish.Fields), func(f resale.WishField) bool { return hidden(f.Name) })
	in.Host = &h
	return json.Marshal(in)
}
