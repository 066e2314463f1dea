package ops_test

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// massWorld is a counter with a mass order that was just asked for: 100
// followers, which cost 0.20, for each of some links.
type massWorld struct {
	*counter
	id    string
	shown []storage.Bulk
}

func newMass(t *testing.T, links ...string) *massWorld {
	t.Helper()
	w := &massWorld{counter: newCounter(t), id: storage.NewID()}
	w.start(links...)
	return w
}

// threeLinks are those of most mass orders here.
func threeLinks() []string {
	return []string{"https://a.example", "https://b.example", "https://c.example"}
}

func (w *massWorld) start(links ...string) {
	w.t.Helper()
	b := storage.Bulk{
		ID: w.id, Chat: ourChat, Person: 1, Lang: "en", Act: storage.BulkOrder, Currency: "USD",
		Panel: storage.PanelOf(ops.SMM, "", secret.New(ourKey)), Seen: w.Now(),
	}
	for n, link := range links {
		b.Items = append(b.Items, storage.BulkItem{ID: int64(n + 1), Order: &storage.OrderLine{
			Service: "1", Name: "Followers", Values: resale.OrderValues{resale.FieldLink: link, resale.FieldQuantity: "100"}, Cost: decimal.MustParse("0.20"),
		}})
	}
	w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, b) }))
}

func (w *massWorld) show(_ *storage.Tx, b storage.Bulk) error {
	w.shown = append(w.shown, b)
	return nil
}

func (w *massWorld) bulk() storage.Bulk {
	w.t.Helper()
	b, found, err := w.Bulk(w.t.Context(), ourChat, w.id)
	if err != nil || !found {
		w.t.Fatalf("found %v, %v", found, err)
	}
	return b
}

func (w *massWorld) turn() storage.Bulk {
	w.t.Helper()
	w.must(w.RunBulk(w.t.Context(), w.id, w.show))
	return w.bulk()
}

// finish lets the mass order have turns until it is ended.
func (w *massWorld) finish() storage.Bulk {
	w.t.Helper()
	for range 100 {
		b := w.turn()
		if b.State.Ended() {
			return b
		}
		w.pass(max(b.NotBefore.Sub(w.Now()), 0))
	}
	w.t.Fatal("the mass order does not come to an end")
	return storage.Bulk{}
}

func (w *massWorld) want(b storage.Bulk, want string) {
	w.t.Helper()
	if got := story(b); got != want {
		w.t.Errorf("%s\nwant %s", got, want)
	}
}

// wantOrders compares the links that the panel has orders for, in the order
// they were placed.
func (w *massWorld) wantOrders(links ...string) {
	w.t.Helper()
	var got []string
	for _, o := range w.panel.Orders() {
		got = append(got, o.Link)
	}
	if diff := cmp.Diff(links, got); diff != "" {
		w.t.Errorf("orders:\n%s", diff)
	}
}

// at lets the nth order that is sent be spoilt.
func (w *massWorld) at(nth int, spoil func(*http.Request) (*http.Response, error)) {
	sent := 0
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if w.adds(r) {
			if sent++; sent == nth {
				return spoil(r)
			}
		}
		return w.wire.to.RoundTrip(r)
	})
}

// adds tells whether a request is an order.
func (w *massWorld) adds(r *http.Request) bool {
	body, err := r.GetBody()
	w.must(err)
	defer func() { _ = body.Close() }()
	text := make([]byte, r.ContentLength)
	_, _ = body.Read(text)
	return strings.Contains(string(text), "action=add")
}

func TestMassOrderPlacesAll(t *testing.T) {
	w := newMass(t, threeLinks()...)
	b := w.finish()
	w.want(b, "done, done, done, done")
	w.wantOrders(threeLinks()...)
	for n, o := range w.panel.Orders() {
		if line := b.Items[n].Order; line.Number != fmt.Sprint(o.ID) || line.Cost.String() != "0.20" {
			t.Errorf("line %d: %+v", n+1, line)
		}
	}
	if all := w.rows(); len(all) != 3 {
		t.Errorf("%d orders are followed", len(all))
	}
	// The balance: once for the list's currency, once for the money.
	if counts := w.panel.Counts(); counts["balance"].Asked > 2 || counts["services"].Asked > 2 {
		t.Errorf("asked %+v", counts)
	}
	if left := w.panel.Balance(ourKey); left != "99.40" {
		t.Errorf("%s left", left)
	}
}

// TestMassOrderIsBegunOnce, however often it is confirmed.
func TestMassOrderIsBegunOnce(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.start(threeLinks()...)
	w.want(w.turn(), "done, done, done, done")
	w.start(threeLinks()...)
	w.want(w.turn(), "done, done, done, done")
	w.wantOrders(threeLinks()...)
}

// TestMassOrderSurvivesEveryCrash ends the process at each request. No link is
// ordered twice, and a line that is not clear is one that was begun.
func TestMassOrderSurvivesEveryCrash(t *testing.T) {
	for _, sent := range []bool{false, true} {
		t.Run(fmt.Sprintf("sent %v", sent), func(t *testing.T) {
			t.Parallel()
			n := 1
			for ; crashMass(t, n, sent); n++ {
			}
			if n < 5 {
				t.Errorf("a mass order of three lines makes only %d requests", n-1)
			}
		})
	}
}

func crashMass(t *testing.T, nth int, sent bool) (reached bool) {
	t.Helper()
	w := newMass(t, threeLinks()...)
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	w.wire.set(func(n int, r *http.Request) (*http.Response, error) {
		if n < nth {
			return w.wire.to.RoundTrip(r)
		}
		reached = true
		if sent && n == nth {
			w.wire.lose(r)
		}
		cancel()
		return nil, errCut
	})
	w.must(w.RunBulk(ctx, w.id, w.show))
	w.restart()
	b := w.finish()
	w.reconcile()
	ordered := map[string]int{}
	for _, o := range w.panel.Orders() {
		ordered[o.Link]++
	}
	unknown := 0
	for _, i := range b.Items {
		n := ordered[i.Order.Values.Target()]
		switch i.State {
		case storage.Done:
			if n != 1 {
				t.Errorf("request %d: line %d is done, and ordered %d times", nth, i.ID, n)
			}
		case storage.Unknown:
			if unknown++; n > 1 {
				t.Errorf("request %d: line %d is ordered %d times", nth, i.ID, n)
			}
		default:
			t.Errorf("request %d: line %d is %q", nth, i.ID, i.State)
		}
	}
	if unknown > 1 || b.State != storage.BulkDone {
		t.Errorf("request %d: %s", nth, story(b))
	}
	return reached
}

// TestMassOrderTakesWhatWasPlacedBeforeACrash, even if the service is dearer or
// gone by then.
func TestMassOrderTakesWhatWasPlacedBeforeACrash(t *testing.T) {
	for name, change := range map[string]func(*sandbox.SMMPanel){
		"dearer": func(p *sandbox.SMMPanel) { p.SetRate(1, "3.00") },
		"gone":   func(p *sandbox.SMMPanel) { p.RemoveService(1) },
	} {
		t.Run(name, func(t *testing.T) {
			w := newMass(t, threeLinks()...)
			key := "bulk." + w.id + ".0"
			out, err := w.PlaceOrder(t.Context(), w.act(key), ops.NewOrder{Service: w.followers, Values: resale.OrderValues{resale.FieldLink: threeLinks()[0], resale.FieldQuantity: "100"}})
			if err != nil || out.State != storage.Done {
				t.Fatal(out, err)
			}
			change(w.panel)
			w.pass(10 * time.Second)
			w.restart()
			b := w.finish()
			refused := "refused " + string(resale.Changed)
			if name == "gone" {
				refused = "refused " + string(resale.NotFound)
			}
			w.want(b, "done, done, "+refused+", "+refused)
			w.wantOrders(threeLinks()[0])
			if b.Items[0].Order.Number != out.Order.Number {
				t.Errorf("line 1: %+v", b.Items[0].Order)
			}
		})
	}
}

// TestMassOrderStopButton is tapped while the first order is on its way.
func TestMassOrderStopButton(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.at(1, func(r *http.Request) (*http.Response, error) {
		if stopped, err := w.StopBulk(t.Context(), w.id, ourChat); !stopped || err != nil {
			t.Errorf("stopped %v, %v", stopped, err)
		}
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.turn(), "stopped, done, , ")
	w.wantOrders(threeLinks()[0])
}

// TestMassOrderWithoutMoney stops, and what is left is ordered after a top-up.
func TestMassOrderWithoutMoney(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.panel.SetBalance(ourKey, "0.30")
	w.want(w.finish(), "stopped no_funds, done, , ")
	w.panel.SetBalance(ourKey, "10")
	w.pass(ops.FundsLife)
	rest := storage.Bulk{ID: storage.NewID(), Chat: ourChat, Person: 1, Act: storage.BulkOrder, Currency: "USD", From: w.id, Items: w.bulk().Items[1:]}
	w.must(w.store.Update(t.Context(), func(tx *storage.Tx) error { return w.StartBulk(tx, rest) }))
	w.id = rest.ID
	w.want(w.finish(), "done, done, done")
	w.wantOrders(threeLinks()...)
}

// TestMassOrderStopsAtAWrongKey or a suspended account: the others would not
// fare better.
func TestMassOrderStopsAtAWrongKey(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.at(2, func(r *http.Request) (*http.Response, error) {
		w.panel.RevokeKey(ourKey)
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.finish(), "stopped unauthorized, done, , ")
}

func TestMassOrderWithoutAPanel(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.must(w.Disconnect(t.Context(), ourChat, ops.SMM))
	w.want(w.finish(), "stopped not_connected, , , ")
}

// TestMassOrderStaysWithItsPanel: at another one its lines mean something else.
func TestMassOrderStaysWithItsPanel(t *testing.T) {
	const otherKey = "another-key-of-the-tests"
	connect := func(w *massWorld) {
		w.must(w.store.Update(w.t.Context(), func(tx *storage.Tx) error {
			return w.Connect(tx, storage.Account{Chat: ourChat, Provider: ops.SMM, By: 1}, secret.New(otherKey))
		}))
	}
	before := newMass(t, threeLinks()...)
	before.panel.AddKey(otherKey, "100")
	connect(before)
	before.want(before.finish(), "stopped not_connected, , , ")

	w := newMass(t, threeLinks()...)
	w.panel.AddKey(otherKey, "100")
	w.at(2, func(r *http.Request) (*http.Response, error) {
		connect(w)
		return w.wire.to.RoundTrip(r)
	})
	w.want(w.finish(), "stopped not_connected, done, done, ")
	w.wantOrders(threeLinks()[:2]...)
}

// TestMassOrdersOfTheSameList, sent by two people, place each of it once.
func TestMassOrdersOfTheSameList(t *testing.T) {
	w := newMass(t, threeLinks()...)
	first := w.id
	w.id = storage.NewID()
	w.start(threeLinks()...)
	w.at(2, func(r *http.Request) (*http.Response, error) {
		w.pass(11 * time.Second)
		return w.wire.to.RoundTrip(r)
	})
	w.pass(time.Second)
	w.want(w.turn(), "running, done, done, ")
	second := w.id
	w.id = first
	w.want(w.finish(), "done, refused twin, refused twin, done")
	w.id = second
	w.want(w.finish(), "done, done, done, refused twin")
	w.wantOrders(threeLinks()...)
	later := &massWorld{counter: newCounter(t), id: storage.NewID()}
	if out, err := later.order("before", threeLinks()[0]); err != nil || out.State != storage.Done {
		t.Fatal(out, err)
	}
	later.pass(time.Second)
	later.start(threeLinks()...)
	later.want(later.finish(), "done, done, done, done") // its person saw that there is one
}

// TestMassOrderGoesOnAfterALostAnswer: the line is not clear, and never sent
// again; one for the same thing is refused until it is.
func TestMassOrderGoesOnAfterALostAnswer(t *testing.T) {
	links := threeLinks()
	w := newMass(t, links[0], links[1], links[0], links[2])
	w.at(1, func(r *http.Request) (*http.Response, error) {
		w.wire.lose(r)
		return nil, errCut
	})
	w.want(w.finish(), "done, unknown, done, refused busy, done")
	w.wantOrders(links...)
	w.reconcile()
	w.want(w.bulk(), "done, unknown, done, refused busy, done")
	number := fmt.Sprint(w.panel.Orders()[0].ID)
	if out, err := w.DecideOrder(t.Context(), ourChat, "bulk."+w.id+".0", number); err != nil || out.State != storage.Done {
		t.Fatal(out, err)
	}
	b := w.bulk()
	w.want(b, "done, done, done, refused busy, done")
	if b.Items[0].Order.Number != number {
		t.Errorf("line 1: %+v", b.Items[0].Order)
	}
}

// TestMassOrderThatWasNotPlaced counts as refused once a person said so, and
// can be ordered again.
func TestMassOrderThatWasNotPlaced(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.at(2, func(*http.Request) (*http.Response, error) { return nil, errCut })
	w.want(w.finish(), "done, done, unknown, done")
	if out, err := w.Decide(t.Context(), ourChat, "bulk."+w.id+".1", false); err != nil || out.State != storage.Refused {
		t.Fatal(out, err)
	}
	w.want(w.bulk(), "done, done, refused refused, done")
}

// TestMassOrderStopsAtAPanelThatSaysNothingClear, before every line is one that
// a person has to look for.
func TestMassOrderStopsAtAPanelThatSaysNothingClear(t *testing.T) {
	links := append(threeLinks(), "https://d.example", "https://e.example")
	w := newMass(t, links...)
	w.panel.Fail(sandbox.SMMFault{Action: "add", Skip: 1, Kind: sandbox.SMM500})
	w.want(w.finish(), "stopped unknown, done, unknown, unknown, unknown, ")
}

// TestMassOrderWhoseLastAreUnclear has nothing left to stop.
func TestMassOrderWhoseLastAreUnclear(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.panel.Fail(sandbox.SMMFault{Action: "add", Kind: sandbox.SMM500})
	w.want(w.finish(), "done, unknown, unknown, unknown")
}

// TestMassOrderOnABusyLink lets others go first and tries again later.
func TestMassOrderOnABusyLink(t *testing.T) {
	links := threeLinks()
	w := newMass(t, links[0], links[0], links[1])
	w.panel.Quirk(sandbox.SMMQuirks{Links: sandbox.SMMLinksOwn})
	b := w.turn()
	w.want(b, "waiting same_link, done, , done")
	if wait := b.NotBefore.Sub(w.Now()); wait != 2*time.Minute {
		t.Errorf("it waits %v", wait)
	}
	w.pass(2 * time.Minute)
	w.restart()
	w.want(w.turn(), "waiting same_link, done, , done")
	w.panel.Advance(w.panel.Orders()[0].ID, sandbox.SMMCompleted)
	w.pass(5 * time.Minute)
	w.want(w.turn(), "done, done, done, done")
	w.wantOrders(links[0], links[1], links[0])
}

// TestMassOrderOnALinkThatStaysBusy gives up after two hours.
func TestMassOrderOnALinkThatStaysBusy(t *testing.T) {
	links := threeLinks()
	w := newMass(t, links[0], links[0], links[1])
	w.panel.Quirk(sandbox.SMMQuirks{Links: sandbox.SMMLinksOwn})
	begun := w.Now()
	w.want(w.finish(), "done, done, refused same_link, done")
	if took := w.Now().Sub(begun); took != 112*time.Minute {
		t.Errorf("it took %v", took)
	}
	w.wantOrders(links[0], links[1])
}

// TestMassOrderThatWaitsCanBeStopped while a link is busy.
func TestMassOrderThatWaitsCanBeStopped(t *testing.T) {
	links := threeLinks()
	w := newMass(t, links[0], links[0])
	w.panel.Quirk(sandbox.SMMQuirks{Links: sandbox.SMMLinksOwn})
	w.turn()
	if stopped, err := w.StopBulk(t.Context(), w.id, ourChat); !stopped || err != nil {
		t.Fatalf("stopped %v, %v", stopped, err)
	}
	w.want(w.turn(), "stopped, done, ")
}

// TestMassOrderPaysNoMoreThanConfirmed: less is fine, and what it was is noted.
func TestMassOrderPaysNoMoreThanConfirmed(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.pass(time.Minute)
	w.panel.SetRate(1, "2.01")
	w.restart() // what was kept of the list is not
	changed := "refused " + string(resale.Changed)
	w.want(w.finish(), strings.Join([]string{"done", changed, changed, changed}, ", "))
	w.wantOrders()

	cheaper := newMass(t, threeLinks()...)
	cheaper.panel.SetRate(1, "1.50")
	cheaper.restart()
	b := cheaper.finish()
	cheaper.want(b, "done, done, done, done")
	if got := b.Items[0].Order.Cost.String(); got != "0.15" {
		t.Errorf("it cost %s", got)
	}
}

// TestMassOrderNoticesANewPrice within ten minutes of its run.
func TestMassOrderNoticesANewPrice(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.at(1, func(r *http.Request) (*http.Response, error) {
		w.panel.SetRate(1, "5")
		w.pass(11 * time.Minute)
		return w.wire.to.RoundTrip(r)
	})
	changed := "refused " + string(resale.Changed)
	w.want(w.finish(), "done, done, "+changed+", "+changed)
}

// TestMassOrderWaitsForThePanel and does not refuse line after line meanwhile.
func TestMassOrderWaitsForThePanel(t *testing.T) {
	for name, spoil := range map[string]func() (*http.Response, error){
		"down": func() (*http.Response, error) { return nil, &net.OpError{Op: "dial", Err: errCut} },
		"wall": func() (*http.Response, error) {
			return &http.Response{StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"text/html"}}, Body: http.NoBody}, nil
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := newMass(t, threeLinks()...)
			w.wire.set(func(int, *http.Request) (*http.Response, error) { return spoil() })
			for range 3 {
				b := w.turn()
				w.want(b, "waiting unavailable, , , ")
				w.pass(b.NotBefore.Sub(w.Now()) + time.Minute)
			}
			w.wire.heal()
			w.want(w.finish(), "done, done, done, done")
			w.wantOrders(threeLinks()...)
		})
	}
}

// TestMassOrderGivesUpOnAPanelThatStaysDown with all that is left.
func TestMassOrderGivesUpOnAPanelThatStaysDown(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.panel.Fail(sandbox.SMMFault{Kind: sandbox.SMMHTML})
	w.want(w.finish(), "stopped unavailable, , , ")
}

// TestMassOrderThatIsRefused says so in the panel's words.
func TestMassOrderThatIsRefused(t *testing.T) {
	w := newMass(t, threeLinks()...)
	w.panel.SetService(1, func(s *sandbox.SMMService) { s.Min = 500 })
	b := w.finish()
	refused := slices.IndexFunc(b.Items, func(i storage.BulkItem) bool {
		return i.State != storage.Refused || i.Detail == "" && i.Code == "refused"
	})
	if refused >= 0 {
		t.Errorf("%s: %+v", story(b), b.Items[refused])
	}
	w.wantOrders()
}

func TestOrderTerms(t *testing.T) {
	w := newCounter(t)
	terms, err := w.OrderTerms(t.Context(), ourChat)
	w.must(err)
	if s := terms.Services["1"]; s.Name != "Followers" || terms.Currency != "USD" || terms.Balance.Amount.String() != "100.00" {
		t.Errorf("%+v", terms)
	}
	if _, err := w.order("a", ourLink); err != nil {
		t.Fatal(err)
	}
	running, err := w.LinksRunning(t.Context(), ourChat, []string{ourLink, "https://other.example"})
	if diff := cmp.Diff(map[string]bool{ourLink: true}, running); err != nil || diff != "" {
		t.Errorf("%v\n%s", err, diff)
	}
}
