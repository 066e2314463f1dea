package smm

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

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

func TestQuirks(t *testing.T) {
	for _, test := range []struct {
		ask        asking
		body, want string
	}{
		{services, `[]`, "[]"},
		{services, `{"status":"success","data":"Empty Data"}`, "[]"},
		{services, `{"status":"success","data":[]}`, "[]"},
		{services, `{"status":"success","data":[{"service":1,"rate":1}]}`, "[1]"},
		{services, `{"1":{"service":1,"rate":1},"2":{"service":"2","rate":"2"}}`, "[1 2]"},
		{services, `[{"name":"without anything"}]`, "bad_answer"},
		{services, `{"message":"Soon"}`, "bad_answer: Soon"},
		{services, `null`, "bad_answer"},

		{add, `{"order":23501}`, "23501"},
		{add, `{"order":"23501"}`, "23501"},
		{add, `{"order":92233720368547758079}`, "92233720368547758079"},
		{add, `{"order":"a1-B2"}`, "a1-B2"},
		{add, `{"status":"success","order":99999,"message":"Created"}`, "99999"},
		{add, `{"order":5,"error":""}`, "5"},
		{add, `{"order":5,"error":null,"errors":[]}`, "5"},
		{add, `{"order":5,"error":false}`, "5"},
		{add, `{"order":5,"error":0}`, "5"},
		{add, `{"data":{"order":5}}`, "5"},
		{add, `{"order":5,"error":"Bad link"}`, "unknown: Bad link"},
		{add, `{"order":0,"error":"Bad link"}`, "refused: Bad link"},
		{add, `{"order":null,"status":"error","message":"Closed"}`, "refused: Closed"},
		{add, `{"order":{"error":"Bad link"}}`, "refused: Bad link"},
		{add, `{"order":0}`, "unknown"},
		{add, `{"order":""}`, "unknown"},
		{add, `{"order":"-1"}`, "unknown"},
		{add, `{"order":[]}`, "unknown"},
		{add, `{"order":true}`, "unknown"},
		{add, `{"order":"success"}`, "unknown"},
		{add, `{"status":"success"}`, "unknown"},
		{add, `{"status":"error"}`, "unknown"},
		{add, `{"message":"Thank you"}`, "unknown: Thank you"},
		{add, `{"error":""}`, "unknown"},
		{add, `{}`, "unknown"},
		{add, `[]`, "unknown"},
		{add, `null`, "unknown"},
		{add, `23501`, "unknown"},
		{add, `"Order placed"`, "unknown"},
		{add, `"Not enough funds on balance"`, "no_funds: Not enough funds on balance"},
		{add, ` `, "unknown"},
		{add, `{"order":235`, "unknown"},

		{status, `{"charge":null,"start_count":"","status":"Pending","remains":"-12","currency":"USD"}`, "pending (Pending) remains -12"},
		{status, `{"charge":0.5,"start_count":12,"status":"Cancelled","remains":0}`, "canceled (Cancelled) charge 0.5 start 12 remains 0"},
		{status, `{"charge":"1,234.50","status":"Em andamento","remains":"1,000"}`, "Em andamento (Em andamento) charge 1234.50 remains 1000"},
		{status, `{"charge":"1e-7","status":"Queued"}`, "Queued (Queued) charge 0.0000001"},
		{status, `{"status":"Active","expiry":"2027-12-31","posts":"3","orders":["11","12",13]}`, `active (Active) posts 3 expiry "2027-12-31" runs 0 orders [11 12 13]`},
		{status, `{"status":"Active","expiry":true,"posts":3,"orders":[]}`, `active (Active) posts 3 expiry "" runs 0 orders []`},
		{status, `{"status":"In progress","runs":5,"orders":[21,"22"]}`, `in_progress (In progress) posts 0 expiry "" runs 5 orders [21 22]`},
		{status, `{"status":"Error","charge":"0.1","error":""}`, "failed (Error) charge 0.1"},
		{status, `{"status":"Fail"}`, "failed (Fail)"},
		{status, `{"status":"","charge":"0.1"}`, " () charge 0.1"},
		{status, `{"5":{"status":"Completed"}}`, "completed (Completed)"},
		{status, `[{"order":5,"status":"Completed"}]`, "completed (Completed)"},
		{status, `{"status":"error","message":"Incorrect order ID"}`, "not_found: Incorrect order ID"},
		{status, `{"error":"Incorrect order ID","charge":"0"}`, "not_found: Incorrect order ID"},
		{status, `{"status":"Incorrect order ID"}`, "not_found: Incorrect order ID"},
		{status, `"Incorrect order ID"`, "not_found: Incorrect order ID"},
		{status, `{"status":null}`, "bad_answer"},
		{status, ``, "bad_answer"},
		{status, `[]`, "bad_answer"},

		{statuses, `{"1":{"status":"Completed"},"2":"Incorrect order ID","3":{"error":{"message":"Order not found"}}}`, "1 completed (Completed); 2 not_found: Incorrect order ID; 3 not_found: Order not found"},
		{statuses, `{"1":"Completed","2":"Pedido desconhecido","3":0}`, "1 completed (Completed); 2 refused: Pedido desconhecido; 3 refused"},
		{statuses, `{"1":{"status":"error","message":"Wait"},"2":{"errors":["Gone"]},"3":{"status":"Error"}}`, "1 refused: Wait; 2 refused: Gone; 3 failed (Error)"},
		{statuses, `{"1":null,"2":5,"7":{"status":"Completed"}}`, ""},
		{statuses, `{"data":{"2":{"status":"Paused"}}}`, "2 paused (Paused)"},
		{statuses, `[{"order":"3","status":"Expired"},{"order":1,"status":{"error":"Incorrect order ID"}},{"id":2,"status":"Refunded"}]`, "1 not_found: Incorrect order ID; 2 refunded (Refunded); 3 expired (Expired)"},
		{statuses, `[{"order":8,"status":"Expired"},{"order":1,"status":"Completed"}]`, "1 completed (Completed)"},
		{statuses, `[{"status":"Completed","charge":"1"},{"status":"Pending","charge":"2"}]`, "bad_answer"},
		{statuses, `[{"order":1,"status":"Completed"},{"error":"Incorrect order ID"}]`, "bad_answer"},
		{statuses, `[{"order":8,"status":"Completed"}]`, "bad_answer"},
		{statuses, `["Completed","Pending","Partial"]`, "bad_answer"},
		{statuses, `{"status":"Completed","charge":"1"}`, "bad_answer"},
		{statuses, `{}`, "bad_answer"},
		{statuses, `[]`, "bad_answer"},
		{statuses, `{"error":"Incorrect request"}`, "unsupported: Incorrect request"},
		{statusesOfOne, `{"status":"Completed","charge":"1"}`, "1 completed (Completed) charge 1"},
		{statusesOfOne, `{"status":"Active","posts":1,"orders":["9"]}`, `1 active (Active) posts 1 expiry "" runs 0 orders [9]`},
		{statusesOfOne, `{"2":{"status":"Completed"}}`, ""},
		{statusesOfOne, `{"error":"Incorrect order ID"}`, "not_found: Incorrect order ID"},

		{refill, `{"refill":1}`, "1"},
		{refill, `[{"order":5,"refill":"12"}]`, "12"},
		{refill, `{"refill":{"error":"The order is not completed"}}`, "refused: The order is not completed"},
		{refill, `{"refill":"Refill is disabled for this service","error":"Refill is disabled for this service"}`, "refused: Refill is disabled for this service"},
		{refill, `{"refill":7,"error":"Bad"}`, "unknown: Bad"},
		{refill, `{"refill":null}`, "unknown"},
		{refill, `{"refill":"success"}`, "unknown"},
		{refills, `{"1":{"refill":5},"2":{"error":"Bad"},"3":{"refill":"6"}}`, "1 is 5; 2 refused: Bad; 3 is 6"},
		{refills, `[{"order":1,"refill":0},{"order":2,"refill":null},{"order":3,"refill":"Not now"}]`, "1 refused; 3 refused: Not now"},
		{refills, `[{"order":1,"refill":4,"error":"Bad"},{"order":2,"error":"Bad"},{"order":3,"refill":false}]`, "2 refused: Bad; 3 refused"},
		{refills, `[{"refill":1},{"refill":2},{"refill":3}]`, "unknown"},
		{refills, `[]`, "unknown"},
		{refills, `{"error":"This action is Invalid"}`, "unsupported: This action is Invalid"},

		{refillStatus, `{"status":"In progress"}`, "in_progress (In progress)"},
		{refillStatus, `{"status":"Em fila"}`, "Em fila (Em fila)"},
		{refillStatus, `{"status":"Error"}`, "failed (Error)"},
		{refillStatus, `[{"refill":5,"status":"Rejected"}]`, "rejected (Rejected)"},
		{refillStatus, `{"status":{"error":"Refill not found"}}`, "not_found: Refill not found"},
		{refillStatus, `{"status":"Refill not found"}`, "not_found: Refill not found"},
		{refillStatus, `{"status":""}`, "bad_answer"},
		{refillStatuses, `{"1":"Completed","2":"Refill not found","3":{"status":"Em fila"}}`, "1 completed (Completed); 2 not_found: Refill not found; 3 Em fila (Em fila)"},
		{refillStatuses, `[{"refill":1,"status":"error","message":"Wait"},{"refill":2,"error":"Bad"},{"refill":3,"status":null}]`, "1 refused: Wait; 2 refused: Bad"},
		{refillStatuses, `[{"status":"Completed"}]`, "bad_answer"},

		{cancel, `[{"order":1,"cancel":"1"},{"order":"2","cancel":true},{"order":3,"cancel":0}]`, "1 ; 2 ; 3 refused"},
		{cancel, `{"1":{"cancel":1},"2":1,"3":{"error":"Order can't be canceled"}}`, "1 ; 2 ; 3 refused: Order can't be canceled"},
		{cancel, `[{"order":1,"cancel":"Too late"},{"order":2,"cancel":null},{"order":3,"cancel":1,"error":"Bad"}]`, "1 refused: Too late"},
		{cancel, `[{"cancel":1},{"cancel":1},{"cancel":1}]`, "unknown"},
		{cancel, `{"status":"error","message":"This action is Invalid"}`, "unsupported: This action is Invalid"},
		{cancelOne, `{"cancel":1}`, "1 "},
		{cancelOne, `{"cancel":{"error":"Incorrect order ID"}}`, "1 not_found: Incorrect order ID"},
		{cancelOne, `{"message":"Thank you"}`, ""},

		{balance, `{"balance":100.5}`, "100.5 "},
		{balance, `{"balance":"-0.02","currency":"THB"}`, "-0.02 THB"},
		{balance, `{"status":"success","balance":"1,234.50","currency":"USD"}`, "1234.50 USD"},
		{balance, `{"data":{"balance":"5","currency":"BRL"}}`, "5 BRL"},
		{balance, `{"balance":null,"currency":"USD"}`, "bad_answer"},
		{balance, `{"balance":""}`, "bad_answer"},
		{balance, `{"balance":"0,90"}`, "bad_answer"},
		{balance, `{"error":"Invalid API key"}`, "unauthorized: Invalid API key"},
	} {
		c, p := start(t, says(test.body))
		if got := test.ask(t.Context(), c); got != test.want {
			t.Errorf("%s\ngives %q\nwant  %q", test.body, got, test.want)
		}
		if len(p.forms) != 1 {
			t.Errorf("%s: asked %d times", test.body, len(p.forms))
		}
	}
}
