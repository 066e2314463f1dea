package smm

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"resellerbot/internal/resale"
)

// outcome gives an error's code and detail, "" for none.
func outcome(err error) string {
	e, ok := errors.AsType[*resale.Error](err)
	switch {
	case err == nil:
		return ""
	case !ok:
		return "not one of ours: " + err.Error()
	case e.Detail == "":
		return string(e.Code)
	default:
		return string(e.Code) + ": " + e.Detail
	}
}

// each call gives what it found and how it ended, in short.
type asking func(context.Context, *Client) string

func add(ctx context.Context, c *Client) string {
	order, err := c.Add(ctx, "7", resale.OrderValues{resale.FieldLink: "@x", resale.FieldQuantity: "100"})
	return order + outcome(err)
}

func refill(ctx context.Context, c *Client) string {
	number, err := c.Refill(ctx, "5")
	return number + outcome(err)
}

func status(ctx context.Context, c *Client) string {
	s, err := c.Status(ctx, "5")
	if err != nil {
		return outcome(err)
	}
	return tell(s)
}

func tell(s resale.OrderStatus) string {
	text := fmt.Sprintf("%s (%s)", s.State, s.Word)
	if s.Charge != nil {
		text += " charge " + s.Charge.String()
	}
	if s.StartCount != nil {
		text += fmt.Sprintf(" start %d", *s.StartCount)
	}
	if s.Remains != nil {
		text += fmt.Sprintf(" remains %d", *s.Remains)
	}
	if s.Expiry != "" || s.Posts+s.Runs != 0 || len(s.Orders) > 0 {
		text += fmt.Sprintf(" posts %d expiry %q runs %d orders %v", s.Posts, s.Expiry, s.Runs, s.Orders)
	}
	return text
}

func refillStatus(ctx context.Context, c *Client) string {
	s, err := c.RefillStatus(ctx, "5")
	if err != nil {
		return outcome(err)
	}
	return fmt.Sprintf("%s (%s)", s.State, s.Word)
}

func balance(ctx context.Context, c *Client) string {
	b, err := c.Balance(ctx)
	if err != nil {
		return outcome(err)
	}
	return b.Amount.String() + " " + b.Currency
}

func services(ctx context.Context, c *Client) string {
	all, err := c.Services(ctx)
	if err != nil {
		return outcome(err)
	}
	var ids []string
	for _, s := range all {
		ids = append(ids, s.ID)
	}
	slices.Sort(ids)
	return fmt.Sprint(ids)
}

// several asks about 1, 2 and 3.
func several[T any](found map[string]T, failed map[string]error, err error, tell func(T) string) string {
	if err != nil {
		return outcome(err)
	}
	said := map[string]string{}
	for id, value := range found {
		said[id] = tell(value)
	}
	for id, err := range failed {
		said[id] = outcome(err)
	}
	var parts []string
	for _, id := range slices.Sorted(maps.Keys(said)) {
		parts = append(parts, id+" "+said[id])
	}
	return strings.Join(parts, "; ")
}

func ids() []string { return []string{"1", "2", "3"} }

func statuses(ctx context.Context, c *Client) string {
	found, failed, err := c.Statuses(ctx, ids())
	return several(found, failed, err, tell)
}

func statusesOfOne(ctx context.Context, c *Client) string {
	found, failed, err := c.Statuses(ctx, []string{"1"})
	return several(found, failed, err, tell)
}

func refills(ctx context.Context, c *Client) string {
	found, failed, err := c.Refills(ctx, ids())
	return several(found, failed, err, func(refill string) string { return "is " + refill })
}

func refillStatuses(ctx context.Context, c *Client) string {
	found, failed, err := c.RefillStatuses(ctx, ids())
	return several(found, failed, err, func(s resale.RefillStatus) string { return fmt.Sprintf("%s (%s)", s.State, s.Word) })
}

func cancel(ctx context.Context, c *Client) string {
	asked, err := c.Cancel(ctx, ids())
	return several(asked, nil, err, outcome)
}

func cancelOne(ctx context.Context, c *Client) string {
	asked, err := c.Cancel(ctx, []string{"1"})
	return several(asked, nil, err, outcome)
}
