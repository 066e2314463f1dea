package ops_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

const ana = "ana@mail.example"

// The seeded panel's plans, gateways and services of ana.
const (
	starter, family, top50 = 1, 2, 5
	balanceGateway         = 1
	cryptoGateway          = 2
	cardGateway            = 4
	pictureGateway         = 5
	stripeGateway          = 7
	manualGateway          = 8
	anasStarter            = 1
)

// till is a store whose customer ana is logged in.
type till struct {
	*storeWorld
	before []string // ids of her invoices
}

func newTill(t *testing.T) *till {
	t.Helper()
	w := &till{storeWorld: newStoreWorld(t)}
	w.logIn()
	w.before = w.ids()
	return w
}

// ids gives ana's invoices at the panel.
func (w *till) ids() (ids []string) {
	for _, i := range w.panel.Invoices(ana) {
		ids = append(ids, i.ID)
	}
	return ids
}

// made gives her invoices that were not there at the beginning.
func (w *till) made() (ids []string) {
	return slices.DeleteFunc(w.ids(), func(id string) bool { return slices.Contains(w.before, id) })
}

// wish is something that an invoice is made for.
type wish struct {
	name string
	path string
	do   func(ctx context.Context, w *till, key string) (ops.Outcome, error)
	kind storage.InvoiceKind
}

func wishes() []wish {
	return []wish{
		{"buy", "invoice/create", func(ctx context.Context, w *till, name string) (ops.Outcome, error) {
			return w.Buy(ctx, w.act(name), key(), resale.Purchase{PlanID: family, Plan: "Family", Period: resale.Month})
		}, storage.InvoiceNew},
		{"renew", "service/renew", func(ctx context.Context, w *till, name string) (ops.Outcome, error) {
			return w.RenewSubscription(ctx, w.act(name), key(), anasStarter)
		}, storage.InvoiceRenew},
		{"add traffic", "service/addtraffic", func(ctx context.Context, w *till, name string) (ops.Outcome, error) {
			return w.AddTraffic(ctx, w.act(name), key(), anasStarter, top50)
		}, storage.InvoiceTopUp},
	}
}

// wanted has a wish done, and gives its invoice.
func (w *till) wanted(d wish, name string) storage.Invoice {
	w.t.Helper()
	out, err := d.do(w.t.Context(), w, name)
	w.wantDone(out, err)
	return out.Invoice.Invoice
}

func (w *till) wantDone(out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != storage.Done || out.Invoice.Now.ID == "" || out.Invoice.Invoice.ID != out.Invoice.Now.ID {
		w.t.Fatalf("%q %q %q, %v: %+v", out.State, out.Code, out.Detail, err, out.Invoice)
	}
}

func (w *till) wantRefused(code resale.Code, out ops.Outcome, err error) {
	w.t.Helper()
	if err != nil || out.State != storage.Refused || out.Code != code {
		w.t.Fatalf("%q %q %q, %v; want refused, %q", out.State, out.Code, out.Detail, err, code)
	}
}

func (w *till) pay(ctx context.Context, name, id string, gateway int64) (ops.Outcome, error) {
	return w.Pay(ctx, w.act(name), key(), id, resale.Gateway{ID: gateway, Name: fmt.Sprint(gateway)})
}

// paid has how to pay an invoice shown.
func (w *till) shown(name, id string, gateway int64) storage.Invoice {
	w.t.Helper()
	out, err := w.pay(w.t.Context(), name, id, gateway)
	w.wantDone(out, err)
	return out.Invoice.Invoice
}

// tellInvoice queues what is told of an invoice.
func tellInvoice(tx *storage.Tx, n ops.InvoiceNews) error {
	o := storage.Outgoing{Key: storage.OutKey{Chat: n.Invoice.Person}, Kind: storage.Send}
	if n.Kind.ForReseller() {
		o.Key.Chat = n.Invoice.Chat
	}
	o.Message.HTML = string(n.Kind)
	if n.Invoice.Code != "" {
		o.Message.HTML += " " + n.Invoice.Code
	}
	if n.Subscription.ID != 0 {
		o.Message.HTML += fmt.Sprintf(" %d", n.Subscription.ID)
	}
	return tx.Queue(&o)
}

// wantTold compares what a chat was told of invoices, ever.
func (w *till) wantTold(chat int64, want ...string) {
	w.t.Helper()
	var all []string
	w.update(func(tx *storage.Tx) error {
		all = nil
		keys, err := tx.OutKeys()
		for _, k := range keys {
			o, _, err := tx.Outgoing(k)
			if err != nil {
				return err
			}
			if k.Chat == chat {
				all = append(all, o.Message.HTML)
			}
		}
		return err
	})
	if diff := cmp.Diff(want, all); diff != "" {
		w.t.Errorf("told chat %d (-want +got):\n%s", chat, diff)
	}
}

// watch looks at what is due now, and gives how many members that were.
func (w *till) watch(ctx context.Context) (n int) {
	w.t.Helper()
	panels, err := w.DueInvoicePanels(ctx)
	w.must(err)
	for _, panel := range panels {
		due, err := w.DueInvoices(ctx, panel, 10)
		w.must(err)
		for _, m := range due {
			w.must(w.LookAtInvoices(ctx, m, tellInvoice, w.hear))
			n++
		}
	}
	return n
}

// watchFor lets time pass, a second at a time, and looks at what is due.
func (w *till) watchFor(d time.Duration) (looks int) {
	w.t.Helper()
	for end := w.Now().Add(d); w.Now().Before(end); {
		w.pass(time.Second)
		looks += w.watch(w.t.Context())
	}
	return looks
}

// watchSlowly is watchFor for long times: it goes from one look to the next.
func (w *till) watchSlowly(d time.Duration) (looks int) {
	w.t.Helper()
	for end := w.Now().Add(d); w.Now().Before(end); {
		w.pass(min(30*time.Second, end.Sub(w.Now())))
		looks += w.watch(w.t.Context())
	}
	return looks
}

// row gives an invoice as it is kept.
func (w *till) row(id string) (i storage.Invoice) {
	w.t.Helper()
	w.update(func(tx *storage.Tx) (err error) {
		i, _, err = tx.Invoice(storage.InvoiceKey{Chat: ourChat, Person: customer, ID: id})
		return err
	})
	return i
}

// settle lets time pass until no act is open, as a running program does.
func (w *till) settle() { w.t.Helper(); w.settleWithin(10 * time.Minute) }

func (w *till) settleWithin(longest time.Duration) {
	w.t.Helper()
	for end := w.Now().Add(longest); w.Now().Before(end); w.pass(5 * time.Second) {
		due, err := w.Unsettled(w.t.Context(), 50)
		w.must(err)
		for _, row := range due {
			w.must(w.Reconcile(w.t.Context(), row, w.tell))
		}
		open := 0
		w.update(func(tx *storage.Tx) error {
			rows, err := tx.Unsettled(w.Now().AddDate(1, 0, 0), 0)
			open = len(rows)
			return err
		})
		if open == 0 {
			return
		}
	}
	w.t.Fatal("an act does not come to an end")
}

// wantOne checks that a wish made one invoice, and that it is known here.
func (w *till) wantOne(at string) string {
	w.t.Helper()
	made := w.made()
	if len(made) != 1 {
		w.t.Fatalf("%s: %d invoices: %s", at, len(made), strings.Join(made, ", "))
	}
	if i := w.row(made[0]); i.ID == "" || i.Next.IsZero() {
		w.t.Fatalf("%s: it is not watched: %+v", at, i)
	}
	return made[0]
}

// wantDelivered pays an invoice at the panel, and checks that it comes and is
// told of once.
func (w *till) wantDelivered(at, id string) {
	w.t.Helper()
	w.panel.MarkPaid(id)
	w.watchSlowly(2 * time.Hour)
	if i := w.row(id); i.State != storage.InvoiceDelivered || i.Got == 0 {
		w.t.Errorf("%s: %q, brought %d", at, i.State, i.Got)
	}
	if i, _ := w.panel.Invoice(id); i.Charged != 1 || !i.Delivered {
		w.t.Errorf("%s: charged %d times, delivered %v", at, i.Charged, i.Delivered)
	}
	w.wantTold(ourChat, string(ops.PaidForReseller))
}

func (w *till) fail(path string, kind sandbox.XMFaultKind, times int) {
	w.panel.Fail(sandbox.XMFault{Path: path, Kind: kind, Times: times})
}
