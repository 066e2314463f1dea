package ops

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/providers/whmdc"
)

// What a panel calls its customers is kept for a while: its lists name them by
// number, which says nothing to people.
const (
	peopleLife = 30 * time.Minute
	peopleAnew = time.Minute // when one is asked for who is not among them
	peopleMost = 1000
)

type hostPerson struct{ id, name string }

// HostPeople gives the names of a chat's hosting customers by their id: of a
// thousand at most, at most half an hour old, or a minute when one of these is
// not among them. A key that may not see customers gets none, which is no error.
func (o *Ops) HostPeople(ctx context.Context, chat int64, these ...string) (map[string]string, error) {
	c, err := o.connection(ctx, "read customers", WHMDC, chat)
	if err != nil {
		return nil, err
	}
	names, err := o.hostPeople(ctx, c)
	if err != nil || len(names) >= peopleMost || !slices.ContainsFunc(these, func(id string) bool { return id != "" && names[id] == "" }) {
		return names, err
	}
	last, known := o.places.get(peopleName(c.panel))
	if !known || o.Now().Sub(last.at) < peopleAnew {
		return names, nil
	}
	last.next = o.Now()
	o.places.put(peopleName(c.panel), last, o.Now())
	return o.hostPeople(ctx, c)
}

func (o *Ops) hostPeople(ctx context.Context, c connection) (map[string]string, error) {
	people, err := keptFor(ctx, o, peopleName(c.panel), peopleLife, func(ctx context.Context) (all []hostPerson, err error) {
		return readPeople(ctx, c)
	})
	names := namesOf(people)
	if code := resale.CodeOf(err); code == resale.Forbidden || code == resale.NotFound {
		return names, nil
	}
	return names, err
}

// forgetPeople has the names read anew after a customer was made or changed.
func (p *pursuit) forgetPeople() {
	if p.in.Host != nil && p.in.Host.Kind == resale.Customers {
		p.places.forget(peopleName(p.panel.panel))
	}
}

func peopleName(panel string) string { return "host people " + panel }

func readPeople(ctx context.Context, c connection) (all []hostPerson, err error) {
	for r, err := range c.wh.All(ctx, resale.Customers, whmdc.Query{PerPage: hostPage}, peopleMost) {
		if err != nil {
			return nil, err
		}
		all = append(all, hostPerson{r.ID, r.Label()})
	}
	return all, nil
}

func namesOf(people []hostPerson) map[string]string {
	names := make(map[string]string, len(people))
	for _, p := range people {
		names[p.id] = p.name
	}
	return names
}

// peopleWithin is hostPeople for work that nobody waits for: what is not kept is
// read within ctx, or left.
func (o *Ops) peopleWithin(ctx context.Context, c connection) map[string]string {
	if last, known := o.places.get(peopleName(c.panel)); known && o.Now().Before(last.next) {
		return namesOf(last.list.([]hostPerson))
	}
	people, err := readPeople(ctx, c)
	if err != nil {
		o.Log.Info("read the names of customers", "err", err)
		return nil
	}
	o.places.put(peopleName(c.panel), keptList{list: people, at: o.Now(), next: o.Now().Add(peopleLife)}, o.Now())
	return namesOf(people)
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
	names := o.peopleWithin(ctx, c)
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
