package proof

import (
	"context"
	"flag"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

var everyPoint = flag.Bool("every-point", false, "let every call of a store's customer fail, in every way; otherwise the calls that change something, in some")

// mishap is what happens at one call of a customer's errand.
type mishap struct {
	name  string
	fault sandbox.XMFaultKind // "": the program is killed
}

func mishaps() []mishap {
	return []mishap{
		{name: "killed"},
		{"cut before", sandbox.XMCutBefore},
		{"cut after", sandbox.XMCutAfter},
		{"page instead of an answer", sandbox.XMHTMLAfter},
		{"no body", sandbox.XMEmptyBody},
	}
}

// point is where a mishap happens: at the n-th call of an errand, or at the
// first one of a path.
type shopPoint struct {
	errand errand
	n      int
	path   string
	mishap mishap
}

func (p shopPoint) String() string {
	return fmt.Sprint(p.errand.name, " call ", p.n, p.path, " ", p.mishap.name)
}

// everyCallMayFail: whatever call of a customer's errand fails, however it does: for one wish
// there is one account or one invoice at the panel, it is paid once, it brings
// what it was for once, and what stands in the chat in the end is true.
func everyCallMayFail(t *testing.T, bot string) {
	t.Helper()
	points := chosenPoints()
	if *everyPoint {
		points = allPoints(t, bot)
	}
	slots := make(chan struct{}, pointsAtOnce)
	var all sync.WaitGroup
	for _, p := range points {
		slots <- struct{}{}
		all.Go(func() {
			defer func() { <-slots }()
			t.Run(p.String(), func(t *testing.T) { p.suffer(t, bot) })
		})
	}
	all.Wait()
	t.Logf("%d points", len(points))
}

// chosenPoints are those of the suite.
func chosenPoints() (points []shopPoint) {
	for _, e := range errands() {
		for path, ways := range e.worst {
			for _, m := range mishaps() {
				if slices.Contains(ways, m.name) {
					points = append(points, shopPoint{errand: e, path: path, mishap: m})
				}
			}
		}
	}
	return points
}

// allPoints counts the calls of each errand when nothing happens.
func allPoints(t *testing.T, bot string) (points []shopPoint) {
	t.Helper()
	for _, e := range errands() {
		calls := shopPoint{errand: e}.suffer(t, bot)
		t.Logf("%s: %d calls, %d mishaps at each", e.name, calls, len(mishaps()))
		if calls < 2 {
			t.Fatalf("%s makes %d calls, which is too few to be true", e.name, calls)
		}
		for n := 1; n <= calls; n++ {
			for _, m := range mishaps() {
				points = append(points, shopPoint{errand: e, n: n, mishap: m})
			}
		}
	}
	return points
}

// suffer runs an errand with its mishap, and gives how many calls it made.
func (p shopPoint) suffer(t *testing.T, bot string) (calls int) {
	t.Helper()
	ctx := within(t, 3*time.Minute)
	x := newErrand(ctx, t, bot, p.errand)
	before, asked := len(x.panel.Calls()), x.panel.Count(p.path).Asked
	over := make(chan struct{})
	meeting, stop := context.WithCancel(ctx)
	go func() { defer close(over); x.meet(meeting, t, p, before) }()
	defer func() { stop(); <-over }()
	if err := x.run(ctx); err != nil {
		t.Errorf("%v\n%s", err, tail(x.program.said()))
		return 0
	}
	calls = len(x.panel.Calls()) - before
	stop() // the last calls are not always as many
	<-over
	if p.path != "" && x.panel.Count(p.path).Asked == asked {
		t.Errorf("%s was never asked for", p.path)
	}
	x.check(t, p)
	return calls
}

// meet has the mishap happen.
func (x *errandWorld) meet(ctx context.Context, t *testing.T, p shopPoint, before int) {
	switch {
	case p.mishap.name == "":
	case p.mishap.fault != "":
		x.panel.Fail(sandbox.XMFault{Path: p.path, Kind: p.mishap.fault, Skip: max(p.n-1, 0), Times: 1})
	default:
		asked := x.panel.Count(p.path).Asked
		err := x.panel.Wait(ctx, func(panel *sandbox.XMPanel) bool {
			return p.n > 0 && len(panel.Calls()) >= before+p.n || p.path != "" && panel.Count(p.path).Asked > asked
		})
		if err == nil {
			_ = x.program.kill()
			x.program.start(t)
		}
	}
}
