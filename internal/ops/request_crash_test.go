package ops_test

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"testing"

	"resellerbot/storage"
)

// TestEveryCrashOfAnApproval ends the process at each request to the panel,
// before it is sent or once it was answered. Whether the admin's tap is handled
// again or what is open is looked up first: it is done once, and heard once.
func TestEveryCrashOfAnApproval(t *testing.T) {
	for name, begin := range requests() {
		for _, sent := range []bool{false, true} {
			for _, again := range []bool{false, true} {
				t.Run(fmt.Sprintf("%s, sent %v, again %v", name, sent, again), func(t *testing.T) {
					t.Parallel()
					n := 1
					for ; approvalDies(t, begin(t), n, sent, again); n++ {
					}
					if n < 3 {
						t.Errorf("it makes only %d requests", n-1)
					}
				})
			}
		}
	}
}

func approvalDies(t *testing.T, a *asked, nth int, sent, again bool) (reached bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	a.wire.set(func(n int, r *http.Request) (*http.Response, error) {
		if n < nth {
			return a.wire.to.RoundTrip(r)
		}
		reached = true
		if sent && n == nth {
			a.wire.lose(r)
		}
		cancel()
		return nil, errCut
	})
	_, _, err := a.renew(ctx, 1, 60)
	if !reached && err != nil {
		t.Fatal(err)
	}
	a.restart()
	if !again {
		a.reconcile()
	}
	at := fmt.Sprintf("request %d", nth)
	if _, _, err := a.renew(t.Context(), 1, 60); err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	a.reconcile()
	if _, _, err := a.renew(t.Context(), 1, 60); err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	a.wantOnce(at)
	return reached
}

// TestEveryCommitOfAnApprovalMayBeTheLast: the program dies right after each of
// them, at whatever it was by then.
func TestEveryCommitOfAnApprovalMayBeTheLast(t *testing.T) {
	for name, begin := range requests() {
		for _, again := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, again %v", name, again), func(t *testing.T) {
				t.Parallel()
				n := 1
				for ; diesAtCommit(t, begin(t), n, again); n++ {
				}
				if n < 4 {
					t.Errorf("it makes only %d commits", n-1)
				}
			})
		}
	}
}

func diesAtCommit(t *testing.T, a *asked, nth int, again bool) (died bool) {
	t.Helper()
	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	a.death.comes(t, nth, a.file, a.wire, cancel)
	_, _, err := a.renew(ctx, 1, 60)
	a.restart()
	if died = a.death.came; !died && err != nil {
		t.Fatal(err)
	}
	if !again {
		a.reconcile()
	}
	at := fmt.Sprintf("commit %d", nth)
	if _, _, err := a.renew(t.Context(), 1, 60); err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	a.reconcile()
	if _, _, err := a.renew(t.Context(), 1, 60); err != nil {
		t.Fatalf("%s: %v", at, err)
	}
	a.wantOnce(at)
	return died
}

// TestTwoAdminsApproveOnce, who tap at once and choose other days: the first
// one's count.
func TestTwoAdminsApproveOnce(t *testing.T) {
	for name, begin := range requests() {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			a := begin(t)
			var wg sync.WaitGroup
			for admin := int64(1); admin <= 6; admin++ {
				wg.Go(func() {
					out, asked, err := a.renew(t.Context(), admin, 60)
					if err != nil || out.Act != "" && out.State != storage.Done || asked.State != storage.RequestDone {
						t.Errorf("admin %d: %v %v, request %s, %v", admin, out.State, out.Code, asked.State, err)
					}
				})
			}
			wg.Wait()
			if _, asked, err := a.renew(t.Context(), 7, 90); err != nil || asked.State != storage.RequestDone {
				t.Errorf("later: %+v, %v", asked, err)
			}
			a.wantOnce("at once")
		})
	}
}

// TestALostAnswerToAnApproval is adopted when it worked, made up for when it did
// not, and never given twice.
func TestALostAnswerToAnApproval(t *testing.T) {
	for name, begin := range requests() {
		for _, after := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, worked %v", name, after), func(t *testing.T) {
				t.Parallel()
				a := begin(t)
				a.fail(after)
				out, _, err := a.renew(t.Context(), 1, 60)
				if err != nil {
					t.Fatal(err)
				}
				a.heal()
				if out.State == storage.Unknown {
					if asked, err := a.ops().DeclineRequest(t.Context(), ourChat, 2, a.request.ID, "", freshNews); err != nil || !asked.Busy {
						t.Errorf("declined while it is unknown: %+v, %v", asked, err)
					}
				}
				a.reconcile()
				if _, _, err := a.renew(t.Context(), 2, 60); err != nil {
					t.Fatal(err)
				}
				a.wantOnce("lost")
			})
		}
	}
}

// TestWhatIsGoneIsNotMadeBlindly: not at another panel, and not without knowing
// where.
func TestWhatIsGoneIsNotMadeBlindly(t *testing.T) {
	t.Run("another panel's", func(t *testing.T) {
		a := askedClient(t, true)
		a.update(func(tx *storage.Tx) error {
			l, _, err := tx.Link(a.link.Key())
			if err != nil {
				return err
			}
			l.Panel = "another"
			return tx.SaveLink(l)
		})
		a.refusesAsGone()
	})
	t.Run("no category known", func(t *testing.T) {
		a := askedClient(t, true)
		a.update(func(tx *storage.Tx) error {
			l, _, err := tx.Link(a.link.Key())
			if err != nil {
				return err
			}
			l.Category = 0
			return tx.SaveLink(l)
		})
		a.refusesAsGone()
	})
}

func (a *asked) refusesAsGone() {
	a.t.Helper()
	out, asked, err := a.renew(a.t.Context(), 1, 60)
	if err != nil || out.State != storage.Refused || out.Code != "not_found" || asked.State != storage.RequestOpen || asked.Busy || a.made() != 0 {
		a.t.Errorf("%q %q, request %q, %v, made %d", out.State, out.Code, asked.State, err, a.made())
	}
}

// TestWhatWasStoppedConnectsAgain once its customer's wish to go on is granted,
// also when the program dies at any commit of that.
func TestWhatWasStoppedConnectsAgain(t *testing.T) {
	for _, name := range []string{"client", "account"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			for n := 1; ; n++ {
				a := requests()[name](t)
				a.stop()
				died := diesAtCommit(t, a, n, n%2 == 0)
				if a.stopped() {
					t.Errorf("commit %d: it is still stopped", n)
				}
				if !died {
					return
				}
			}
		})
	}
}
