package tenant

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"

	"pgregory.net/rapid"

	"resellerbot/handlers"
	"resellerbot/internal/alerts"
	"resellerbot/internal/chat"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// settleHosting gives a tenant a hosting panel of its own: the numbers of what
// is there are the same at both.
func (w *world) settleHosting(r *tenant) {
	r.host = sandbox.NewWH(sandbox.WHOptions{Now: w.clock})
	address, err := r.host.Start()
	w.must(err)
	r.hostAt = address
	r.host.AddKey(r.keys[ops.WHMDC])
	r.host.Add(sandbox.WHProducts, sandbox.WHRow{"name": r.mark + "hostplan0", "price": "9.90"})
	r.host.Add(sandbox.WHServers, sandbox.WHRow{
		"name": r.mark + "hostserver0", "hostname": r.word("hostserver", 0) + ".example", "password": r.mark + "hostserverpw",
	})
}

// stockHosting adds a customer with a service that waits to be paid.
func (w *world) stockHosting(r *tenant, n int) {
	client := r.host.Add(sandbox.WHClients, sandbox.WHRow{
		"first_name": r.mark + fmt.Sprintf("hostfirst%d", n), "last_name": r.mark + fmt.Sprintf("hostlast%d", n), "email": r.word("hostmail", n) + "@mail.example",
	})
	service := r.host.Add(sandbox.WHServices, sandbox.WHRow{
		"client_id": client, "product_id": 1, "server_id": 1, "domain": r.word("hostdomain", n) + ".example", "username": r.word("hostuser", n),
	})
	r.host.Add(sandbox.WHInvoices, sandbox.WHRow{
		"service_id": service, "total": "9.90", "notes": r.mark + fmt.Sprintf("hostnote%d", n), "invoice_number": r.mark + fmt.Sprintf("hostinv%d", n),
	})
}

// hear is where both panels post their webhooks, whichever bot runs just then.
func (w *world) hear() *httptest.Server {
	return httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		alerts.NewHooks(alerts.HooksConfig{Store: w.store, Now: w.clock}).ServeHTTP(rw, r)
	}))
}

// hooked waits until the panels have posted everything.
func (w *world) hooked() {
	for _, r := range w.tenants {
		w.must(r.host.Wait(w.Context(), func(p *sandbox.WHPanel) bool { return p.Waiting() == 0 }))
		w.seen["webhooks"] += len(r.host.Sent()) - r.sent
		r.sent = len(r.host.Sent())
	}
}

// hostCalls works off the webhooks that came, as jobs.HostCalls does until it
// is ended.
func (w *world) hostCalls(ctx context.Context) (err error) {
	chats, failed := w.ops.HostCallers(ctx)
	for _, chat := range chats {
		for again := true; again; {
			var one error
			again, one = w.ops.TakeHostCalls(ctx, chat)
			err = errors.Join(err, one)
		}
	}
	return errors.Join(err, failed)
}

func (w *world) hostNews(ctx context.Context) error {
	return jobs.HostNews(w.ops, func(tx *storage.Tx, n ops.HostNews) error { return w.tell(tx, handlers.HostNewsNotice(w.deps, n)) })(ctx)
}

// lives has something happen at a hosting panel.
func (w *world) lives(t *rapid.T) {
	r := w.tenants[rapid.IntRange(0, 1).Draw(t, "tenant")]
	w.happens("things happen at the hosting panel of %s", r.mark)
	switch rapid.IntRange(0, 3).Draw(t, "what") {
	case 0:
		r.made++
		w.stockHosting(r, r.made)
	case 1:
		r.host.PayOldest()
	case 2:
		r.host.SuspendLate()
	case 3:
		r.host.NextInvoices(60 * day)
	}
	w.hooked()
	w.works(t)
}

// looksIn has a tenant look at its hosting panel and turn its alerts on.
func (w *world) looksIn(r *tenant) {
	boss, at := w.person(r.people[0]), chat.Place{Chat: r.chat}
	w.tap(boss, at, 1, "g.0.hostalerts")
	w.tapFirst(boss, at, 0)
	for _, target := range []string{"billing", "hostlist c", "host c 2", "host i 3", "hostprices", "hostlist k"} {
		w.tap(boss, at, 1, "g.0."+target)
	}
	w.hooked()
	w.run("host hooks")
}

// ofHosting are targets about what a tenant's hosting panel has, and so has the
// other one under the same numbers.
func (r *tenant) ofHosting() []string {
	all := []string{"billing", "hostprices", "hostpays", "hostalerts", "hostevents", "hostnew c", "hostnew i", "hostnew k", "hostnew s", "hostlist v", "hostlist h", "hostlist a"}
	for _, kind := range []sandbox.WHKind{sandbox.WHClients, sandbox.WHServices, sandbox.WHInvoices} {
		letter := map[sandbox.WHKind]string{sandbox.WHClients: "c", sandbox.WHServices: "s", sandbox.WHInvoices: "i"}[kind]
		rows := r.host.Rows(kind)
		for _, row := range rows[:min(len(rows), 3)] {
			id := row.ID()
			all = append(all, fmt.Sprintf("host %s %d", letter, id), fmt.Sprintf("hostedit %s %d", letter, id), fmt.Sprintf("hostdel %s %d", letter, id))
			switch letter {
			case "s":
				all = append(all, fmt.Sprintf("hostdo p %d", id), fmt.Sprintf("hostdo s %d", id), fmt.Sprintf("hostdo t %d", id))
			case "i":
				all = append(all, fmt.Sprintf("hostpay %d", id), fmt.Sprintf("hostcollect %d", id))
			}
		}
	}
	return all
}

// learnHosting takes in what hosting panels show once.
func (w *watch) learnHosting(r *tenant) {
	for kind, field := range map[sandbox.WHKind]string{sandbox.WHKeys: "key", sandbox.WHWebhooks: "secret", sandbox.WHClients: "password", sandbox.WHServers: "password"} {
		for _, row := range r.host.Rows(kind) {
			if text := row.Text(field); text != r.keys[ops.WHMDC] {
				w.note(text, secretOf{tenant: r, nobody: kind == sandbox.WHWebhooks || kind == sandbox.WHServers})
			}
		}
	}
}
