package jobs

import (
	"context"
	"errors"
	"strings"
	"sync/atomic"
	"testing"
)

// A panic over what one chat's panel sent is an error of that chat: the program
// goes on, and so do the others.
func TestAPanicIsAnError(t *testing.T) {
	var done atomic.Int64
	work := func(n int) error {
		switch n {
		case 1:
			panic("an answer that nobody thought of")
		case 2:
			return errors.New("down")
		}
		done.Add(1)
		return nil
	}
	wrong := func(what string, err error) {
		t.Helper()
		if err == nil || !strings.Contains(err.Error(), "nobody thought of") || !strings.Contains(err.Error(), "down") || done.Swap(0) != 2 {
			t.Errorf("%s: %v", what, err)
		}
	}
	wrong("chats", each([]int{0, 1, 2, 3}, 2, work))
	panels := func(context.Context) ([]string, error) {
		return []string{"panel-00", "panel-01", "panel-02", "panel-03"}, nil
	}
	wrong("panels", eachPanel(panels, func(_ context.Context, panel string) error { return work(int(panel[7] - '0')) })(t.Context()))
}
