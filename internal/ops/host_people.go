package ops

import (
	"context"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

// What a panel calls its customers is kept for a while: its lists name them by
// number, which says nothing to people.
const (
	peopleLife = 30 * time.Minute
	peopleMost = 1000
)

type hostPerson struct{ id, name string }

// HostPeople gives the names of a chat's hosting customers by their id: of a
// thousand at most, at most half an hour old. A key that may not see customers
// gets none, which is no error.
func (o *Ops) HostPeople(ctx context.Context, chat int64) (map[string]string, error) {
	c, err := o.connection(ctx, "read customers", WHMDC, chat)
	if err != nil {
		return nil, err
	}
	return o.hostPeople(ctx, c)
}

func (o *Ops) hostPeople(ctx context.Context, c connection) (map[string]string, error) {
	people, err := keptFor(ctx, o, "host people "+c.panel, peopleLife, func(ctx context.Context) (all []hostPerson, err error) {
		for r, err := range c.wh.All(ctx, resale.Customers, whmdc.Query{PerPage: hostPage}, peopleMost) {
			if err != nil {
				return nil, err
			}
			all = append(all, hostPerson{r.ID, r.Label()})
		}
		return all, nil
	})
	names := make(map[string]string, len(people))
	for _, p := range people {
		names[p.id] = p.name
	}
	if code := resale.CodeOf(err); code == resale.Forbidden || code == resale.NotFound {
		return names, nil
	}
	return names, err
}

// payerName is what an invoice calls its customer once their name was looked up.
const payerName = "client_name"

// withPayer names the customer of an invoice that has them by number alone: the
// receipt says whose money it was.
func (o *Ops) withPayer(ctx context.Context, c connection, invoice resale.Record) resale.Record {
	id := invoice.Ref(resale.Customers)
	if id == "" || customerName(invoice) != "" {
		return invoice
	}
	ctx, stop := context.WithTimeout(ctx, paidWithin)
	defer stop()
	names, err := o.hostPeople(ctx, c)
	if err != nil {
		o.Log.Info("read the name of who pays", "err", err)
	}
	return invoice.WithText(payerName, names[id])
}

// nameDue names the customers whom the panel's lists have by number. A digest
// with numbers is better than none.
func (o *Ops) nameDue(ctx context.Context, c connection, all []HostDue) {
	nameless := false
	for _, d := range all {
		nameless = nameless || d.Name == "" && d.Customer != ""
	}
	if !nameless {
		return
	}
	names, err := o.hostPeople(ctx, c)
	if err != nil {
		o.Log.Warn("read the names of customers", "err", err)
		return
	}
	for i, d := range all {
		if d.Name == "" {
			all[i].Name = names[d.Customer]
		}
	}
}
