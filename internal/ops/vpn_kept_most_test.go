package ops

import (
	"context"
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/resale"
)

// Of more lists than there is room for the oldest go, and none that is put anew.
func TestListsAreKeptInABound(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	k := keptLists{kept: map[string]keptList{}}
	for n := range placesMost + 10 {
		at := now.Add(time.Duration(n) * time.Second)
		k.put(strconv.Itoa(n), keptList{at: at}, at)
		k.put(strconv.Itoa(n), keptList{at: at}, at)
	}
	_, first := k.get("9")
	_, next := k.get("10")
	if len(k.kept) != placesMost || first || !next {
		t.Errorf("%d are kept; the 10th %v, the 11th %v", len(k.kept), first, next)
	}
}

// A list that cannot be read for a fault of ours is an error for who asked.
func TestAPanicInAListIsAnError(t *testing.T) {
	o := &Ops{Config: Config{Now: time.Now}, places: keptLists{kept: map[string]keptList{}}}
	_, err := keptFor(t.Context(), o, "a list", time.Hour, func(context.Context) ([]int, error) { panic("nobody thought of it") })
	if resale.CodeOf(err) != resale.Internal {
		t.Error(err)
	}
}
