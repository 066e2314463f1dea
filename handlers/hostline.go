package handlers

import (
	"net/url"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// hostButton is a record in a list.
func (d Deps) hostButton(t *dialog.Turn, r resale.Record) chat.Button {
	args := chat.Args{"Mark": hostMark(r, t.Now), "Name": shorten(r.Label(), 22)}
	key := "hostlist.bare"
	switch aside := d.hostAside(t, r); len(aside) {
	case 0:
	case 1:
		key, args["Aside"] = "hostlist.line", aside[0]
	default:
		key, args["Aside"], args["More"] = "hostlist.line_more", aside[0], aside[1]
	}
	return chat.Button{Label: chat.T(key, args), Answer: "open " + r.ID}
}

// hostAside is what one wants to know of a record at a glance, two things at
// most.
func (d Deps) hostAside(t *dialog.Turn, r resale.Record) (aside []chat.Text) {
	add := func(text chat.Text) {
		if text.Key != "" && len(aside) < 2 {
			aside = append(aside, text)
		}
	}
	sum := func(s resale.Sum) {
		if s.Known {
			add(sumText(s))
		}
	}
	switch r.Kind {
	case resale.Customers:
		if email := emailFor(t.Input.Place.Chat, r.Email()); r.Email() != "" && email != r.Label() {
			add(someText(email, 26))
		}
	case resale.HostServices:
		add(innerName(r, "client", "customer"))
		add(d.hostShort(t, r.NextDue()))
	case resale.HostInvoices:
		sum(r.Total())
		add(innerName(r, "client", "customer"))
		add(d.hostShort(t, r.Due()))
	case resale.HostPayments:
		sum(r.Total())
		add(d.hostShort(t, r.Paid()))
		add(d.hostShort(t, r.Created()))
	case resale.Products:
		sum(r.Sum("price", "amount", "monthly_price"))
		add(wordText(r.Text("billing_cycle", "cycle")))
	case resale.HostServers:
		if host := r.Text("hostname", "host"); host != r.Label() {
			add(someText(host, 26))
		}
	case resale.HostHooks:
		if u, err := url.Parse(r.Text("url", "endpoint", "target_url")); err == nil && !strings.Contains(r.Label(), u.Host) {
			add(someText(u.Host, 26))
		}
	}
	return aside
}

// innerName names the object that a record holds under one of the names.
func innerName(r resale.Record, names ...string) chat.Text {
	for _, name := range names {
		if inner := r.Inner(name); len(inner.Fields) > 0 {
			return someText(inner.Label(), 16)
		}
	}
	return chat.Text{}
}
