package smm

import (
	"context"
	"fmt"
	"net/url"
	"strings"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// MaxIDs is how many orders or refills one call may name.
const MaxIDs = 100

// manyBody: a hundred subscriptions with the orders they became.
const manyBody = 4 << 20

// many asks about several ids at once, in the form of the API's tables:
// "orders" or "refills" beside the action of one. answers has what was said of
// each id; one that is missing was not answered.
func (c *Client) many(ctx context.Context, k call, name, row string, ids []string) (answers map[string]answer, err error) {
	if len(ids) == 0 {
		return nil, nil
	}
	if len(ids) > MaxIDs {
		return nil, &resale.Error{Act: k.act, Code: resale.Internal, Err: fmt.Errorf("%d at once, %d are allowed", len(ids), MaxIDs)}
	}
	k.form, k.body = url.Values{name: {strings.Join(ids, ",")}}, manyBody
	k.take = func(a answer) bool {
		answers = byID(a, row, ids)
		return len(answers) > 0
	}
	k.holds = k.take
	if err := c.do(ctx, k); err != nil {
		return nil, err
	}
	return answers, nil
}

// byID sorts an answer by the ids that were asked for. It is nothing unless
// every row says which it is about: lists by position were seen misaligned.
func byID(a answer, row string, ids []string) map[string]answer {
	found := make(map[string]answer, len(ids))
	asked := make(map[string]bool, len(ids))
	for _, id := range ids {
		asked[id] = true
	}
	a = a.inner("data")
	for _, raw := range a.Rows {
		entry := read(raw)
		about := id(entry.Fields[row])
		if about == "" {
			about = id(entry.Fields["id"])
		}
		if about == "" {
			return nil
		}
		if asked[about] {
			found[about] = entry
		}
	}
	for key, raw := range a.Fields {
		if asked[key] {
			found[key] = read(raw)
		}
	}
	// About a single one some panels answer as if it had been asked alone.
	if len(found) == 0 && len(ids) == 1 && !a.List && a.denial() == "" && len(a.Fields) > 0 {
		found[ids[0]] = a
	}
	return found
}

// Statuses gives the statuses of up to MaxIDs orders (SM04), and the errors of
// those that were refused. An order that is in neither was not answered.
// BadAnswer: nothing tells which status is whose; ask for each with Status.
func (c *Client) Statuses(ctx context.Context, orders []string) (map[string]resale.OrderStatus, map[string]error, error) {
	k := call{operation: "SM04", act: "read orders", action: "status", field: "status", read: true}
	answers, err := c.many(ctx, k, "orders", "order", orders)
	if err != nil {
		return nil, nil, err
	}
	statuses, failed := make(map[string]resale.OrderStatus), make(map[string]error)
	for order, a := range answers {
		word := httpapi.Scalar(a.Raw)
		switch {
		case resale.OrderStateOf(word).Known():
			statuses[order] = resale.OrderStatus{State: resale.OrderStateOf(word), Word: word}
		case tellsStatus(a), a.denial() == "" && httpapi.Scalar(a.Fields["status"]) != "":
			statuses[order] = readStatus(a)
		default:
			c.keep(failed, order, k, a)
		}
	}
	return statuses, failed, nil
}

// keep adds the error of a row that is no success. One that says nothing is as
// good as none.
func (c *Client) keep(failed map[string]error, id string, k call, row answer) {
	value := row.value(k.field)
	text := row.refusal(k.field)
	if text == "" && value.Fields == nil && count(value.Raw) == nil {
		text = words(value.Raw)
	}
	switch said := strings.ToLower(httpapi.Scalar(value.Raw)); {
	case text != "":
		failed[id] = c.refusal(k, text)
	case said == "0" || said == "false":
		failed[id] = &resale.Error{Act: k.act, Code: resale.Refused}
	}
}
