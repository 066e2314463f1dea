package handlers

import (
	"testing"
	"time"

	"resellerbot/internal/resale"
)

// Two subscriptions that would read the same are told apart by their numbers.
func TestTwinMark(t *testing.T) {
	end := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	all := []resale.Subscription{
		{ID: 1, Plan: "Starter", Expires: end},
		{ID: 2, Plan: "Starter", Expires: end.Add(time.Hour)},
		{ID: 3, Plan: "Starter", Expires: end.AddDate(0, 1, 0)},
		{ID: 4, Plan: "Family", Expires: end},
		{ID: 5, Expires: end},
		{ID: 6, Expires: end},
	}
	for i, want := range []string{" #1", " #2", "", "", "", ""} {
		if got := twinMark(all[i], all); got != want {
			t.Errorf("subscription %d: %q, want %q", all[i].ID, got, want)
		}
	}
}
