package handlers_test

import (
	"context"
	"fmt"
	"net"
	"net/netip"
	"strconv"
	"strings"

	"github.com/govalues/decimal"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// smm does what happens on the SMM panel: "! smm connected" before all else,
// "! smm balance 0.10", "! smm rate 1 2.00", "! smm limits 1 500 1000",
// "! smm gone 1", "! smm add lost", "! smm order 23501 Completed 0",
// "! smm quirk same-link", "! smm ok", "! smm has 1".
func (w *world) smm(what string) {
	w.t.Helper()
	words := append(strings.Fields(what), "", "", "", "")
	number := func(word string) int { n, _ := strconv.Atoi(word); return n }
	switch words[0] {
	case "sold": // it sells, and nobody is connected yet
		w.sells()
	case "connected":
		w.sells()
		w.connectSMM(w.place().Chat)
	case "group-connected":
		w.sells()
		w.connectSMM(groupID)
	case "balance":
		if strings.Trim(words[1], "0123456789.") != "" {
			w.smmFails(words[0], words[1])
			break
		}
		w.shop.SetBalance(smmKey, words[1])
	case "rate":
		w.shop.SetRate(number(words[1]), words[2])
	case "limits":
		w.shop.SetService(number(words[1]), func(s *sandbox.SMMService) { s.Min, s.Max = number(words[2]), number(words[3]) })
	case "has": // so many orders, and no call too many
		if n := number(words[1]); len(w.shop.Orders()) != n || w.shop.Count("add").Applied != n {
			w.t.Errorf("%s: the panel has %d orders", what, len(w.shop.Orders()))
		}
	case "elsewhere": // the chat goes to a panel at another address
		w.connectSMMAt(w.place().Chat, w.counter)
	case "margin":
		w.margin(words[1])
	case "ordered":
		w.ordered(number(words[1]))
	case "looked":
		w.looked()
	case "refilled": // its customer asked for a refill on the panel's own pages
		w.shop.SetOrder(number(words[1]), func(o *sandbox.SMMOrder) { o.Refilled = w.clock() })
	case "gone":
		w.shop.RemoveService(number(words[1]))
	case "whole": // no more drip-feed
		w.shop.SetService(number(words[1]), func(s *sandbox.SMMService) { s.DripFeed = false })
	case "order":
		w.shop.SetOrder(number(words[1]), func(o *sandbox.SMMOrder) {
			o.State, o.Remains, o.Begun, o.Finished = sandbox.SMMState(strings.ReplaceAll(words[2], "_", " ")), number(words[3]), true, w.clock()
		})
	case "posts": // so many came for a subscription
		w.shop.SetOrder(number(words[1]), func(o *sandbox.SMMOrder) { o.Posts = number(words[2]) })
	case "buy":
		w.buys(number(words[1]))
	case "track":
		w.tracks(words[1])
	case "quirk":
		w.shop.Quirk(map[string]sandbox.SMMQuirks{"same-link": {Links: sandbox.SMMLinksOwn}, "no-cancel": {NoCancel: true}, "single": {SingleRefills: true}}[words[1]])
	case "texts": // in what words the next orders are refused
		w.shop.Quirk(sandbox.SMMQuirks{Links: sandbox.SMMLinksOwn, Texts: map[string]string{"You have active order with this link. Please wait until order being completed.": strings.TrimPrefix(what, "texts ")}})
	case "ok":
		w.shop.Heal()
	case "down":
		w.shop.Fail(sandbox.SMMFault{Kind: sandbox.SMMCutBefore})
	default: // an action, and how its next answers fail
		w.smmFails(words[0], words[1])
	}
}

// smmFails spoils all answers to an action from now on.
func (w *world) smmFails(action, how string) {
	w.t.Helper()
	kind := map[string]sandbox.SMMFaultKind{"lost": sandbox.SMMCutAfter, "cut": sandbox.SMMCutBefore, "html": sandbox.SMMHTML, "failed": sandbox.SMM500}[how]
	if kind == "" {
		w.t.Fatalf("an SMM panel knows no %s that is %q", action, how)
	}
	w.shop.Fail(sandbox.SMMFault{Action: action, Kind: kind})
}

// connectSMM gives a chat an account with the SMM panel.
func (w *world) connectSMM(place int64) { w.t.Helper(); w.connectSMMAt(place, "") }

func (w *world) connectSMMAt(place int64, address string) {
	w.t.Helper()
	err := w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
		return w.ops.Connect(tx, storage.Account{Chat: place, Provider: ops.SMM, BaseURL: address, By: personID}, secret.New(smmKey))
	})
	if err != nil {
		w.t.Fatal(err)
	}
}

// sells gives the SMM panel a service of each type; the last one's is not
// known.
func (w *world) sells() {
	for i, kind := range []string{
		"Default", "Package", "Custom Comments", "Custom Comments Package", "Mentions", "Mentions with Hashtags", "Mentions Custom List",
		"Mentions Hashtag", "Mentions User Followers", "Mentions Media Likers", "Comment Likes", "Comment Replies", "Poll", "Invites from Groups",
		"SEO", "Subscriptions", "Web Traffic", "Livestream",
	} {
		s := sandbox.SMMService{
			ID: i + 1, Name: "Pictogram " + kind, Type: kind, Category: "Pictogram", Rate: fmt.Sprintf("%d.90", i%3), Min: 2, Max: 10_000, Refill: true, Cancel: true,
		}
		if kind == "Default" {
			s.Name, s.Min, s.DripFeed, s.Desc = "Pictogram Followers <HQ>", 50, true, "Public profiles only. Starts within 1 hour."
		}
		w.shop.AddService(s)
	}
}

// ordered places so many orders, each for a link of its own.
func (w *world) ordered(n int) {
	w.t.Helper()
	list, err := w.ops.Services(w.t.Context(), w.place().Chat)
	if err != nil {
		w.t.Fatal(err)
	}
	for i := range n {
		act := ops.Act{Key: fmt.Sprintf("test.%d", i), Place: w.place(), Person: w.who, Lang: w.lang}
		out, err := w.ops.PlaceOrder(w.t.Context(), act, ops.NewOrder{
			Service: list.Services[0], Currency: "USD",
			Values: resale.OrderValues{resale.FieldLink: fmt.Sprintf("https://example.com/%d", i), resale.FieldQuantity: "100"},
		})
		if err != nil || out.State != storage.Done {
			w.t.Fatal(out, err)
		}
		w.wait("1s")
	}
}

// looked has every order of the chat read, as the tracking does.
func (w *world) looked() {
	w.t.Helper()
	page, err := w.ops.Orders(w.t.Context(), w.place().Chat, storage.OrderQuery{Limit: 100})
	if err != nil {
		w.t.Fatal(err)
	}
	for _, o := range page.Orders {
		if _, err := w.ops.RefreshOrder(w.t.Context(), w.place().Chat, o.ID); err != nil {
			w.t.Fatal(err)
		}
	}
}

// margin makes the chat's customers pay so many percent more.
func (w *world) margin(percent string) {
	w.t.Helper()
	err := w.ops.ChangeShop(w.t.Context(), w.place().Chat, func(s *storage.Shop) { s.Margin.Percent = decimal.MustParse(percent) })
	if err != nil {
		w.t.Fatal(err)
	}
}

// names knows where panels are that people type.
func names(_ context.Context, _, host string) ([]netip.Addr, error) {
	switch host {
	case "inside.example.com":
		return []netip.Addr{netip.MustParseAddr("10.0.0.7")}, nil
	case "mistyped.example.com":
		return nil, &net.DNSError{Err: "no such host", Name: host, IsNotFound: true}
	}
	return []netip.Addr{netip.MustParseAddr("8.8.8.8")}, nil
}
