package ops_test

import (
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// placed orders so often and brings every order into a state.
func (w *counter) placed(n int, state sandbox.SMMState) (numbers []string) {
	w.t.Helper()
	for i := range n {
		out, err := w.order("placed"+strconv.Itoa(i), ourLink+"?"+strconv.Itoa(i))
		if err != nil || out.State != storage.Done {
			w.t.Fatalf("%q, %v", out.State, err)
		}
		numbers = append(numbers, out.Order.Number)
		id, _ := strconv.Atoi(out.Order.Number)
		w.panel.Advance(id, state)
	}
	return numbers
}

func TestOneCallRefillsMany(t *testing.T) {
	w := newCounter(t)
	numbers := w.placed(4, sandbox.SMMCompleted)
	lost, _ := strconv.Atoi(numbers[3])
	w.panel.DropOrder(lost)
	w.pass(25 * time.Hour) // sooner, panels refuse
	out, err := w.RefillOrders(t.Context(), w.act("r"), numbers)
	if err != nil || out.State != storage.Done || len(out.Order.Each) != 4 || w.panel.Count("refill").Asked != 1 {
		t.Fatalf("%q %+v, %v", out.State, out.Order, err)
	}
	for _, end := range out.Order.Each {
		if lost := end.Number == numbers[3]; lost != (end.Code != "") || lost == (end.Refill != "") {
			t.Errorf("%+v", end)
		}
	}
	for _, row := range w.rows() {
		if row.ID == numbers[3] {
			continue
		}
		if !row.Refill.Running() || row.Refill.Next.IsZero() {
			t.Errorf("№ %s is not followed: %+v", row.ID, row.Refill)
		}
	}
	// The same act again is the same refill; another one is refused in the panel's words.
	if again, err := w.RefillOrders(t.Context(), w.act("r"), numbers); err != nil || again.State != storage.Done || len(w.panel.Refills()) != 3 {
		t.Errorf("%q, %v, %d refills", again.State, err, len(w.panel.Refills()))
	}
	more, err := w.RefillOrders(t.Context(), w.act("r2"), numbers[:1])
	if err != nil || more.State != storage.Refused || more.Detail == "" {
		t.Errorf("%q %q, %v", more.State, more.Detail, err)
	}
}

// TestALostRefillIsHeld: nothing shows a refill whose number was lost.
func TestALostRefillIsHeld(t *testing.T) {
	for _, kind := range []sandbox.SMMFaultKind{sandbox.SMMCutAfter, sandbox.SMMCutBefore} {
		w := newCounter(t)
		numbers := w.placed(1, sandbox.SMMCompleted)
		w.panel.Fail(sandbox.SMMFault{Action: "refill", Times: 1, Kind: kind})
		out, err := w.RefillOrders(t.Context(), w.act("r"), numbers)
		if err != nil || out.State != storage.Unknown {
			t.Fatalf("%q, %v", out.State, err)
		}
		w.reconcile()
		if open, err := w.OpenActs(t.Context(), ourChat); err != nil || len(open) != 1 || w.panel.Count("refill").Asked != 1 {
			t.Errorf("%s: %d open, %d sent, %v", kind, len(open), w.panel.Count("refill").Asked, err)
		}
		if twin, err := w.RefillOrders(t.Context(), w.act("r2"), numbers); err != nil || twin.Code != resale.Busy {
			t.Errorf("%s: a second one: %q %s, %v", kind, twin.State, twin.Code, err)
		}
	}
}

// TestALostCancellationEndsWithTheOrder: its state tells, and nothing else.
func TestALostCancellationEndsWithTheOrder(t *testing.T) {
	for _, end := range []sandbox.SMMState{sandbox.SMMCanceled, sandbox.SMMPartial, sandbox.SMMCompleted} {
		w := newCounter(t)
		numbers := w.placed(1, sandbox.SMMInProgress)
		w.panel.Fail(sandbox.SMMFault{Action: "cancel", Times: 1, Kind: sandbox.SMMCutAfter})
		out, err := w.CancelOrders(t.Context(), w.act("c"), numbers)
		if err != nil || out.State != storage.Unknown {
			t.Fatalf("%q, %v", out.State, err)
		}
		w.reconcile()
		if len(w.told) != 0 {
			t.Errorf("told %v while the order runs", w.told)
		}
		id, _ := strconv.Atoi(numbers[0])
		w.panel.Advance(id, end)
		w.reconcile()
		want := storage.Done
		if end == sandbox.SMMCompleted {
			want = storage.Refused
		}
		if len(w.told) != 1 || w.told[0].State != want {
			t.Errorf("%s: told %+v", end, w.told)
		}
		if n := w.panel.Count("cancel").Asked; n > 2 {
			t.Errorf("%s: sent %d times", end, n)
		}
	}
}

func TestACancellationIsARequest(t *testing.T) {
	w := newCounter(t)
	numbers := w.placed(2, sandbox.SMMInProgress)
	out, err := w.CancelOrders(t.Context(), w.act("c"), numbers)
	if err != nil || out.State != storage.Done || len(out.Order.Each) != 2 || w.panel.Count("cancel").Asked != 1 {
		t.Fatalf("%q %+v, %v", out.State, out.Order, err)
	}
	for _, row := range w.rows() {
		if row.Status.State.Final() || row.Next.Sub(w.Now()) > time.Minute {
			t.Errorf("№ %s: %q, looked at %v", row.ID, row.Status.State, row.Next)
		}
	}
}
