package handlers

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/ops"
)

func TestBusiestDays(t *testing.T) {
	days := make([]ops.StatDay, ops.StatDays)
	if got := busiest(days); len(got) > 0 {
		t.Errorf("of days without anybody: %v", got)
	}
	for i, n := range map[int]int{3: 5, 9: 7, 12: 5, 20: 5, 28: 1} {
		days[i].Ending = n
	}
	if diff := cmp.Diff([]int{9, 3, 12}, busiest(days)); diff != "" {
		t.Error(diff)
	}
}

func TestLabelledHours(t *testing.T) {
	for name, c := range map[string]struct {
		to   time.Time
		want string
	}{
		"UTC":               {time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC), "12 16 20 00 04 08 12"},
		"America/Sao_Paulo": {time.Date(2026, 6, 1, 12, 10, 0, 0, time.UTC), "12 16 20 00 04 08"},
		"Asia/Kathmandu":    {time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC), "20 00 04 08 12 16"},
		"Europe/Berlin":     {time.Date(2026, 3, 29, 12, 0, 0, 0, time.UTC), "16 20 00 04 08 12"}, // there is no 02:30
	} {
		zone, err := time.LoadLocation(name)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, at := range fullHours(c.to.Add(-24*time.Hour), c.to, zone) {
			got = append(got, at.In(zone).Format("15"))
			if at.In(zone).Minute() != 0 {
				t.Errorf("%s: %v", name, at.In(zone))
			}
		}
		if all := strings.Join(got, " "); all != c.want {
			t.Errorf("%s: %s, not %s", name, all, c.want)
		}
	}
}
