package handlers

import (
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostCardFlow is the card of one record: of a customer with what belongs to
// them.
func hostCardFlow(d Deps) dialog.Flow[hostSheet] {
	return dialog.Flow[hostSheet]{
		Name: "host", Home: true, Needs: ops.WHMDC,
		Begin: func(_ context.Context, _ *dialog.Turn, s *hostSheet, args string) (dialog.Next, error) {
			var ok bool
			if *s, ok = readHost(args); !ok {
				return dialog.Go("billing"), nil
			}
			return dialog.To("card"), nil
		},
		Steps: []dialog.Step[hostSheet]{{Name: "card", Ask: d.askHost, Take: takeHost}},
	}
}

func (d Deps) askHost(ctx context.Context, t *dialog.Turn, s *hostSheet) (chat.Screen, error) {
	if s.K == ofCustomers {
		return d.askHostCustomer(ctx, t, s)
	}
	r, err := d.readHostCard(ctx, t, s)
	if err != nil {
		return s.unread(err)
	}
	lines := withOwn(d.hostLines(t, s.K, d.named(ctx, t, r, namesWithin)), d.ownKey(ctx, t, r))
	if _, asked := d.askedLately(ctx, t, r); asked.Key != "" && len(lines) > 0 {
		lines = slices.Insert(lines, 1, asked)
	}
	if s.K == ofProducts {
		lines = append(lines, d.pricedApart(ctx, t, r, "hostprices.apart")...)
	}
	return chat.Screen{Lines: lines, Rows: append(s.ways(r), s.lastRows()...)}, nil
}

// readHostCard reads a record, an invoice with what was paid of it.
func (d Deps) readHostCard(ctx context.Context, t *dialog.Turn, s *hostSheet) (resale.Record, error) {
	if s.K == ofInvoices {
		return d.Ops.HostInvoice(ctx, t.Input.Place.Chat, s.ID)
	}
	return d.Ops.HostGet(ctx, t.Input.Place.Chat, s.K.record(), s.ID)
}

// unread is instead of a card that cannot be read: of what is gone, the way on.
func (s hostSheet) unread(err error) (chat.Screen, error) {
	if resale.CodeOf(err) != resale.NotFound {
		return chat.Screen{}, err
	}
	return chat.Screen{Lines: []chat.Text{chat.T("hostcard.gone")}, Rows: [][]chat.Button{row(pick("client.to_list", "list")), billingRow()}}, nil
}

// lastRows end every card.
func (s hostSheet) lastRows() [][]chat.Button {
	var rows [][]chat.Button
	if s.K.made() {
		remove := pick("client.delete", "hostdel")
		remove.Style = chat.Danger
		rows = append(rows, row(pick("client.edit", "hostedit"), remove))
	}
	back := pick("client.to_list", "list")
	if customer, _ := s.at(); customer != "" {
		back = pick("hostlist.to_customer", "list")
	}
	return append(rows,
		row(back, pick("button.refresh", "refresh")),
		billingRow())
}

func takeHost(_ context.Context, _ *dialog.Turn, s *hostSheet, a dialog.Answer) (dialog.Next, error) {
	if a.Typed() {
		return dialog.Stay(chat.T("hostcard.use_buttons")), nil
	}
	verb, arg, _ := strings.Cut(a.Value, " ")
	switch verb {
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	case "list":
		return dialog.Go(s.list()), nil
	case "hostdel", "hostedit":
		return dialog.Go(s.target(verb, string(s.K))), nil
	case "hostpay":
		return dialog.Go(hostSheet{ID: arg, From: s.From}.target(verb, "")), nil
	case "do":
		return dialog.Go(s.target("hostdo", arg)), nil
	}
	return dialog.Go(s.onward(strings.TrimSpace(a.Value))), nil
}

// namesWithin is how long the names on a card may take: a panel that is asked
// for one thing by its lists takes many calls.
const (
	namesWithin = 3 * time.Second
	namesLife   = 30 * time.Minute // a name that was read is good for
)

// named gives a record the names of what it belongs to, where it has only
// numbers: a card with numbers is better than none, so what cannot be read soon
// is left as it is. Those of the kinds in but are not needed.
func (d Deps) named(ctx context.Context, t *dialog.Turn, r resale.Record, within time.Duration, but ...resale.RecordKind) resale.Record {
	ctx, stop := context.WithTimeout(ctx, within)
	defer stop()
	for _, f := range hostFields(kindOf(r.Kind)) {
		id := r.Ref(f.of)
		if f.form != refForm || id == "" || slices.Contains(but, f.of) || innerName(r, f.names()...).Key != "" {
			continue
		}
		other, err := d.Ops.HostSeen(ctx, t.Input.Place.Chat, f.of, id, namesLife)
		if err != nil {
			t.Log.Info("read the name of what a record belongs to", "kind", f.of, "err", err)
			continue
		}
		r = withInner(r, strings.TrimSuffix(f.name, "_id"), other)
	}
	return r
}
