package smm

import (
	"context"
	"errors"
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

func second[T any](_ T, err error) error { return err }

// Whatever is cut or broken around a write, it is sent once, and is unknown
// unless nothing was sent or the panel said no.
func TestFaultsAroundWrites(t *testing.T) {
	acts := map[string]func(context.Context, *Client, string) error{
		"add": func(ctx context.Context, c *Client, _ string) error {
			return second(c.Add(ctx, "1", resale.OrderValues{resale.FieldLink: "@y", resale.FieldQuantity: "100"}))
		},
		"refill": func(ctx context.Context, c *Client, order string) error { return second(c.Refill(ctx, order)) },
		"cancel": func(ctx context.Context, c *Client, order string) error {
			return second(c.Cancel(ctx, []string{order}))
		},
	}
	for _, kind := range []sandbox.SMMFaultKind{
		sandbox.SMMCutBefore, sandbox.SMM500, sandbox.SMM429, sandbox.SMMHTML, sandbox.SMMHang, sandbox.SMMCutAfter, sandbox.SMM500After,
		sandbox.SMMHTMLAfter, sandbox.SMMHangAfter, sandbox.SMMEmptyBody, sandbox.SMMTruncated, sandbox.SMMHugeBody,
	} {
		c, p := startSandbox(t)
		order, err := c.Add(t.Context(), "1", resale.OrderValues{resale.FieldLink: "@x", resale.FieldQuantity: "100"})
		if err != nil {
			t.Fatal(err)
		}
		number, _ := strconv.Atoi(order)
		p.Advance(number, sandbox.SMMInProgress, sandbox.SMMCompleted)
		c.timeout = 100 * time.Millisecond
		for action, act := range acts {
			before := p.Count(action).Asked
			p.Fail(sandbox.SMMFault{Action: action, Kind: kind, Times: 1})
			want := resale.Unknown
			if kind == sandbox.SMM429 {
				want = resale.RateLimited
			}
			if err := act(t.Context(), c, order); resale.CodeOf(err) != want {
				t.Errorf("%s, %s: %v", kind, action, err)
			} else if e, ok := errors.AsType[*resale.Error](err); !ok || e.Act == "" {
				t.Errorf("%s, %s: %v", kind, action, err)
			}
			if n := p.Count(action).Asked - before; n != 1 {
				t.Errorf("%s, %s: sent %d times", kind, action, n)
			}
		}
	}
}
