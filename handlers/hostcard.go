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
