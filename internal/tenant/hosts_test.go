package tenant

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
)

// hostKinds are the letters of what a hosting panel has, in targets.
func hostKinds() map[string]sandbox.WHKind {
	return map[string]sandbox.WHKind{
		"c": sandbox.WHClients, "p": sandbox.WHProducts, "s": sandbox.WHServices, "i": sandbox.WHInvoices, "y": sandbox.WHPayments,
		"v": sandbox.WHServers, "k": sandbox.WHKeys, "h": sandbox.WHWebhooks, "a": sandbox.WHAudit,
	}
}

// settleHost gives a tenant a hosting panel. Its ids, uuids and the numbers of
// its invoices are those of the other one's panel too; its prices are such that
// they, and nobody else's, are found by amountPattern.
func (w *world) settleHost(r *tenant, n int) {
	r.host = sandbox.NewWH(sandbox.WHOptions{Now: w.clock, Salt: r.mark, Dial: func(ctx context.Context, network, address string) (net.Conn, error) {
		if host, _, _ := net.SplitHostPort(address); host != "127.0.0.1" {
			return nil, errors.New("people may have typed anything")
		}
		return new(net.Dialer).DialContext(ctx, network, address)
	}})
	r.host.Quirk([]sandbox.WHQuirks{{WebhookPrefix: true, ShowSecrets: true}, {Envelope: 3, WebhookShape: 2, NoGet: true, ShowSecrets: true}}[n])
	at, err := r.host.Start()
	w.must(err)
	r.hostAt = at
	r.host.AddKey(r.keys[ops.WHMDC])
	r.host.Add(sandbox.WHProducts, sandbox.WHRow{"name": r.mark + "hprod", "description": r.mark + "habout", "price": []string{"71414.10", "82828.20"}[n], "currency": r.mark + "cur"})
	for i := range 2 {
		r.host.Add(sandbox.WHServers, sandbox.WHRow{"name": r.mark + fmt.Sprintf("hserv%d", i), "hostname": r.word("hserv", i) + ".example", "password": r.hidden(i)})
		r.host.Add(sandbox.WHKeys, sandbox.WHRow{"name": r.mark + fmt.Sprintf("hkey%d", i), "permissions": []string{"clients.read"}})
		r.host.Add(sandbox.WHWebhooks, sandbox.WHRow{"name": r.mark + fmt.Sprintf("hhook%d", i), "url": "https://" + r.word("hhook", i) + ".example/", "status": "inactive"})
	}
	r.host.Add(sandbox.WHAudit, sandbox.WHRow{"action": "client.viewed", "user": r.mark + "hadmin"})
}

// hidden is a password that nobody is ever to see, whatever the panel shows.
func (r *tenant) hidden(n int) string {
	return fmt.Sprintf("unseen-%x-%d", r.mark, n)
}

// stockHost adds a customer with a service and an invoice to a tenant's hosting
// panel.
func (w *world) stockHost(r *tenant, n int) {
	who := sandbox.WHRow{"email": r.word("hmail", n) + "@mail.example", "password": r.hidden(n)}
	if n%4 != 3 { // of others there is an address alone
		who["first_name"], who["last_name"], who["company_name"] = r.mark+fmt.Sprintf("hcust%d", n), r.mark+fmt.Sprintf("hlast%d", n), r.mark+fmt.Sprintf("hfirm%d", n)
	}
	customer := r.host.Add(sandbox.WHClients, who)
	service := r.host.Add(sandbox.WHServices, sandbox.WHRow{
		"client_id": customer, "product_id": int64(1), "server_id": int64(1), "domain": r.word("hdom", n) + ".example", "username": r.word("huser", n), "password": r.hidden(n),
		"status": []string{"active", "suspended", "pending"}[n%3], "next_due_date": w.now.AddDate(0, 0, n%5),
	})
	row, _ := r.host.Row(sandbox.WHServices, service)
	invoice := r.host.Add(sandbox.WHInvoices, sandbox.WHRow{
		"service_id": service, "total": row.Text("price"), "due_date": w.now.AddDate(0, 0, n%6-2), "notes": r.mark + fmt.Sprintf("hnote%d", n),
	})
	if n == 0 || n == 3 {
		r.host.Pay(invoice, r.word("hway", 1), r.word("htx", n))
	}
}

// hear lets what the panels post arrive, and has it worked off.
func (w *world) hear() {
	ctx, cancel := context.WithTimeout(w.Context(), 20*time.Second)
	defer cancel()
	for _, r := range w.tenants {
		w.must(r.host.Wait(ctx, func(p *sandbox.WHPanel) bool { return p.Waiting() == 0 }))
	}
	chats, err := w.ops.HostCallers(ctx)
	w.must(err)
	for _, chat := range chats {
		w.seen["webhooks"]++
		for more := true; more; {
			more, err = w.ops.TakeHostCalls(ctx, chat)
			w.must(err)
		}
	}
}

// learnHosts takes in the secrets that hosting panels have by now. Those that
// the bot signs with and opens with are nobody's to see.
func (w *watch) learnHosts() {
	for _, r := range w.tenants {
		for i := range r.made {
			w.note(r.hidden(i), secretOf{nobody: true})
		}
		for _, kind := range []sandbox.WHKind{sandbox.WHKeys, sandbox.WHWebhooks, sandbox.WHClients} {
			for _, row := range r.host.Rows(kind) {
				of := secretOf{tenant: r, access: access{ops.WHMDC, row.ID()}}
				if strings.HasPrefix(row.Text("url"), w.receiver.URL) {
					of = secretOf{nobody: true}
				}
				for _, name := range []string{"key", "secret", "password"} {
					if secret := row.Text(name); secret != r.keys[ops.WHMDC] && !strings.HasPrefix(secret, "unseen-") {
						w.note(secret, of)
					}
				}
				if of.nobody {
					w.note(row.Text("url"), secretOf{tenant: r, access: access{ops.WHMDC, row.ID()}})
				}
			}
		}
	}
}

// ofHost are targets about a tenant's hosting panel, and the newest that it has
// of each kind; of services more, for they are in several states.
func (r *tenant) ofHost(most int) []string {
	all := []string{"billing", "hostcollect", "hostlist y", "hostprices", "hostalerts", "hostcredit", "stats whmdc", "alerts whmdc", "hostmute", "hostevents 1"}
	for letter, kind := range hostKinds() {
		all = append(all, "hostlist "+letter, "hostnew "+letter)
		rows, many := r.host.Rows(kind), most
		if letter == "s" {
			many *= 3
		}
		for _, row := range rows[max(0, len(rows)-many):] {
			for _, flow := range []string{"host", "hostedit", "hostdel"} {
				all = append(all, fmt.Sprintf("%s %s %d", flow, letter, row.ID()))
			}
			all = append(all, moreOfHost(letter, row.ID())...)
		}
	}
	slices.Sort(all)
	return all
}

func moreOfHost(letter string, id int64) (all []string) {
	switch letter {
	case "c":
		for _, target := range []string{"hostcredit %d", "hostnew s %d", "hostnew i %d", "hostlist i 1 - %d"} {
			all = append(all, fmt.Sprintf(target, id))
		}
	case "s":
		for _, verb := range []string{"p", "s", "u", "t"} {
			all = append(all, fmt.Sprintf("hostdo %s %d", verb, id))
		}
	case "i":
		all = append(all, fmt.Sprintf("hostpay %d", id), fmt.Sprintf("hostpay %d", id))
	}
	return all
}
