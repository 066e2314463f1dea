package jobs_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
)

// TestTenThousandClients: the largest panels fit into one digest, also on the
// day after, when most of their rows stand, and on one with nothing to tell.
func TestTenThousandClients(t *testing.T) {
	s := newDigestShop(t)
	place := s.panel.Categories()[0].ID
	for i := range 10_000 {
		s.panel.AddClient(sandbox.ServexClient{
			Username: fmt.Sprintf("c%05d", i), CategoryID: place, OwnerID: 42, Expires: s.clock().AddDate(0, 0, 5+i%2*30),
		})
	}
	for day, want := range []int{5_001, 5_000, 0} {
		s.set(s.at(fmt.Sprintf("05-%02d 09:10", day+2)))
		begun := time.Now()
		told := strings.Join(s.digests(), "")
		took := time.Since(begun)
		if n := len(strings.Fields(told)) / 2; n != want {
			t.Errorf("day %d: %d clients, not %d", day+1, n, want)
		}
		t.Logf("day %d: %v", day+1, took.Round(time.Millisecond))
	}
}
