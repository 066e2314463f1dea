package handlers

import (
	"strings"
	"testing"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/locales"
)

// The tables of fields name sentences by parts of their keys, which no other
// test sees: all of them are there, in each language.
func TestEveryFieldOfAHostingPanelHasItsWords(t *testing.T) {
	t.Parallel()
	catalog, err := locales.Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, lang := range catalog.Languages() {
		said := func(key string) {
			t.Helper()
			args := chat.Args{"Name": "x", "Mark": "x", "Kind": "x", "N": 1, "Text": "x", "Amount": "1", "Unit": "USD"}
			if got := catalog.HTML(lang.Tag, chat.T(key, args)); got == key || got == "" {
				t.Errorf("%s: %s is missing", lang.Tag, key)
			}
		}
		for _, k := range hostKinds() {
			for _, prefix := range []string{"hosttitle.", "hostkind.", "hostone.", "hostcard.title_"} {
				said(prefix + string(k))
			}
			for _, f := range k.filters() {
				said("hostlist.filter_" + string(f))
				said("hostlist.filter_all_" + string(k))
			}
			for _, f := range hostFields(k) {
				said("hostfield." + f.key())
				if (f.ask != never || f.edit) && f.form != linesForm {
					said("hostask." + f.key())
				}
				if (f.ask != never || f.edit) && f.form == moneyForm {
					said("hostask." + f.key() + "_in")
				}
				for _, choice := range f.choices {
					said("hostword." + choice)
					if f.her {
						said("hostword.her_" + choice)
					}
				}
				if f.form == refForm && k != ofAudit {
					said("hostcard.open_" + string(kindOf(f.of)))
				}
			}
			if !k.made() {
				continue
			}
			for _, prefix := range []string{"hostlist.new_", "hostnew.title_", "hostnew.ask_", "hostdel.goes_", "hostsecret.show_"} {
				said(prefix + string(k))
			}
		}
	}
}

// A place in a list is read as it was written, and what no list wrote is
// searched.
func TestAPlaceInAHostingList(t *testing.T) {
	t.Parallel()
	uuid := "5b0d3a1e-8f9c-4b7e-9a2d-1c2b3a4d5e6f"
	for _, s := range []hostListSheet{
		{K: ofCustomers, Page: 1},
		{K: ofInvoices, Page: 3, Status: resale.RecordOverdue, Customer: uuid, Search: "ana lima"},
		{K: ofServices, Page: 2, Search: "2 x"},
	} {
		if got, ok := readHostPlace(s.place()); !ok || got != s {
			t.Errorf("%q is read as %+v, %v", s.place(), got, ok)
		}
	}
	for args, want := range map[string]hostListSheet{
		"s nobody here":   {K: ofServices, Page: 1, Search: "nobody here"},
		"c 2 paid - x":    {K: ofCustomers, Page: 1, Search: "2 paid - x"}, // customers have no such state
		"i -4 - - ":       {K: ofInvoices, Page: 1},
		"s 1 suspended -": {K: ofServices, Page: 1, Status: resale.RecordSuspended},
	} {
		if got, ok := readHostPlace(args); !ok || got != want {
			t.Errorf("%q is read as %+v, %v", args, got, ok)
		}
	}
	if _, ok := readHostPlace("x 1"); ok {
		t.Error("a kind that there is not is read")
	}
	for _, target := range []string{openHost(resale.HostServices, uuid), hostTarget("hostdo", "t", uuid), payTarget(uuid)} {
		if len(target) > maxTarget || target == "" {
			t.Errorf("%q has %d bytes", target, len(target))
		}
	}
	for _, args := range []string{"c ../1", "c 1/pay", "c", "x 1", "c 1?x", "c %2e"} {
		if s, ok := readHost(args); ok {
			t.Errorf("%q is read as %+v", args, s)
		}
	}
}

// Days are from today on, in the chat's zone.
func TestADayOfAHostingRecord(t *testing.T) {
	t.Parallel()
	zone := time.FixedZone("", -3*3600)
	turn := &dialog.Turn{Now: time.Date(2027, 3, 1, 1, 0, 0, 0, time.UTC), Zone: zone} // there it is 28 February
	for text, want := range map[string]string{
		"28/02/2027": "2027-02-28", "1/3/2027": "2027-03-01", "2027-12-31": "2027-12-31", "7": "2027-03-07", "27/02/2027": "", "0": "", "-1": "", "soon": "", "": "",
	} {
		day, ok := readHostDay(turn, text)
		if got := day.Format(hostDayPattern); ok != (want != "") || ok && got != want {
			t.Errorf("%q: %s, %v, want %q", text, got, ok, want)
		}
	}
}

// What is written in the end is spelt as the panel spells it, numbers as
// numbers.
func TestAWishForAHostingPanel(t *testing.T) {
	t.Parallel()
	seen, ok := resale.ReadRecord(resale.HostServices, []byte(`{"id":7,"customer_id":3,"product":{"id":4,"name":"x"},"amount":"1.00","hostname":"a.example"}`))
	if !ok {
		t.Fatal("the record cannot be read")
	}
	s := hostFormSheet{hostSheet: hostSheet{K: ofServices}, Answers: map[string]hostAnswer{
		"client_id": {Text: "3", Shown: "Ana"}, "product_id": {Text: "5b0d3a1e-8f9c-4b7e-9a2d-1c2b3a4d5e6f"}, "domain": {Text: "b.example"}, "price": {Text: "12.50"},
	}}
	s.spell(seen)
	var got []string
	for _, f := range s.wish().Fields {
		value := f.Text
		if f.Number != nil {
			value = "number " + f.Number.String()
		}
		got = append(got, f.Name+"="+value)
	}
	want := "customer_id=number 3, product_id=5b0d3a1e-8f9c-4b7e-9a2d-1c2b3a4d5e6f, hostname=b.example, amount=number 12.50"
	if all := strings.Join(got, ", "); all != want {
		t.Errorf("the wish is %s, want %s", all, want)
	}
}

// A group reads no whole e-mail address, wherever it stands.
func TestAGroupReadsNoAddress(t *testing.T) {
	t.Parallel()
	private, group := &dialog.Turn{}, &dialog.Turn{}
	private.Input.Place.Chat, group.Input.Place.Chat = 77, -500
	for text, want := range map[string]string{
		"Ana":                              "Ana",
		"ana@mail.example":                 "a•••@mail.example",
		`{"to":"ana@mail.example","n":1}`:  `{"to":"a•••@mail.example","n":1}`,
		"by <ana@mail.example>, or é@x.io": "by <a•••@mail.example>, or é•••@x.io",
		"@ana":                             "@ana",
	} {
		if got := openly(group, text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
		if got := openly(private, text); got != text {
			t.Errorf("alone: %q", got)
		}
	}
}
