package ops

import (
	"context"
	"slices"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// The acts that make an invoice.
const (
	createInvoiceAct = "create invoice"
	renewSubAct      = "renew subscription"
	addTrafficAct    = "add traffic"
)

// How long after it was wanted an invoice may still be asked for, and how long
// it is looked for when the answer was lost. Who asks again later is shown what
// was made after all: an invoice that nobody pays costs nothing.
const (
	billWithin = 15 * time.Minute
	billUntil  = time.Hour
)

// Buy makes an invoice, once. An unpaid one for the same thing is given instead
// of a new one. Refused with resale.Unpaid: the panel wants another one paid
// first, which the outcome shows. Refused with resale.AlreadyPaid: one for the same is
// paid and brought nothing yet, which the outcome shows; aware names those that
// the person knows of and wants one more all the same, see OwedFor.
func (o *Ops) Buy(ctx context.Context, a Act, key storage.MemberKey, p resale.Purchase, aware ...string) (Outcome, error) {
	return o.bill(ctx, a, key, o.createInvoice(), billIntent{Kind: storage.InvoiceNew, Purchase: p, Aware: aware})
}

// RenewSubscription makes an invoice for a later end of a subscription, once;
// else as Buy.
func (o *Ops) RenewSubscription(ctx context.Context, a Act, key storage.MemberKey, subscription int64, aware ...string) (Outcome, error) {
	p := resale.Purchase{Subscription: subscription}
	return o.bill(ctx, a, key, o.renewInvoice(), billIntent{Kind: storage.InvoiceRenew, Purchase: p, Aware: aware})
}

// AddTraffic makes an invoice for more traffic of a subscription, once; else as
// Buy.
func (o *Ops) AddTraffic(ctx context.Context, a Act, key storage.MemberKey, subscription, plan int64, aware ...string) (Outcome, error) {
	p := resale.Purchase{Subscription: subscription, PlanID: plan, Period: resale.TopUp}
	return o.bill(ctx, a, key, o.topUpInvoice(), billIntent{Kind: storage.InvoiceTopUp, Purchase: p, Aware: aware})
}

// bill makes an invoice by one of the three effects.
func (o *Ops) bill(ctx context.Context, a Act, key storage.MemberKey, e effect, b billIntent) (Outcome, error) {
	in, out, err := o.billFor(ctx, &a, key, e.name, xmPurchase, b)
	if err != nil || out.State != "" {
		return out, err
	}
	if err := o.serves(ctx, e.name, key.Chat); err != nil {
		return refusedBill(e.name, err)
	}
	return o.performBill(ctx, a, key, e, in)
}

// billFor begins an act of a member about an invoice. The outcome says why it
// cannot begin.
func (o *Ops) billFor(ctx context.Context, a *Act, key storage.MemberKey, act string, thing xmThing, b billIntent) (intent, Outcome, error) {
	_, m, err := o.member(ctx, act, key)
	if err != nil {
		out, err := refusedBill(act, err)
		return intent{}, out, err
	}
	b.Member = key
	a.Place, a.Person = chat.Place{Chat: key.Chat}, key.Person
	return intent{Username: m.Email, XM: &xmIntent{Thing: thing, Password: m.Password, Bill: &b}}, Outcome{}, nil
}

// refusedBill makes an outcome of a reason not to begin.
func refusedBill(act string, err error) (Outcome, error) {
	code := resale.CodeOf(err)
	if code == resale.Internal {
		return Outcome{}, err
	}
	return Outcome{Act: act, State: storage.Refused, Code: code, Invoice: &InvoiceOutcome{}}, nil
}

// performBill takes the act through the journal, has its invoice watched, and
// gives it as it is kept now.
func (o *Ops) performBill(ctx context.Context, a Act, key storage.MemberKey, e effect, in intent) (Outcome, error) {
	out, err := o.perform(ctx, a, e, in)
	if err != nil {
		return out, err
	}
	o.invoicing.wake()
	if out.Invoice == nil || out.Invoice.Now.ID == "" {
		return out, nil
	}
	err = o.Store.View(ctx, func(tx *storage.Tx) error {
		chat, err := tx.NowChat(key.Chat)
		if err != nil {
			return err
		}
		i, _, err := tx.Invoice(storage.InvoiceKey{Chat: chat, Person: key.Person, ID: out.Invoice.Now.ID})
		if err != nil {
			return err
		}
		out.Invoice.Invoice, err = tx.WithPicture(i)
		return err
	})
	return out, err
}

func (o *Ops) createInvoice() effect {
	return o.billing(createInvoiceAct, readHad, func(ctx context.Context, c connection, in intent) (string, error) {
		return c.xm.CreateInvoice(ctx, in.login(), in.XM.Bill.Purchase)
	})
}

func (o *Ops) renewInvoice() effect {
	return o.billing(renewSubAct, readRenewed, func(ctx context.Context, c connection, in intent) (string, error) {
		return c.xm.RenewInvoice(ctx, in.login(), in.XM.Bill.Purchase.Subscription)
	})
}

func (o *Ops) topUpInvoice() effect {
	return o.billing(addTrafficAct, readToppedUp, func(ctx context.Context, c connection, in intent) (string, error) {
		return c.xm.TopUpInvoice(ctx, in.login(), in.XM.Bill.Purchase.Subscription, in.XM.Bill.Purchase.PlanID)
	})
}

// billing is an effect that makes an invoice: read reads what is bought and what
// the member has, ask asks for the invoice.
func (o *Ops) billing(name string, read func(context.Context, connection, *intent) error, ask func(context.Context, connection, intent) (string, error)) effect {
	return effect{
		name: name, provider: XMPlus, within: billWithin, until: billUntil,
		prepare: func(ctx context.Context, c connection, in *intent) error {
			if err := o.signIn(ctx, in); err != nil {
				return err
			}
			if err := read(ctx, c, in); err != nil {
				return err
			}
			return o.readInvoices(ctx, c, in)
		},
		already: func(in intent) (storage.State, resale.Code, result) {
			switch b := in.XM.Bill; {
			case b.paid != nil:
				return storage.Refused, resale.AlreadyPaid, ofBill(billResult{Now: *b.paid})
			case b.found != nil:
				return storage.Done, "", ofBill(billResult{Now: *b.found, Again: true})
			}
			return "", "", result{}
		},
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			id, err := ask(ctx, c, in)
			switch resale.CodeOf(err) {
			case "":
				return ofBill(billResult{Now: seeMade(ctx, c, in, id)}), nil
			case resale.Unpaid, resale.Refused: // its words are not always known
				return ofBill(billResult{Now: seeUnpaid(ctx, c, in)}), err
			}
			return result{}, err
		},
		look:    o.lookForInvoice,
		settled: o.keepInvoice,
	}
}

// readInvoices notes which invoices there are, and finds one for the same thing
// that is unpaid, or paid and owed.
func (o *Ops) readInvoices(ctx context.Context, c connection, in *intent) error {
	all, err := c.xm.Invoices(ctx, in.login())
	if err != nil {
		return err
	}
	b := in.XM.Bill
	b.Known = nil
	for _, i := range all {
		b.Known = append(b.Known, i.ID)
	}
	if err := o.findOwed(ctx, c, in, all); err != nil {
		return err
	}
	slices.SortStableFunc(all, func(a, b resale.Invoice) int { return b.Created.Compare(a.Created) })
	for _, i := range all {
		same, err := o.sameWish(ctx, *in, i)
		if err != nil {
			return err
		}
		if same {
			b.found = &i
			return nil
		}
	}
	return nil
}
