package ops

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// MemberInvoices says that a member has invoices that are due.
type MemberInvoices struct {
	Member storage.MemberKey
	Panel  string
}

// invoicesOfMember is about how many invoices a member has due at once.
const invoicesOfMember = 4

// InvoicesWaiting gets a value soon after an invoice is to be watched.
func (o *Ops) InvoicesWaiting() <-chan struct{} { return o.invoicing.woken }

// DueInvoicePanels gives the panels with invoices that are due, the longest due
// first, without those that rest after failures.
func (o *Ops) DueInvoicePanels(ctx context.Context) (panels []string, err error) {
	now := o.Now().UTC()
	var since map[string]time.Time
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		since, err = tx.DueInvoicePanels(now)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due invoices: %w", err)
	}
	for panel := range since {
		panels = append(panels, panel)
	}
	slices.SortFunc(panels, func(a, b string) int { return cmp.Or(since[a].Compare(since[b]), cmp.Compare(a, b)) })
	return o.invoicing.awake(panels, now), nil
}

// DueInvoices gives at most limit members of a panel who have an invoice that
// is due, the longest due first.
func (o *Ops) DueInvoices(ctx context.Context, panel string, limit int) (due []MemberInvoices, err error) {
	now := o.Now().UTC()
	if until, _ := o.invoicing.resting(panel, now); !until.IsZero() {
		return nil, nil
	}
	var keys []storage.InvoiceKey
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		keys, err = tx.DueInvoices(panel, now, limit*invoicesOfMember)
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("list due invoices: %w", err)
	}
	seen := map[storage.MemberKey]bool{}
	for _, key := range keys {
		member := storage.MemberKey{Chat: key.Chat, Person: key.Person}
		if !seen[member] && len(due) < limit {
			due = append(due, MemberInvoices{Member: member, Panel: panel})
		}
		seen[member] = true
	}
	return due, nil
}

// LookAtInvoices looks at all watched invoices of a member at once, if one is
// due, and tells what is new. That the panel does not answer is no error: it
// rests, and the stores' chats are told when it lasts.
func (o *Ops) LookAtInvoices(ctx context.Context, m MemberInvoices, tell TellInvoice, stores TellStore) error {
	watched, err := o.watched(ctx, m.Member)
	if err != nil {
		return fmt.Errorf("look at invoices: %w", err)
	}
	now := o.Now()
	if !slices.ContainsFunc(watched, func(i storage.Invoice) bool { return !i.Next.After(now) }) {
		return nil
	}
	asked, err := o.lookAtInvoices(httpapi.Patient(ctx), m.Member, watched, tell)
	switch {
	case shutDown(ctx):
		return nil // due as before
	case resale.CodeOf(err) == resale.Internal:
		return fmt.Errorf("look at invoices: %w", err)
	case asked == "":
		return nil
	}
	return o.noteStores(context.WithoutCancel(ctx), asked, resale.CodeOf(err), stores)
}

// watched gives a member's invoices that are looked at.
func (o *Ops) watched(ctx context.Context, member storage.MemberKey) (watched []storage.Invoice, err error) {
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		watched, err = tx.InvoicesOfMember(member)
		return err
	})
	return slices.DeleteFunc(watched, func(i storage.Invoice) bool { return i.Next.IsZero() }), err
}

// CheckInvoice looks at once whether an invoice was paid and delivered, tells
// what is new, and gives it.
func (o *Ops) CheckInvoice(ctx context.Context, key storage.MemberKey, id string, tell TellInvoice) (InvoiceView, error) {
	kept, found, err := o.keptInvoice(ctx, key, id)
	if err != nil {
		return InvoiceView{}, fmt.Errorf("check invoice: %w", err)
	}
	if !found || kept.State == storage.InvoiceDelivered || kept.Refunded {
		return o.Invoice(ctx, key, id)
	}
	key = kept.Member()
	if err := o.watchAgain(ctx, kept); err != nil {
		return InvoiceView{}, fmt.Errorf("check invoice: %w", err)
	}
	watched, err := o.watched(ctx, key)
	if err != nil {
		return InvoiceView{}, fmt.Errorf("check invoice: %w", err)
	}
	if _, err := o.lookAtInvoices(ctx, key, watched, tell); err != nil {
		return InvoiceView{}, err
	}
	return o.Invoice(ctx, key, id)
}

// watchAgain has an invoice looked at that nobody looked at any more.
func (o *Ops) watchAgain(ctx context.Context, kept storage.Invoice) error {
	if !kept.Next.IsZero() {
		return nil
	}
	return o.Store.Update(ctx, func(tx *storage.Tx) error {
		i, found, err := tx.Invoice(kept.Key())
		if err != nil || !found || !i.Next.IsZero() || i.State == storage.InvoiceDelivered || i.Refunded {
			return err
		}
		i.Next = o.Now().UTC()
		return tx.SaveInvoice(i)
	})
}

// lookAtInvoices reads a member's invoices, and what they have when one is
// paid, and takes that into the rows. It gives the panel that was asked, "" for
// none; the error is that panel's, which is noted.
func (o *Ops) lookAtInvoices(ctx context.Context, key storage.MemberKey, watched []storage.Invoice, tell TellInvoice) (asked string, err error) {
	c, m, err := o.member(ctx, "look at invoices", key)
	if err != nil {
		return "", o.sawNoInvoices(ctx, key, err, tell)
	}
	watched = slices.DeleteFunc(slices.Clone(watched), func(i storage.Invoice) bool { return i.Panel != m.Panel })
	if len(watched) == 0 {
		return "", o.sawNoInvoices(ctx, key, &resale.Error{Act: "look at invoices", Code: resale.OtherPanel}, tell)
	}
	g := &glimpse{c: c, member: m, login: loginOf(m), watched: watched}
	err = g.read(ctx)
	if shutDown(ctx) {
		return "", ctx.Err()
	}
	ctx = context.WithoutCancel(ctx) // what a slow panel showed until the deadline counts
	o.sawInvoices(c.panel, err)
	if err != nil {
		return c.panel, o.sawNoInvoices(ctx, key, err, tell)
	}
	o.seen.refresh(key, g.subs, g.paid(o.Now()))
	return c.panel, o.changeInvoices(ctx, key, tell, g.takeIn)
}

// shutDown tells of a program that ends, and not of a look that took too long:
// that one would be taken again at once, for ever.
func shutDown(ctx context.Context) bool { return errors.Is(ctx.Err(), context.Canceled) }
