package ops_test

import (
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// listing gives what a chat's listing says, in words.
func (w *world) listing() string {
	w.t.Helper()
	l, err := w.Listing(w.t.Context(), ourChat, ops.Servex)
	w.must(err)
	var all []string
	for _, c := range l.Clients {
		all = append(all, fmt.Sprintf("%s %s %s", c.Username, c.Expires.Format(time.DateOnly), c.Note))
	}
	return strings.Join(all, ", ")
}

// TestTheListingFollowsTheActs, without being read anew: who was renewed a
// minute ago is not warned by the old date.
func TestTheListingFollowsTheActs(t *testing.T) {
	w := newWorld(t)
	ctx, note := t.Context(), "n"
	old, err := w.Listing(ctx, ourChat, ops.Servex)
	w.must(err)
	read := w.listCalls()
	day := func(days int) string { return w.Now().AddDate(0, 0, days).Format(time.DateOnly) }
	for _, step := range []struct {
		do   func() (ops.Outcome, error)
		want string
	}{
		{func() (ops.Outcome, error) { return w.renew("renew") }, "ana " + day(40) + " "},
		{func() (ops.Outcome, error) {
			return w.EditClient(ctx, w.act("edit"), w.ana.ID, "ana", resale.ClientEdit{Note: &note})
		}, "ana " + day(40) + " n"},
		{func() (ops.Outcome, error) { return w.SetSuspended(ctx, w.act("off"), w.ana.ID, "ana", true) }, ""},
		{func() (ops.Outcome, error) { return w.SetSuspended(ctx, w.act("on"), w.ana.ID, "ana", false) }, "ana " + day(40) + " n"},
		{func() (ops.Outcome, error) {
			return w.CreateClient(ctx, w.act("new"), resale.NewClient{Username: "aba", Password: "abc123", CategoryID: w.place, Limit: 1, Duration: 5, Kind: resale.Paid})
		}, "aba " + day(5) + " , ana " + day(40) + " n"},
		{func() (ops.Outcome, error) { return w.DeleteClient(ctx, w.act("delete"), w.ana.ID, "ana") }, "aba " + day(5) + " "},
	} {
		out, err := step.do()
		w.wantState(out.Act, storage.Done, out, err)
		if got := w.listing(); got != step.want {
			t.Errorf("after %q: %q, want %q", out.Act, got, step.want)
		}
	}
	if n := w.listCalls(); n != read {
		t.Errorf("read anew: %d pages", n-read)
	}
	if len(old.Clients) != 1 || !old.Clients[0].Expires.Equal(w.ana.Expires) {
		t.Errorf("what was given out is changed: %+v", old.Clients)
	}
}

// TestAListingThatIsBeingRead has passed the client when it is renewed.
func TestAListingThatIsBeingRead(t *testing.T) {
	w := newWorld(t)
	pages := 0
	w.wire.set(func(_ int, r *http.Request) (*http.Response, error) {
		if strings.Contains(r.URL.RawQuery, "status=") {
			if pages++; pages == 3 {
				out, err := w.renew("k")
				w.wantState("the renewal", storage.Done, out, err)
			}
		}
		return w.wire.to.RoundTrip(r)
	})
	if got, want := w.listing(), "ana "+w.Now().AddDate(0, 0, 40).Format(time.DateOnly)+" "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestALateRenewalIsListed too.
func TestALateRenewalIsListed(t *testing.T) {
	w := newWorld(t)
	w.loseRenewal(true, func() {})
	out, err := w.renew("k")
	w.wantState("the renewal", storage.Unknown, out, err)
	w.wire.heal()
	w.listing()
	w.reconcile()
	if got, want := w.listing(), "ana "+w.ana.Expires.AddDate(0, 0, 30).Format(time.DateOnly)+" "; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}
