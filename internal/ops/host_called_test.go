package ops

import (
	"testing"

	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// What a panel shows without a name is called what was typed, not by a number
// that nobody knows.
func TestWhatHasNoNameIsCalledAsTyped(t *testing.T) {
	t.Parallel()
	wish := func(fields ...string) (w resale.RecordWish) {
		for i := 0; i < len(fields); i += 2 {
			w.Fields = append(w.Fields, resale.WishField{Name: fields[i], Text: fields[i+1]})
		}
		return w
	}
	for _, c := range []struct {
		kind resale.RecordKind
		wish resale.RecordWish
		want string
	}{
		{resale.HostServers, wish("name", "Srv", "hostname", "s.example"), "Srv"},
		{resale.HostServers, wish("hostname", "s.example"), "s.example"},
		{resale.Customers, wish("first_name", "Ana", "last_name", "Lima", "email", "ana@mail.example"), "Ana Lima"},
		{resale.HostServices, wish("client_id", "1", "domain", "a.example"), "a.example"},
		{resale.Products, wish("name", "Starter"), "Starter"},
		{resale.HostKeys, wish("name", "Shop"), "Shop"},
		{resale.HostHooks, wish("url", "https://h.example/x"), "https://h.example/x"},
		{resale.HostPayments, wish("transaction_id", "TG-1-1"), "TG-1-1"},
		{resale.HostInvoices, wish("client_id", "1"), "#3"}, // nobody called it anything
	} {
		bare := resale.Record{Kind: c.kind, ID: "3"}
		for of, h := range map[string]*hostIntent{
			"made":    {Kind: c.kind, Wish: c.wish},
			"changed": {Kind: c.kind, Wish: c.wish, ID: "3", Before: bare.WithText("note", "-")},
		} {
			out := Outcome{State: storage.Done}
			h.tell(&out, intent{Username: h.name()}, ofHost(hostResult{Now: bare.WithText("note", "-")}))
			if out.Name != c.want {
				t.Errorf("%s, %s: called %q, want %q", c.kind, of, out.Name, c.want)
			}
		}
	}
	h := &hostIntent{Kind: resale.HostServers, Wish: wish("name", "Srv")}
	out := Outcome{State: storage.Done}
	h.tell(&out, intent{Username: h.name()}, ofHost(hostResult{Now: resale.Record{Kind: resale.HostServers, ID: "3"}.WithText("name", "Srv 1")}))
	if out.Name != "Srv 1" {
		t.Errorf("called %q, but the panel has a name for it", out.Name)
	}
}
