package ops_test

import (
	"context"
	"fmt"
	"net/http"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

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
	w.wire.die(nth, sent, func() { reached = true; cancel() })
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
