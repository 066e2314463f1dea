package handlers_test

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
	"resellerbot/storage"
)

const whKey = "whk_0a1b2c3d4e5f60718293a4b5c6d7e8f9"

// hosting does what happens at the hosting panel: "! wh seeded" gives it
// customers and all, "! wh connected" and "! wh group-connected" connect the
// chat too, "! wh sees invoices.read clients.*" lets the key do only that.
// "! wh down", "! wh html invoices", "! wh lost invoices/{id}/pay" and "! wh
// fails services" spoil the calls of a path, or all, until "! wh ok"; "! wh
// once lost clients" spoils one. "! wh revoked", "! wh restored", "! wh speaks 2"
// (of the shapes of lists), "! wh uuids", "! wh namesakes", "! wh overdue 25".
func (w *world) hosting(what string) {
	w.t.Helper()
	words := append(strings.Fields(what), "", "", "")
	times := 0
	if words[0] == "once" {
		times, words = 1, words[1:]
	}
	faults := map[string]sandbox.WHFaultKind{
		"down": sandbox.WHCutBefore, "html": sandbox.WHHTML, "lost": sandbox.WHCutAfter, "fails": sandbox.WH500, "empty": sandbox.WHEmptyBody,
		"scope": sandbox.WHScope, "ip": sandbox.WHIP, "busy": sandbox.WH429,
	}
	if kind, ok := faults[words[0]]; ok {
		w.wh.Fail(sandbox.WHFault{Path: words[1], Method: words[2], Kind: kind, Times: times, RetryAfter: "30"})
		return
	}
	switch words[0] {
	case "seeded":
		w.wh.Seed()
	case "connected":
		w.wh.Seed()
		w.connectWH(w.place().Chat)
	case "group-connected":
		w.wh.Seed()
		w.connectWH(groupID)
	case "sees":
		w.wh.RevokeKey(whKey)
		w.wh.AddKey(whKey, strings.Fields(strings.TrimPrefix(what, "sees"))...)
	case "ok":
		w.wh.Heal()
		w.wh.Quirk(sandbox.WHQuirks{})
	case "revoked":
		w.wh.RevokeKey(whKey)
	case "restored":
		w.wh.AddKey(whKey)
	case "speaks":
		w.wh.Quirk(map[string]sandbox.WHQuirks{
			"2": {Envelope: 2, UnknownFields: true, NoTotals: true}, "3": {Envelope: 3, StringNumbers: true, NoZoneTimes: true, IgnoreFilters: true},
			"apart": {PricesApart: true}, "uuids": {UUIDOnly: true, NoGet: true}, "russian": {Localized: "ru"}, "late": {AsyncProvision: time.Minute}, "fields": {ErrorsMap422: true}, "deaf": {IgnoreItems: true}, "oldest": {IgnoreFilters: true, OldestFirst: true},
		}[words[1]])
	case "state": // "! wh state services 3 frozen": in a word that nobody knows
		w.wh.Set(sandbox.WHKind(words[1]), readNumber(words[2]), sandbox.WHRow{"status": words[3]})
	case "sets": // "! wh sets services 3 price 45.00", "! wh sets api-keys 1 permissions clients.read,invoices.read": somebody else does
		var value any = strings.Join(words[4:len(words)-3], " ")
		if slices.Contains([]string{"permissions", "allowed_ips", "events"}, words[3]) {
			value = strings.Split(words[4], ",")
		}
		w.wh.Set(sandbox.WHKind(words[1]), readNumber(words[2]), sandbox.WHRow{words[3]: value})
	case "numbers": // "! wh numbers 17 1017": what an invoice is called
		w.wh.Set(sandbox.WHInvoices, readNumber(words[1]), sandbox.WHRow{"invoice_number": words[2]})
	case "hosts": // "! wh hosts 4 name": what a service is called
		w.wh.Set(sandbox.WHServices, readNumber(words[1]), sandbox.WHRow{"domain": words[2]})
	case "owes": // "! wh owes 17 49.90"
		w.wh.Set(sandbox.WHInvoices, readNumber(words[1]), sandbox.WHRow{"total": words[2]})
	case "currencies": // what everything there is in, "-" for a panel that does not say: "! wh currencies USD"
		for _, kind := range []sandbox.WHKind{sandbox.WHProducts, sandbox.WHClients, sandbox.WHServices, sandbox.WHInvoices} {
			for _, row := range w.wh.Rows(kind) {
				w.wh.Set(kind, row.ID(), sandbox.WHRow{"currency": strings.Trim(words[1], "-")})
			}
		}
	case "addressed": // a customer without a name
		w.wh.Add(sandbox.WHClients, sandbox.WHRow{"email": "nobody@mail.example"})
	case "namesakes": // six of them, with an invoice each
		for n := range 6 {
			ivo := w.wh.Add(sandbox.WHClients, sandbox.WHRow{"first_name": "Ivo", "last_name": "Gomes", "email": "ivo" + strconv.Itoa(n) + "@mail.example"})
			w.wh.Add(sandbox.WHInvoices, sandbox.WHRow{"client_id": ivo, "total": "5.00"})
		}
	case "overdue": // "! wh overdue 25": so many more
		for range readNumber(words[1]) {
			w.wh.Add(sandbox.WHInvoices, sandbox.WHRow{"client_id": 3, "total": "5.00", "status": "overdue", "due_date": w.clock().AddDate(0, 0, -5)})
		}
	case "paid": // "! wh paid 45": so many more invoices that wait for nothing
		for range readNumber(words[1]) {
			w.wh.Add(sandbox.WHInvoices, sandbox.WHRow{"client_id": 3, "total": "5.00", "status": "paid"})
		}
	case "payments": // "! wh payments 1000": so many more, of another customer
		for range readNumber(words[1]) {
			w.wh.Add(sandbox.WHPayments, sandbox.WHRow{"client_id": 2, "invoice_id": 1, "amount": "5.00", "status": "completed"})
		}
	case "key": // "! wh key Till -": one of which the panel shows nothing
		id := w.wh.Add(sandbox.WHKeys, sandbox.WHRow{"name": words[1], "key": words[2], "permissions": []string{"*"}})
		if words[2] == "-" {
			w.wh.Set(sandbox.WHKeys, id, sandbox.WHRow{"prefix": ""})
		}
	case "gone": // "! wh gone products 1"
		w.wh.Drop(sandbox.WHKind(words[1]), readNumber(words[2]))
	default:
		w.t.Fatalf("the hosting panel knows no %q", what)
	}
}

func readNumber(text string) (n int64) {
	for _, digit := range text {
		n = n*10 + int64(digit-'0')
	}
	return n
}

// connectWH gives a chat an account with the hosting panel.
func (w *world) connectWH(place int64) {
	w.t.Helper()
	w.change(func(tx *storage.Tx) error {
		return w.ops.Connect(tx, storage.Account{Chat: place, Provider: ops.WHMDC, BaseURL: "https://billing.example.com", By: personID}, secret.New(whKey))
	})
}

// newWH is how the bot reaches the hosting panel, whatever address was typed. In
// the operator's own network it knows no TLS.
func (w *world) newWH(all whmdc.Config) func(string, secret.String) *whmdc.Client {
	return func(address string, key secret.String) *whmdc.Client {
		client := all // pages are read side by side
		client.BaseURL, client.Key = w.host, key
		if strings.HasPrefix(address, "https://192.168.") {
			client.BaseURL = strings.Replace(w.host, "http://", "https://", 1)
		}
		client.Limiter, client.Pause, client.Timeout = rate.NewLimiter(rate.Inf, 1), time.Millisecond, 2*time.Second
		if w.whPace != nil {
			client.Limiter = w.whPace
		}
		return whmdc.New(client)
	}
}
