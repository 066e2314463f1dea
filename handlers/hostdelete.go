package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostDeleteSheet is a record that is to be deleted, and what goes on without
// it: of a customer.
type hostDeleteSheet struct {
	hostSheet
	Runs   []string           `json:"runs,omitempty"` // services that are not ended
	Unpaid int                `json:"unpaid,omitempty"`
	Unseen bool               `json:"unseen,omitempty"` // nobody could tell
	Key    resale.KeyLikeness `json:"key,omitempty"`    // of an API key: whether it is the one in use
	Hook   bool               `json:"hook,omitempty"`   // it is the webhook of this chat's alerts
	Paid   bool               `json:"paid,omitempty"`   // of an invoice
}

// mostRunning is how many services that still run are named.
const mostRunning = 5

// hostDeleteFlow deletes a record: after a yes, or once its name was typed
// where others stop working with it.
func hostDeleteFlow(d Deps) dialog.Flow[hostDeleteSheet] {
	return dialog.Flow[hostDeleteSheet]{
		Name: "hostdel", Needs: ops.WHMDC,
		Begin: func(ctx context.Context, t *dialog.Turn, s *hostDeleteSheet, args string) (dialog.Next, error) {
			var ok bool
			if s.hostSheet, ok = readHost(args); !ok || !s.K.made() {
				return dialog.Go("billing"), nil
			}
			if s.K == ofCustomers {
				return dialog.To("ask"), d.readDependent(ctx, t, s)
			}
			r, err := d.Ops.HostSeen(ctx, t.Input.Place.Chat, s.K.record(), s.ID, seenLife)
			s.Name, s.Key, s.Hook = r.Label(), d.ownKey(ctx, t, r), d.ownHook(ctx, t, r)
			s.Paid = s.K == ofInvoices && r.State() == resale.RecordPaid
			if s.K.typed() {
				return dialog.To("type"), err
			}
			s.Name = openly(t, s.Name)
			return dialog.To("ask"), err
		},
		Away: func(s hostDeleteSheet) string { return s.card() },
		Steps: []dialog.Step[hostDeleteSheet]{
			{Name: "ask", Buttons: true, Ask: askHostDelete, Take: to[hostDeleteSheet]("do")},
			{Name: "type", Sure: true, Ask: askTypedDelete, Take: takeTypedName},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *hostDeleteSheet) (dialog.Next, error) {
				out, err := d.Ops.HostDelete(ctx, t.Act(), s.K.record(), s.ID)
				if err == nil && (refusedAs(out, resale.Refused) || refusedAs(out, resale.Invalid)) { // again it would be the same
					return noted(t, refusalLines(out), dialog.Go(s.card())), nil
				}
				return d.concludeHost(t, s.hostSheet, out, err)
			}},
		},
	}
}

func askHostDelete(_ context.Context, _ *dialog.Turn, s *hostDeleteSheet) (chat.Screen, error) {
	yes := chat.Button{Label: chat.T("delete.yes_again", chat.Args{"Name": shorten(s.Name, 24)}), Answer: "yes", Style: chat.Danger}
	lines := append([]chat.Text{chat.T("hostdel.ask", s.args()), {}}, s.dependent()...)
	return chat.Screen{Lines: append(lines, s.goes()...), Rows: [][]chat.Button{row(yes)}}, nil
}

func askTypedDelete(_ context.Context, _ *dialog.Turn, s *hostDeleteSheet) (chat.Screen, error) {
	lines := append([]chat.Text{chat.T("hostdel.ask", s.args()), {}}, s.goes()...)
	return chat.Screen{Lines: append(lines, chat.Text{}, chat.T("hostdel.type", chat.Args{"Name": s.Name}))}, nil
}

func takeTypedName(_ context.Context, _ *dialog.Turn, s *hostDeleteSheet, a dialog.Answer) (dialog.Next, error) {
	if !typedName(a, s.Name) {
		return dialog.Stay(notTyped("hostdel.not_typed", a)), nil
	}
	return dialog.To("do"), nil
}

// readDependent finds out what a customer still has.
func (d Deps) readDependent(ctx context.Context, t *dialog.Turn, s *hostDeleteSheet) error {
	view, err := d.Ops.HostCustomer(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return err
	}
	s.Name, s.Unpaid = openly(t, view.Customer.Label()), view.Unpaid
	s.Unseen = view.ServicesFailed != "" || view.MoreServices || !view.OwesNoMore()
	for _, r := range view.Services {
		switch r.State() {
		case resale.RecordTerminated, resale.RecordCancelled, resale.RecordInactive:
		default:
			s.Runs = append(s.Runs, shorten(openly(t, r.Label()), 40))
		}
	}
	return nil
}

// dependent says what stays behind.
func (s *hostDeleteSheet) dependent() (lines []chat.Text) {
	if n := len(s.Runs); n > 0 {
		names := strings.Join(s.Runs[:min(n, mostRunning)], ", ")
		if n > mostRunning {
			names += ", …"
		}
		lines = append(lines, chat.T("hostdel.runs", chat.Args{"Count": n, "Names": names}))
	}
	lines = append(lines, howMany("hostdel.unpaid", s.Unpaid)...)
	if s.Unseen {
		lines = append(lines, chat.T("hostdel.unseen"))
	}
	return lines
}
