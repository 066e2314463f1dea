package ops_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

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
