package handlers

import (
	"context"
	"slices"
	"strings"

	"golang.org/x/text/currency"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// mostUnits is how many currencies of a panel are offered.
const mostUnits = 8

// currencyField is what a new record's amounts are in.
func currencyField() hostField {
	return hostField{name: "currency", also: []string{"currency_code"}, form: unitForm, ask: may}
}

// unitsSeen are the currencies that a hosting panel shows in these records and
// in its price list. What cannot be read is not seen.
func (d Deps) unitsSeen(ctx context.Context, t *dialog.Turn, k hostKind, records []resale.Record) (units []string) {
	if f, asked := hostFieldOf(k, "currency"); !asked || f.ask == never {
		return nil
	}
	seen := func(unit string) {
		same := func(other string) bool { return signOf(other) == signOf(unit) }
		if unit != "" && len(units) < mostUnits && !slices.ContainsFunc(units, same) {
			units = append(units, unit)
		}
	}
	for _, r := range records {
		seen(r.Total().Unit)
	}
	sold, err := d.Ops.HostPricing(ctx, t.Input.Place.Chat)
	if err != nil {
		t.Log.Info("look which currencies the panel has", "err", err)
	}
	for _, p := range sold {
		for _, price := range p.Prices() {
			seen(price.Price.Unit)
		}
	}
	return units
}

// billedIn notes the currency that a customer is billed in, where the panel
// shows one: then that is not asked.
func (d Deps) billedIn(ctx context.Context, t *dialog.Turn, s *hostFormSheet, customer string) {
	if s.K != ofInvoices || customer == "" {
		return
	}
	delete(s.Answers, "currency")
	s.Own = ""
	if r, err := d.Ops.HostSeen(ctx, t.Input.Place.Chat, resale.Customers, customer, seenLife); err == nil {
		s.Own = r.Currency()
	}
}

// currencies are the currencies that a new record may be in, as far as is known.
func (s *hostFormSheet) currencies() []string {
	if s.Own != "" {
		return []string{s.Own}
	}
	return s.Units
}

// settledUnit takes the currency without asking where there is only one.
func (s *hostFormSheet) settledUnit() bool {
	all := s.currencies()
	if len(all) == 1 {
		s.Answers["currency"] = hostAnswer{Text: all[0]}
	}
	return len(all) == 1
}

// unit is what the amounts of the record are in, "" where nobody knows.
func (s *hostFormSheet) unit() string {
	return or(s.Answers["currency"].Text, or(s.Now.Shown, or(s.Unit, s.usual().Shown)))
}

// unitRows offer the panel's currencies.
func (s *hostFormSheet) unitRows() [][]chat.Button {
	var all []chat.Button
	for _, unit := range s.currencies() {
		all = append(all, chat.Button{Label: chat.Literal(shorten(unit, 10)), Answer: "is " + unit})
	}
	return slices.Collect(slices.Chunk(all, 3))
}

// readUnit reads a currency that was typed: one of the panel's, and where those
// are not known, any that there is.
func (s *hostFormSheet) readUnit(typed string) (unit string, problem chat.Text) {
	typed = strings.TrimSpace(typed)
	for _, one := range s.currencies() {
		if signOf(strings.ToUpper(typed)) == signOf(one) {
			return one, chat.Text{}
		}
	}
	if len(s.currencies()) > 0 {
		return "", chat.T("dialog.use_buttons")
	}
	is, err := currency.ParseISO(typed)
	return is.String(), bad(err == nil, "hostnew.bad_unit")
}

// wrongMoney tells what is wrong with an amount that was typed for a record in
// this currency.
func (s *hostFormSheet) wrongMoney(typed string, scale int) chat.Text {
	unit := s.unit()
	args := chat.Args{"Unit": shorten(unit, 10)}
	switch {
	case otherUnit(typed, unit) && s.K == ofInvoices:
		return chat.T("hostpay.other_unit", args)
	case otherUnit(typed, unit):
		return chat.T("hostnew.other_unit", args)
	case unit == "" && typedUnit(typed) != "":
		return chat.T("hostnew.no_unit")
	case scale > centsOf(unit):
		return chat.T("hostnew.bad_digits")
	}
	return chat.Text{}
}

// sendsUnit tells whether the currency is written too: it was chosen, or the
// panel's records say it of themselves.
func (s *hostFormSheet) sendsUnit(unit string) bool {
	_, err := currency.ParseISO(unit)
	return err == nil && (s.InUnit || len(s.currencies()) != 1)
}
