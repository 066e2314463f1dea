package handlers_test

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

const gigabyte = 1 << 30

// visiting does what concerns a store's customers. The store that was opened
// last: "! member called <b>VPN</b>", "! member store off", "! member verify".
// At the panel: "! member quirk verify", "! member password olha@… Other-1!",
// "! member uses 1 95" GB, "! member ends 1 30h", "! member link 1 600" bytes,
// "! member drops 3". "! member watch" looks at all accounts, "! member counts
// register 1" is a check.
func (w *world) visiting(what string) {
	w.t.Helper()
	words := append(strings.Fields(what), "", "", "")
	id, _ := strconv.ParseInt(words[1], 10, 64)
	n, _ := strconv.Atoi(words[2])
	switch words[0] {
	case "called":
		w.changeStore(func(s *storage.Storefront) {
			s.Name, s.Text = strings.TrimPrefix(what, "called "), "Fast & <i>safe</i>.\nWrite to @shop."
		})
	case "store":
		w.changeStore(func(s *storage.Storefront) { s.On = words[1] == "on" })
	case "verify":
		w.changeStore(func(s *storage.Storefront) { s.Verify = true })
	case "quirk":
		w.quirk(words[1], words[2])
	case "password":
		w.xm.SetAccount(words[1], func(a *sandbox.XMAccount) { a.Password = words[2] })
	case "uses":
		w.xm.SetService(id, func(s *sandbox.XMService) { s.Used = int64(n) * gigabyte })
	case "ends":
		d, _ := time.ParseDuration(words[2])
		w.xm.SetService(id, func(s *sandbox.XMService) { s.Expires = w.clock().Add(d) })
	case "link":
		w.xm.SetService(id, func(s *sandbox.XMService) { s.Link = "https://xm-panel.example/link/" + strings.Repeat("L", n-30) })
	case "drops":
		w.xm.DropService(id)
	case "watch":
		if err := jobs.Members(w.ops, w.tellStore)(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		w.show()
	case "moves": // the store's reseller connects another panel
		w.change(func(tx *storage.Tx) error {
			return w.ops.Connect(tx, storage.Account{Chat: w.seller, Provider: ops.XMPlus, BaseURL: "https://other.example.com", By: personID}, secret.New(xmKey))
		})
	case "counts":
		if got := w.xm.Count(words[1]).Applied; got != n {
			w.t.Errorf("%s was done %d times, want %d", words[1], got, n)
		}
	default:
		w.t.Fatalf("members know no %q", what)
	}
}

func (w *world) quirk(name, value string) {
	w.t.Helper()
	all := map[string]sandbox.XMQuirks{
		"none": {}, "verify": {VerifyEmail: true}, "two-step": {TwoStep: value}, "only-208": {OnlyCode208: true}, "localized": {Localized: value},
		"no-link": {LinkName: "null"}, "wrapped": {DataWrapped: true, StringNumbers: true}, "only-at": {AddressesOnly: value},
	}
	q, ok := all[name]
	if !ok {
		w.t.Fatalf("the XMPlus panel has no quirk %q", name)
	}
	w.xm.Quirk(q)
}

func (w *world) changeStore(change func(*storage.Storefront)) {
	w.t.Helper()
	if _, err := w.ops.ChangeStorefront(w.t.Context(), w.seller, change); err != nil {
		w.t.Fatal(err)
	}
}

var madePassword = regexp.MustCompile(`\b[A-Za-z2-9]{5}-[A-Za-z2-9]{5}-[A-Za-z2-9]{5}\b`)

var longLink = regexp.MustCompile(`L{200,}`)

// maskedMember hides a password that was made for a customer, and shortens long
// links.
var loopback = regexp.MustCompile(`http://127\.0\.0\.1:\d+`)

func maskedMember(s string) string {
	s = longLink.ReplaceAllStringFunc(s, func(run string) string { return fmt.Sprintf("{%d L}", len(run)) })
	s = loopback.ReplaceAllString(s, "{panel}")
	return madePassword.ReplaceAllString(s, "{made}")
}
