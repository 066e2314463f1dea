package ops

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/storage"
)

// What is looked up before a message: webhooks tell little more than an id.
const (
	hostFillMost = 8               // things of one message; of more the numbers matter
	hostFillTime = 3 * time.Second // for all of them; then they are told as they are
)

// hostFill is what was looked up.
type hostFill struct {
	facts  map[string]hostFacts // by the names of the things
	unseen map[string]bool      // things that were asked for and could not be looked up
	people map[string]string    // the panel's customers by id
}

// fillHostNews looks up what a chat's next message is about, if it is about few
// things and the panel answers at once.
func (o *Ops) fillHostNews(ctx context.Context, chatID int64) hostFill {
	fill := hostFill{facts: map[string]hostFacts{}, unseen: map[string]bool{}}
	items, many := o.bareHostNews(ctx, chatID)
	if len(items) == 0 {
		return fill
	}
	for _, item := range items {
		fill.unseen[item.Name] = !many
	}
	c, err := o.connection(ctx, "read host record", WHMDC, chatID)
	if err != nil {
		return fill
	}
	ctx, done := context.WithTimeout(httpapi.Patient(ctx), hostFillTime)
	defer done()
	fill.people = o.peopleWithin(ctx, c)
	if many {
		return fill
	}
	fill.lookUp(ctx, c, items)
	return fill
}

// bareHostNews gives the things that are to be told now and of which too little
// is known, or a sum that may have changed since; many: too many to ask for each of them.
func (o *Ops) bareHostNews(ctx context.Context, chatID int64) (bare []storage.HostNewsItem, many bool) {
	now := o.Now().UTC()
	err := o.Store.View(ctx, func(tx *storage.Tx) error {
		w, found, err := tx.HostWatch(chatID)
		if err != nil || !found || w.Pending > 4*hostFillMost || w.Trouble.Kind != "" && !w.Trouble.Over || w.Muted.After(now) {
			return err
		}
		if until, err := hostSilence(tx, w, now); err != nil || !until.IsZero() {
			return err
		}
		items, err := tx.HostNews(chatID)
		items = lastOfEach(items)
		many = len(items) > hostFillMost
		for _, item := range items {
			if item.Label == "" || nameless(item.Customer) || item.Event == invoicePaid || item.Event == serviceCreated {
				bare = append(bare, item)
			}
		}
		return err
	})
	if err != nil {
		return nil, false
	}
	return bare, many
}

// named is what people call a customer of whom at most the number is known.
func (fill hostFill) named(customer string) string {
	if id, number := strings.CutPrefix(customer, "#"); number && fill.people[id] != "" {
		return fill.people[id]
	}
	return customer
}

// current leaves out what is told of things that were forgotten, and by their own
// times was long ago: webhooks tell no times.
func (fill hostFill) current(items []storage.HostNewsItem) []storage.HostNewsItem {
	return slices.DeleteFunc(items, func(item storage.HostNewsItem) bool {
		f, found := fill.facts[item.Name]
		return item.First && found && f.kind == item.Kind && f.stale(item.Event, item.At)
	})
}

// into puts what was looked up into the items.
func (fill hostFill) into(items []storage.HostNewsItem) {
	for n := range items {
		f, found := fill.facts[items[n].Name]
		item := &items[n]
		item.Unseen = fill.unseen[item.Name]
		if !found || f.kind != item.Kind {
			item.Customer = fill.named(item.Customer)
			continue
		}
		if f.label != "" {
			item.Label = f.label
		}
		if f.customer != "" {
			item.Customer = fill.named(f.customer)
		}
		if f.total.Known {
			f.total.Unit = cmp.Or(f.total.Unit, item.Total.Unit)
			item.Total = f.total
		}
		item.Owed = f.owed
		if item.Due.IsZero() {
			item.Due = f.due
		}
	}
}
