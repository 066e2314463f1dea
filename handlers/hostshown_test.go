package handlers

import (
	"net/http"
	"testing"
	"time"

	"golang.org/x/time/rate"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/providers/whmdc"
)

// A field that nobody touched holds for unchanged, in whatever shape the panel
// shows it before and after the question: none of them stops a change.
func TestNoShapeOfAFieldIsTakenForAChange(t *testing.T) {
	t.Parallel()
	panel := sandbox.NewWH(sandbox.WHOptions{})
	base, err := panel.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = panel.Close() })
	panel.AddKey("ours")
	panel.Seed()
	panel.Add(sandbox.WHKeys, sandbox.WHRow{"name": "Till", "permissions": []string{"clients.read", "invoices.read"}, "expires_at": time.Now().AddDate(1, 0, 0)})
	panel.Add(sandbox.WHWebhooks, sandbox.WHRow{"name": "Till", "url": "https://till.example", "events": []string{"invoice.paid"}})
	client := whmdc.New(whmdc.Config{BaseURL: base, Key: secret.New("ours"), Limiter: rate.NewLimiter(rate.Inf, 1), HTTP: http.DefaultClient, Pause: time.Millisecond, Timeout: 5 * time.Second})
	read := func(q sandbox.WHQuirks, kind resale.RecordKind, id string) resale.Record {
		t.Helper()
		panel.Quirk(q)
		r, err := client.Get(t.Context(), kind, id)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	shapes := []sandbox.WHQuirks{
		{}, {Envelope: 2, FloatMoney: true}, {Envelope: 3, StringNumbers: true, NoZoneTimes: true}, {StringMoney: true, NoGet: true, UnknownFields: true},
	}
	compared := 0
	for _, k := range hostKinds() {
		for _, was := range shapes {
			for _, is := range shapes {
				if !k.made() {
					continue
				}
				before, now := read(was, k.record(), "1"), read(is, k.record(), "1")
				for _, f := range editedFields(k) {
					if f.form == linesForm {
						continue
					}
					s := hostFormSheet{hostSheet: hostSheet{K: k, ID: "1"}, Field: f.name}
					s.spell(before)
					s.shows(f, before)
					if w := s.written(f, anotherAnswer(f)); !w.Still(now) {
						t.Errorf("%s %s: shown as %s, then as %s", k, f.name, w.Was, now.Raw(f.names()...))
					}
					compared++
				}
			}
		}
	}
	if compared < 100 {
		t.Errorf("%d fields compared", compared)
	}
}

// anotherAnswer is one that no field of the panel has.
func anotherAnswer(f hostField) hostAnswer {
	switch f.form {
	case wordsForm, eventsForm:
		return hostAnswer{List: []string{"another"}}
	case moneyForm, countForm:
		return hostAnswer{Text: "123456"}
	case dayForm:
		return hostAnswer{Text: "2031-01-01"}
	}
	return hostAnswer{Text: "another"}
}
