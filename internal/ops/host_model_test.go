package ops_test

import (
	"context"
	"flag"
	"fmt"
	"net/http"
	"testing"
	"time"

	"pgregory.net/rapid"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// hostLives is how many lives are lived unless -rapid.checks says otherwise.
const hostLives = "12"

// TestHostActsWhateverHappens: panels that fail in all ways, crashes at any
// request, acts asked for again, and people who act at the panel itself. In the
// end nothing was called twice, and what is told of each act is true.
func TestHostActsWhateverHappens(t *testing.T) {
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "rapid.checks" })
	if !asked {
		if err := flag.Set("rapid.checks", hostLives); err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { _ = flag.Set("rapid.checks", "100") })
	}
	done := 0
	rapid.Check(t, func(rt *rapid.T) {
		plan := rapid.SliceOfN(rapid.Map(rapid.SliceOfN(rapid.IntRange(0, 1<<16), 8, 8), func(n []int) plan { return plan{n} }), 10, 40).Draw(rt, "plan")
		l := &hostLife{hosting: newHosting(t, sandbox.WHQuirks{Envelope: rapid.IntRange(1, 3).Draw(rt, "envelope")})}
		for _, p := range plan {
			l.step(p)
		}
		n, breach := l.end()
		if done += n; breach != "" {
			rt.Fatal(breach)
		}
	})
	if done < 5 {
		t.Errorf("%d acts done: nothing was tried", done)
	}
}

type hostLife struct {
	*hosting
	acts []hostAct
}

// hostAct is one act that was asked for, by its key.
type hostAct struct {
	key, id string
	verb    resale.HostVerb // "": a payment; "create": a service
}

func (l *hostLife) do(ctx context.Context, a hostAct) (ops.Outcome, error) {
	switch a.verb {
	case "":
		return l.HostPay(ctx, l.act(a.key), a.id, resale.HostPayment{Amount: amount("29.99"), Gateway: "manual", Transaction: a.key})
	case "create":
		return l.HostCreate(ctx, l.act(a.key), resale.HostServices, wishing("client_id", "1", "product_id", "1", "domain", a.key+".example"))
	}
	return l.HostDo(ctx, l.act(a.key), a.id, a.verb)
}

func (l *hostLife) step(p plan) {
	switch kind := p.below(10); {
	case kind < 4:
		_, err := l.do(l.t.Context(), l.next(&p))
		l.must(err)
	case kind == 4:
		l.crash(l.next(&p), 1+p.below(6), p.below(2) == 0)
	case kind == 5 || kind == 6:
		all := []sandbox.WHFaultKind{
			sandbox.WHCutBefore, sandbox.WH500, sandbox.WH502, sandbox.WHHTML, sandbox.WHNothing, sandbox.WH429, sandbox.WHScope,
			sandbox.WHCutAfter, sandbox.WH500After, sandbox.WH502After, sandbox.WHHTMLAfter, sandbox.WHTruncated, sandbox.WHEmptyBody,
		}
		method := []string{http.MethodPost, http.MethodPost, http.MethodGet}[p.below(3)]
		l.panel.Fail(sandbox.WHFault{Method: method, Skip: p.below(3), Times: 1 + p.below(2), Kind: all[p.below(len(all))]})
	case kind == 7:
		l.somebody(&p)
	default:
		l.pass(time.Duration(1+p.below(15)) * time.Minute)
		l.look()
	}
}

// next is an act that was asked for before, or a new one.
func (l *hostLife) next(p *plan) hostAct {
	if len(l.acts) > 0 && p.below(4) == 0 {
		return l.acts[p.below(len(l.acts))]
	}
	a := hostAct{key: fmt.Sprintf("k%d", len(l.acts)), id: fmt.Sprint(1 + p.below(3))}
	a.verb = []resale.HostVerb{"", "", "create", resale.Provision, resale.Suspend, resale.Unsuspend, resale.Terminate}[p.below(7)]
	if a.verb == "" && p.below(2) == 0 {
		l.owe(30, "29.99", "USD")
	}
	l.acts = append(l.acts, a)
	return a
}

// somebody acts at the panel itself. What undoes an act of ours before it is
// looked at cannot be told from one that was not done.
func (l *hostLife) somebody(p *plan) {
	if p.below(2) == 0 {
		l.panel.Pay(int64(1+p.below(2)), "card", "by somebody")
		return
	}
	l.panel.Do(int64(1+p.below(3)), []string{"provision", "terminate"}[p.below(2)])
}

func (l *hostLife) crash(a hostAct, nth int, sent bool) {
	l.interrupted(hostDeed{name: a.key, do: func(ctx context.Context, _ *hosting, _ string) (ops.Outcome, error) { return l.do(ctx, a) }}, nth, sent)
	l.restart()
}

func (l *hostLife) look() {
	due, err := l.Unsettled(l.t.Context(), 50)
	l.must(err)
	for _, row := range due {
		l.must(l.Reconcile(l.t.Context(), row, l.tell))
	}
}

// end mends everything, lets the bot find out, and gives how many acts are done
// and what is wrong about them. Acts that nobody can tell the end of stay open.
func (l *hostLife) end() (done int, breach string) {
	l.panel.Heal()
	for range 8 {
		l.pass(20 * time.Minute)
		l.look()
	}
	type tally struct{ sure, most int } // how often it was called, as far as is told
	told := map[string]tally{}
	for _, a := range l.acts {
		out, err := l.do(l.t.Context(), a)
		l.must(err)
		where := "POST services/" + a.id + "/" + string(a.verb)
		switch a.verb {
		case "":
			where = a.key
		case "create":
			where = a.key + ".example"
		}
		n := told[where]
		n.most += count(out.State != storage.Refused)
		n.sure += count(out.State == storage.Done && !out.Adopted)
		told[where] = n
		done += count(out.State == storage.Done)
	}
	for where, n := range told {
		happened := l.panel.Count(where).Applied
		for _, p := range l.panel.Payments() {
			happened += count(p.Text("transaction_id") == where)
		}
		for _, s := range l.panel.Services() {
			happened += count(s.Text("domain") == where)
		}
		if happened < n.sure || happened > n.most {
			breach += fmt.Sprintf("%s: happened %d times, told %d to %d\n", where, happened, n.sure, n.most)
		}
	}
	if n := l.writes(); n > len(l.acts) {
		breach += fmt.Sprintf("%d writes for %d acts\n", n, len(l.acts))
	}
	return done, breach
}
