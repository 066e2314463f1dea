package handlers_test

import (
	"regexp"
	"strings"

	"resellerbot/handlers"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const xmKey = "portal-key-2026" // chosen by whoever runs the panel

// market does what happens at the XMPlus panel: "! xm seeded" gives it plans and
// accounts, "! xm connected" and "! xm group-connected" connect the chat too.
// "! xm down", "! xm html register", "! xm lost invoice/create" and "! xm fails
// packages" spoil the calls of a path, or all, until "! xm ok"; "! xm once lost
// register" spoils one. "! xm revoked", "! xm restored", "! xm speaks old".
func (w *world) market(what string) {
	w.t.Helper()
	words := append(strings.Fields(what), "", "", "")
	times := 0
	if words[0] == "once" {
		times, words = 1, words[1:]
	}
	faults := map[string]sandbox.XMFaultKind{
		"down": sandbox.XMCutBefore, "html": sandbox.XMHTML, "lost": sandbox.XMCutAfter, "fails": sandbox.XM500, "warns": sandbox.XMWarnings, "empty": sandbox.XMEmptyBody,
	}
	if kind, ok := faults[words[0]]; ok {
		w.xm.Fail(sandbox.XMFault{Path: words[1], Kind: kind, Times: times})
		return
	}
	switch words[0] {
	case "seeded":
		w.xm.Seed()
	case "connected":
		w.xm.Seed()
		w.connectXM(w.place().Chat)
	case "group-connected":
		w.xm.Seed()
		w.connectXM(groupID)
	case "ok":
		w.xm.Heal()
	case "revoked":
		w.xm.RevokeKey(xmKey)
	case "restored":
		w.xm.AddKey(xmKey)
	case "speaks":
		w.xm.Quirk(sandbox.XMQuirks{Generation: sandbox.XMGeneration(words[1])})
	case "sells-to-resellers":
		w.xm.Quirk(sandbox.XMQuirks{Reseller: true})
	case "buys", "pays", "cancels", "delivers", "brings-nothing", "bill":
		w.billing(words)
	case "looks", "summaries": // what the clock does meanwhile: "! xm looks 10m"
		w.passes(words[0], words[1])
	case "logs-in": // whoever acts, with an account of the panel: "! xm logs-in bruno@mail.example 246810"
		w.logsIn(words[1], words[2])
	default:
		w.t.Fatalf("the XMPlus panel knows no %q", what)
	}
}

// connectXM gives a chat an account with XMPlus, and so a store.
func (w *world) connectXM(place int64) {
	w.t.Helper()
	w.change(func(tx *storage.Tx) error {
		return w.ops.Connect(tx, storage.Account{Chat: place, Provider: ops.XMPlus, BaseURL: "https://panel.example.com", By: personID}, secret.New(xmKey))
	})
	w.rememberStore(place)
}

// rememberStore keeps the id behind a chat's link.
func (w *world) rememberStore(place int64) {
	store, found, err := w.ops.Storefront(w.t.Context(), place)
	if err != nil || !found {
		w.t.Fatalf("%d has no store: %v", place, err)
	}
	w.front, w.seller = store.ID, place
}

// logsIn makes whoever acts a customer of the store that was opened last.
func (w *world) logsIn(email, code string) {
	w.t.Helper()
	w.change(func(tx *storage.Tx) error {
		_, known, err := tx.Person(w.who)
		if err != nil || known {
			return err
		}
		return tx.SavePerson(storage.Person{ID: w.who, Name: people()[w.who], Lang: "en"})
	})
	a := ops.Act{Key: "login " + email, Place: w.place(), Person: w.who, Lang: "en"}
	key := storage.MemberKey{Chat: w.seller, Person: w.who}
	if _, err := w.ops.LogIn(w.t.Context(), a, key, email, secret.New("Demo-2026!"), code, w.tellStore, w.tellInvoice); err != nil {
		w.t.Fatal(err)
	}
	w.show()
}

func (w *world) tellStore(tx *storage.Tx, n ops.StoreNews) error {
	return w.driver.Tell(tx, handlers.StoreNotice(w.deps, n))
}

var storeLink = regexp.MustCompile(`start(=|%3D)x[A-Za-z0-9_-]{16}`)

// maskedStore hides a store's id.
func (w *world) maskedStore(s string) string {
	if id := storeLink.FindString(s); id != "" {
		w.front = id[len(id)-16:]
	}
	return storeLink.ReplaceAllString(s, "start${1}x{store}")
}
