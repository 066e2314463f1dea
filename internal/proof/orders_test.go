package proof

import (
	"flag"
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/providers/smm"
	"resellerbot/storage"
)

var trackedOrders = flag.Int("orders", 10_000, "how many orders of one key are followed")

const (
	orderChats = 50
	ordersKey  = "the-key-of-them-all"
	naiveTried = 1000
	callTakes  = 300 * time.Millisecond
)

// TestOneKeysOrders: the orders of one key, of many chats, are looked at a
// hundred in one call: a round of them all takes as many calls as there are
// hundreds, while a tenth ends in each. The time is pretended, with a panel
// that takes 300 ms; the processor's time is not. The naive way, a call for
// each order, is tried on some of them, at the same rate.
func TestOneKeysOrders(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		f := newFollowed(t, *trackedOrders)
		active := f.orders
		for round := 1; round <= 3; round++ {
			time.Sleep(7 * time.Hour) // by then all are due
			ended := active / 10
			f.end(ended)
			f.check(t, fmt.Sprintf("round %d", round), active, f.run())
			time.Sleep(11 * time.Minute)
			f.check(t, "the last look at those that ended", ended, f.run())
			active -= ended
		}
		if told := f.told(); told != 3*orderChats {
			t.Errorf("%d messages for %d chats", told, orderChats)
		}
		f.naive()
	})
}

// followed is a bot that follows orders on one key.
type followed struct {
	t      *testing.T
	orders int
	store  *storage.Store
	ops    *ops.Ops
	panel  *sandbox.SMMPanel
	web    *farPanel
	client *smm.Client
	first  int // the number of the first order
	ended  int // of the oldest
	heap   uint64
}

// end completes the oldest orders that run.
func (f *followed) end(n int) {
	for range n {
		f.panel.Advance(f.ended, sandbox.SMMCompleted)
		f.ended++
	}
}

// round is what looking at orders took.
type round struct {
	calls, busiest int
	took, cpu      time.Duration
	heap           uint64
}

// run works as the clock does, until nothing is due.
func (f *followed) run() (r round) {
	f.t.Helper()
	tell := func(tx *storage.Tx, n ops.OrderNews) error {
		return tx.Queue(&storage.Outgoing{Key: storage.OutKey{Chat: n.Place.Chat, Lane: storage.Alerts}, Kind: storage.Send})
	}
	turn := jobs.Orders(f.ops, tell)
	f.web.calls = nil
	begun, cpu := time.Now(), processor()
	for {
		due, err := f.ops.DueOrderPanels(f.t.Context())
		must(f.t, err)
		if len(due) == 0 {
			break
		}
		began := time.Now()
		must(f.t, turn(f.t.Context()))
		r.heap = max(r.heap, heapNow())
		time.Sleep(5*time.Second - time.Since(began)%(5*time.Second))
	}
	r.calls, r.took, r.cpu, r.busiest = len(f.web.calls), time.Since(begun), processor()-cpu, spread(f.web.calls).minute
	for range 3 { // gathered first
		must(f.t, jobs.OrderNews(f.ops, tell)(f.t.Context()))
		time.Sleep(10 * time.Second)
	}
	return r
}

func (f *followed) check(t *testing.T, what string, orders int, r round) {
	t.Helper()
	if want := (orders + smm.MaxIDs - 1) / smm.MaxIDs; r.calls != want {
		t.Errorf("%s: %d calls for %d orders, want %d", what, r.calls, orders, want)
	}
	if r.busiest > 135 {
		t.Errorf("%s: %d calls in a minute", what, r.busiest)
	}
	t.Logf("%s: %d orders, %d calls (naive %d), at most %d in a minute; %v pretended, %v of the processor; heap %+d MiB",
		what, orders, r.calls, orders, r.busiest, r.took.Round(time.Second), r.cpu.Round(10*time.Millisecond), (int64(r.heap)-int64(f.heap))>>20)
}

// told counts the messages.
func (f *followed) told() (n int) {
	must(f.t, f.store.View(f.t.Context(), func(tx *storage.Tx) error {
		keys, err := tx.OutKeys()
		n = len(keys)
		return err
	}))
	return n
}

// naive asks for some orders one by one, as fast as the key may.
func (f *followed) naive() {
	begun, cpu := time.Now(), processor()
	var wg sync.WaitGroup
	for worker := range 4 {
		wg.Go(func() {
			for i := worker; i < naiveTried; i += 4 {
				if _, err := f.client.Status(f.t.Context(), strconv.Itoa(f.first+i)); err != nil {
					f.t.Error(err)
				}
			}
		})
	}
	wg.Wait()
	took, spent := time.Since(begun), processor()-cpu
	f.t.Logf("naive: %d orders in %d calls, %v pretended, %v of the processor; all %d would take %v",
		naiveTried, naiveTried, took.Round(time.Second), spent.Round(time.Millisecond), f.orders, (time.Duration(f.orders) * took / naiveTried).Round(time.Minute))
}

// processor is what the process has used of the processor.
func processor() time.Duration {
	var used syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &used) != nil {
		return 0
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func heapNow() uint64 {
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return m.HeapInuse
}
