package smm

import (
	"context"
	"net/url"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// Refill asks for a refill of an order (SM05) and gives the refill's number.
func (c *Client) Refill(ctx context.Context, order string) (refill string, err error) {
	k := call{
		operation: "SM05", act: "ask for refill", action: "refill", field: "refill", form: url.Values{"order": {order}},
		holds: func(a answer) bool { return refillID(a) != "" },
		take: func(a answer) bool {
			refill = refillID(a)
			return refill != "" && a.denial() == ""
		},
	}
	if err := c.do(ctx, k); err != nil {
		return "", err
	}
	return refill, nil
}

// refillID finds the number in an answer about one order, which may be a list
// of one.
func refillID(a answer) string {
	return id(a.one().Fields["refill"])
}

// Refills asks for refills of up to MaxIDs orders (SM06) and gives their
// numbers, and the errors of those that were refused. Of an order that is in
// neither nobody can tell.
func (c *Client) Refills(ctx context.Context, orders []string) (map[string]string, map[string]error, error) {
	k := call{operation: "SM06", act: "ask for refills", action: "refill", field: "refill"}
	answers, err := c.many(ctx, k, "orders", "order", orders)
	if err != nil {
		return nil, nil, err
	}
	refills, failed := make(map[string]string), make(map[string]error)
	for order, row := range answers {
		switch refill := id(row.value("refill").Raw); {
		case refill == "":
			c.keep(failed, order, k, row)
		case row.denial() == "":
			refills[order] = refill
		}
	}
	return refills, failed, nil
}

// RefillStatus gives a refill's status (SM07), NotFound when the panel does
// not know it.
func (c *Client) RefillStatus(ctx context.Context, refill string) (resale.RefillStatus, error) {
	var status resale.RefillStatus
	err := c.do(ctx, call{
		operation: "SM07", act: "read refill", action: "refill_status", field: "status", form: url.Values{"refill": {refill}}, read: true,
		holds: func(answer) bool { return false },
		take: func(a answer) bool {
			word := cut(httpapi.Scalar(a.one().Fields["status"]), longestWord)
			status = resale.RefillStatus{State: resale.RefillStateOf(word), Word: word}
			return word != ""
		},
	})
	if err != nil {
		return resale.RefillStatus{}, err
	}
	return status, nil
}

// RefillStatuses gives the statuses of up to MaxIDs refills (SM08), like
// Statuses.
func (c *Client) RefillStatuses(ctx context.Context, refills []string) (map[string]resale.RefillStatus, map[string]error, error) {
	k := call{operation: "SM08", act: "read refills", action: "refill_status", field: "status", read: true}
	answers, err := c.many(ctx, k, "refills", "refill", refills)
	if err != nil {
		return nil, nil, err
	}
	statuses, failed := make(map[string]resale.RefillStatus), make(map[string]error)
	for refill, row := range answers {
		word := cut(httpapi.Scalar(row.value("status").Raw), longestWord)
		state := resale.RefillStateOf(word)
		// In a row of its own an unknown word is a state; alone it may be an error.
		if row.refusal("status") == "" && (state.Known() || row.Fields != nil && word != "") {
			statuses[refill] = resale.RefillStatus{State: state, Word: word}
		} else {
			c.keep(failed, refill, k, row)
		}
	}
	return statuses, failed, nil
}
