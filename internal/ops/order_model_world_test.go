package ops_test

import (
	"context"
	"errors"
	"net/http"
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

const loneChat = 50

// plan is chance: numbers that a step takes what it needs from.
type plan struct{ n []int }

// below takes a number from 0 to n-1.
func (p *plan) below(n int) int {
	if len(p.n) == 0 {
		return 0
	}
	taken := p.n[0] % n
	p.n = p.n[1:]
	return taken
}

func among[T any](p *plan, all ...T) T { return all[p.below(len(all))] }

// life is a counter with two chats on one key and one on another, and what
// they must be told.
type life struct {
	*counter
	orders []int
	chat   map[int]int64
	final  map[int]bool
	seen   map[int]bool // by a person, when it had ended
}

func newLife(t *testing.T) *life {
	w := blankCounter(t)
	w.base, w.wire = "http://panel.test/api/v2", &wire{to: direct{w.panel}}
	w.stock()
	w.connects(otherChat, ourKey)
	w.panel.AddKey("a-key-of-another", "1000")
	w.panel.SetBalance(ourKey, "1000")
	w.connects(loneChat, "a-key-of-another")
	return &life{counter: w, chat: map[int]int64{}, final: map[int]bool{}, seen: map[int]bool{}}
}

func (l *life) step(p plan) {
	switch p.below(20) {
	case 0, 1, 2:
		l.place(&p)
	case 3, 4, 5:
		l.change(&p)
	case 6:
		l.restart()
	case 7:
		l.crash(&p)
	case 8, 9:
		l.panel.Fail(sandbox.SMMFault{Skip: p.below(3), Times: 1 + p.below(20), Kind: among(&p,
			sandbox.SMM500, sandbox.SMMHTML, sandbox.SMM429, sandbox.SMMCutBefore, sandbox.SMMCutAfter, sandbox.SMMEmptyBody, sandbox.SMMTruncated)})
	case 10:
		l.panel.Heal()
	case 11:
		l.panel.Quirk(among(&p, sandbox.SMMQuirks{}, sandbox.SMMSmartPanel(), sandbox.SMMLaravel(), sandbox.SMMEGF(),
			sandbox.SMMQuirks{Statuses: sandbox.SMMStatusTexts}, sandbox.SMMQuirks{Statuses: sandbox.SMMStatusArray},
			sandbox.SMMQuirks{Names: sandbox.SMMNamesMulti}, sandbox.SMMQuirks{Counts: sandbox.SMMNull, Rates: sandbox.SMMNull}, sandbox.SMMQuirks{PerMinute: 3}))
	case 12:
		l.panel.BlockKey(ourKey, among(&p, "", "", sandbox.SMMSuspended))
	case 13:
		l.look(&p)
	case 14:
		l.tellBadly()
	default:
		step := time.Duration(5+p.below(3600)) * time.Second
		l.follow(step*time.Duration(1+p.below(6)), step)
	}
}

func (l *life) mend() {
	l.panel.Heal()
	l.panel.Quirk(sandbox.SMMQuirks{})
	l.panel.BlockKey(ourKey, "")
}

func (l *life) place(p *plan) {
	l.mend()
	chat := among[int64](p, ourChat, otherChat, loneChat)
	n := l.buys(chat)
	l.orders, l.chat[n] = append(l.orders, n), chat
}

func (l *life) change(p *plan) {
	if len(l.orders) == 0 {
		return
	}
	n := among(p, l.orders...)
	if l.final[n] {
		return
	}
	state := among(p,
		sandbox.SMMPending, sandbox.SMMProcessing, sandbox.SMMInProgress, "On hold",
		sandbox.SMMCompleted, sandbox.SMMPartial, sandbox.SMMCanceled, sandbox.SMMRefunded)
	l.panel.Advance(n, state)
	l.final[n] = resale.OrderStateOf(string(state)).Final()
}

// crash ends the process around a request of a turn.
func (l *life) crash(p *plan) {
	nth, sent := 1+p.below(3), p.below(2) == 0
	l.pass(time.Duration(1+p.below(300)) * time.Second)
	ctx, cancel := context.WithCancel(l.t.Context())
	defer cancel()
	l.wire.set(func(n int, r *http.Request) (*http.Response, error) {
		if n < nth {
			return l.wire.to.RoundTrip(r)
		}
		if sent && n == nth {
			l.wire.lose(r)
		}
		cancel()
		return nil, errCut
	})
	panels, err := l.DueOrderPanels(ctx)
	l.must(err)
	for _, panel := range panels {
		if ctx.Err() == nil {
			_ = l.TrackOrders(ctx, panel, l.tellOrders)
		}
	}
	l.restart()
}

// look is a person who opens an order.
func (l *life) look(p *plan) {
	if len(l.orders) == 0 {
		return
	}
	n := among(p, l.orders...)
	if o, err := l.RefreshOrder(l.t.Context(), l.chat[n], strconv.Itoa(n)); err == nil && o.Status.State.Final() {
		l.seen[n] = true
	}
}

// tellBadly fails to tell, after all was done for it.
func (l *life) tellBadly() {
	l.pass(time.Minute)
	_ = l.TellOrderNews(l.t.Context(), func(tx *storage.Tx, n ops.OrderNews) error {
		return errors.Join(l.tellOrders(tx, n), errCut)
	})
}
