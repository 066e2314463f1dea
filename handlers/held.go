package handlers

import (
	"context"
	"regexp"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// heldSheet is an order whose answer was lost.
type heldSheet struct {
	Key    string             `json:"key"`
	Now    chat.Amount        `json:"now,omitzero"`     // the balance that was read on request
	Number string             `json:"number,omitempty"` // that the person says it has
	Status resale.OrderStatus `json:"status,omitzero"`  // what the panel says of that one
}

// heldFlow tells the truth about an order of which nobody knows whether the
// panel took it, and lets a person who looked there say so.
func heldFlow(d Deps) dialog.Flow[heldSheet] {
	return dialog.Flow[heldSheet]{
		Name: "held", Home: true, Needs: ops.SMM,
		Begin: func(_ context.Context, _ *dialog.Turn, s *heldSheet, args string) (dialog.Next, error) {
			if s.Key = args; args == "" {
				return dialog.Go("open"), nil
			}
			return dialog.To("one"), nil
		},
		Steps: []dialog.Step[heldSheet]{
			{Name: "one", Buttons: true, Ask: d.askHeldOrder, Take: d.takeHeldOrder},
			{Name: "sure_not", Buttons: true, Ask: askHeldNot, Take: d.takeHeldNot},
			{Name: "number", Ask: askHeldNumber, Take: d.takeHeldNumber},
			{Name: "sure", Buttons: true, Ask: d.askHeldSure, Take: d.takeHeldSure},
		},
	}
}

func (d Deps) askHeldOrder(ctx context.Context, t *dialog.Turn, s *heldSheet) (chat.Screen, error) {
	out, err := d.Ops.HeldOrder(ctx, t.Input.Place.Chat, s.Key)
	switch {
	case resale.CodeOf(err) == resale.NotFound || err == nil && out.State == storage.Refused:
		return chat.Screen{Lines: []chat.Text{chat.T("open.settled")}, Rows: menuRow()}, nil
	case err != nil:
		return chat.Screen{}, err
	case out.State == storage.Done:
		return d.placedScreen(t, out), nil
	}
	o := out.Order
	lines := []chat.Text{chat.T("held.title"), {}, orderTitle(o.Service)}
	lines = append(lines, d.valueLines(t, o.Service, o.Values)...)
	lines = append(lines, chat.T("open.since", chat.Args{"When": d.Catalog.Moment(t.Lang, o.Called, t.Zone)}), chat.Text{})
	lines = append(lines, evidence(*o)...)
	if s.Now.Number != "" {
		lines = append(lines, chat.T("held.now", chat.Args{"Balance": s.Now}))
	}
	return chat.Screen{
		Lines: append(lines, chat.Text{}, chat.T("held.what_to_do")),
		Rows:  [][]chat.Button{row(pick("held.was_done", "done"), pick("held.was_not", "not")), row(pick("open.look", "look")), menuRow()[0]},
	}, nil
}

// evidence is all that a panel shows of an order whose number is not known.
func evidence(o ops.OrderOutcome) []chat.Text {
	amount := func(a *decimal.Decimal) chat.Amount {
		if a == nil {
			return chat.Amount{Number: "?"}
		}
		return exactly(*a, o.Currency)
	}
	args := chat.Args{"Before": amount(o.Before), "After": amount(o.After), "Cost": exactly(o.Cost, o.Currency)}
	return []chat.Text{chat.T("held.balance", args), chat.T("held.sign_"+string(o.Sign()), args)}
}

func (d Deps) takeHeldOrder(ctx context.Context, t *dialog.Turn, s *heldSheet, a dialog.Answer) (dialog.Next, error) {
	place := t.Input.Place.Chat
	switch a.Value {
	case "done":
		return dialog.To("number"), nil
	case "look":
		if _, err := d.Ops.LookAgain(ctx, place, s.Key); err != nil {
			return dialog.Next{}, err
		}
		now, err := d.Ops.BalanceNow(ctx, place)
		s.Now = exactly(now.Amount, now.Currency)
		return dialog.Stay(chat.Text{}), err
	}
	return dialog.To("sure_not"), nil
}

// askHeldNot asks once more: who taps in a hurry would order it twice.
func askHeldNot(context.Context, *dialog.Turn, *heldSheet) (chat.Screen, error) {
	yes := pick("held.sure_not", "yes")
	yes.Style = chat.Danger
	return chat.Screen{Lines: []chat.Text{chat.T("held.ask_not")}, Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) takeHeldNot(ctx context.Context, t *dialog.Turn, s *heldSheet, _ dialog.Answer) (dialog.Next, error) {
	out, err := d.Ops.Decide(ctx, t.Input.Place.Chat, s.Key, false)
	if err != nil {
		return dialog.Next{}, err
	}
	if out.State == storage.Done { // somebody else knew better, and was quicker
		return dialog.End(d.placedScreen(t, out)), nil
	}
	rows := menuRow()
	if again := "order key " + s.Key; len(again) <= maxTarget {
		rows = [][]chat.Button{row(goTo("orders.again", again)), menuRow()[0]}
	}
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("held.noted_not")}, Rows: rows}), nil
}

func askHeldNumber(context.Context, *dialog.Turn, *heldSheet) (chat.Screen, error) {
	return chat.Screen{Lines: []chat.Text{chat.T("held.ask_number")}}, nil
}

// numberPattern is how panels number orders. Many read only the digits at the
// beginning of what they are asked, so that "0123" or "123,124" would pass for
// 123.
var numberPattern = regexp.MustCompile(`^(?:[1-9][0-9]*|[A-Za-z][A-Za-z0-9_-]*|[A-Za-z0-9_-]{16,})$`)

// longestNumber is more than any panel's number of an order has.
const longestNumber = 40

func (d Deps) takeHeldNumber(ctx context.Context, t *dialog.Turn, s *heldSheet, a dialog.Answer) (dialog.Next, error) {
	number := strings.TrimPrefix(strings.Map(asciiDigit, strings.TrimSpace(a.Text)), "#")
	if len(number) > longestNumber || !numberPattern.MatchString(number) {
		return dialog.Stay(chat.T("held.bad_number")), nil
	}
	status, err := d.Ops.OrderNumbered(ctx, t.Input.Place.Chat, number)
	switch resale.CodeOf(err) {
	case "":
	case resale.NotFound, resale.Refused:
		return dialog.Stay(chat.T("held.no_such", chat.Args{"Number": number})), nil
	case resale.Taken:
		return dialog.Stay(chat.T("held.taken", chat.Args{"Number": number})), nil
	default:
		return dialog.Next{}, err
	}
	s.Number, s.Status = number, status
	return dialog.To("sure"), nil
}

// askHeldSure shows the order with the number that was typed: it may be a
// slip.
func (d Deps) askHeldSure(ctx context.Context, t *dialog.Turn, s *heldSheet) (chat.Screen, error) {
	out, err := d.Ops.HeldOrder(ctx, t.Input.Place.Chat, s.Key)
	if err != nil {
		return chat.Screen{}, err
	}
	lines := []chat.Text{chat.T("held.found", chat.Args{"Number": s.Number}), {}, chat.T("orders.is_state", chat.Args{"State": stateText(s.Status)})}
	if charge := s.Status.Charge; charge != nil {
		lines = append(lines, chat.T("orders.charged", chat.Args{"Charge": exactly(*charge, or(s.Status.Currency, out.Order.Currency))}))
		if !charge.Equal(out.Order.Cost) && !charge.IsZero() {
			lines = append(lines, chat.T("held.other_cost", chat.Args{"Cost": exactly(out.Order.Cost, out.Order.Currency)}))
		}
	}
	yes := pick("held.this_one", "yes")
	yes.Style = chat.Primary
	return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("held.ask_sure")), Rows: [][]chat.Button{row(yes)}}, nil
}

func (d Deps) takeHeldSure(ctx context.Context, t *dialog.Turn, s *heldSheet, _ dialog.Answer) (dialog.Next, error) {
	out, err := d.Ops.DecideOrder(ctx, t.Input.Place.Chat, s.Key, s.Number)
	switch {
	case resale.CodeOf(err) == resale.Taken:
		t.Note(chat.T("held.taken", chat.Args{"Number": s.Number}))
		return dialog.To("number"), nil
	case err != nil:
		return dialog.Next{}, err
	case out.State != storage.Done: // somebody else said that it is none
		return dialog.To("one"), nil
	}
	return dialog.End(d.placedScreen(t, out)), nil
}
