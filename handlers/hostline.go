package handlers

import (
	"net/url"
	"slices"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// hostButton is a record in a list, with whose it is, "" where that goes
// without saying.
func (d Deps) hostButton(t *dialog.Turn, r resale.Record, owner string) chat.Button {
	if r.Kind == resale.HostPayments {
		return chat.Button{Label: d.paymentLabel(t, r, owner), Answer: "open " + r.ID}
	}
	args := chat.Args{"Mark": hostMark(r, t.Now.In(t.Zone)), "Name": shorten(openly(t, r.Label()), 22)}
	key := "hostlist.bare"
	switch aside := d.hostAside(t, r, owner); len(aside) {
	case 0:
	case 1:
		key, args["Aside"] = "hostlist.line", aside[0]
	default:
		key, args["Name"] = "hostlist.line_more", shorten(openly(t, r.Label()), 17)
		args["Aside"], args["More"] = aside[0], aside[1]
	}
	return chat.Button{Label: chat.T(key, args), Answer: "open " + r.ID}
}

// ownerLong is how much of a customer's name fits beside two other things.
const ownerLong = 12

// hostNear is a day of the next days; beside an owner there is no room for a
// year.
func (d Deps) hostNear(t *dialog.Turn, at time.Time, owner string) chat.Text {
	if owner != "" && at.In(t.Zone).Year() != t.Now.In(t.Zone).Year() {
		return chat.Text{}
	}
	return d.hostShort(t, at)
}

// hostAside is what one wants to know of a record at a glance, two things at
// most.
func (d Deps) hostAside(t *dialog.Turn, r resale.Record, owner string) []chat.Text {
	var all []chat.Text
	switch r.Kind {
	case resale.Customers:
		if !strings.Contains(r.Label(), r.Email()) {
			all = []chat.Text{beside(r, emailFor(t.Input.Place.Chat, r.Email()))}
		}
	case resale.HostServices:
		all = []chat.Text{someText(owner, ownerLong)}
		if !serviceOver(r) {
			all = append(all, d.hostNear(t, r.NextDue(), owner))
		}
	case resale.HostInvoices:
		all = []chat.Text{dueSum(r), someText(owner, ownerLong), d.hostShort(t, r.Due())}
	case resale.Products:
		all = []chat.Text{knownSum(r.Sum("price", "amount", "monthly_price")), wordText(r.Text("billing_cycle", "cycle"))}
	case resale.HostServers:
		all = []chat.Text{beside(r, r.Text("hostname", "host"))}
	case resale.HostHooks:
		all = []chat.Text{someText(owner, 20)}
		if u, err := url.Parse(r.Text("url", "endpoint", "target_url")); err == nil && owner == "" {
			all = []chat.Text{beside(r, u.Host)}
		}
	}
	all = slices.DeleteFunc(all, func(text chat.Text) bool { return text.Key == "" })
	return all[:min(len(all), 2)]
}

// beside is a text that the record's name does not say already.
func beside(r resale.Record, text string) chat.Text {
	if text == "" || strings.Contains(r.Label(), text) {
		return chat.Text{}
	}
	return someText(text, 26)
}

// knownSum is a sum, or a zero text where there is none.
func knownSum(s resale.Sum) chat.Text {
	if !s.Known {
		return chat.Text{}
	}
	return sumText(s)
}

// dueSum is what an invoice is about: of one of which a part was paid, what is
// left.
func dueSum(invoice resale.Record) chat.Text {
	if left := leftText(invoice); left.Key != "" {
		return chat.T("hostlist.left", chat.Args{"Amount": left})
	}
	return knownSum(invoice.Total())
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
