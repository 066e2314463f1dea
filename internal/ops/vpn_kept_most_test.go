package ops

import (
	"strconv"
	"testing"
	"time"
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
