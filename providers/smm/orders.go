package smm

import (
	"context"
	"net/url"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// Add places an order (SM02) of the service with this number and gives the
// order's. It is sent once, and every call orders: after Unknown nothing but
// the balance and the panel's own pages can tell whether there is one.
func (c *Client) Add(ctx context.Context, service string, v resale.OrderValues) (order string, err error) {
	k := call{
		operation: "SM02", act: "place order", action: "add", field: "order", form: orderForm(service, v),
		holds: func(a answer) bool { return orderID(a) != "" },
		take: func(a answer) bool {
			order = orderID(a)
			return order != "" && a.denial() == "" // both at once: nobody can tell
		},
	}
	if err := c.do(ctx, k); err != nil {
		return "", err
	}
	return order, nil
}

func orderForm(service string, v resale.OrderValues) url.Values {
	form := url.Values{"service": {service}}
	for field, value := range v {
		if value != "" {
			form.Set(string(field), value)
		}
	}
	// A package has nothing but a link. SmartPanel refuses whatever has neither
	// a quantity nor comments; other panels do not look at it.
	if len(form) == 2 && form.Has(string(resale.FieldLink)) {
		form.Set(string(resale.FieldQuantity), "1")
	}
	return form
}

// orderID finds the new order's number, which may be wrapped.
func orderID(a answer) string {
	return id(a.inner("data").Fields["order"])
}

// Status gives an order's status (SM03), NotFound when the panel does not know
// it.
func (c *Client) Status(ctx context.Context, order string) (resale.OrderStatus, error) {
	var status resale.OrderStatus
	err := c.do(ctx, call{
		operation: "SM03", act: "read order", action: "status", field: "status", form: url.Values{"order": {order}}, read: true,
		holds: func(a answer) bool { return tellsStatus(a.inner(order).one()) },
		take: func(a answer) bool {
			a = a.inner(order).one()
			status = readStatus(a)
			return tellsStatus(a) || status.Word != ""
		},
	})
	if err != nil {
		return resale.OrderStatus{}, err
	}
	return status, nil
}

// tellsStatus tells a status from a refusal, whose status may be "error" too.
func tellsStatus(a answer) bool {
	return a.wordsOf("error") == "" && a.has("charge", "start_count", "remains", "posts", "runs", "orders")
}

func readStatus(a answer) resale.OrderStatus {
	word := cut(httpapi.Scalar(a.Fields["status"]), longestWord)
	status := resale.OrderStatus{
		State:      resale.OrderStateOf(word),
		Word:       word,
		Charge:     amount(a.Fields["charge"]),
		StartCount: count(a.Fields["start_count"]),
		Remains:    count(a.Fields["remains"]),
		Currency:   cut(httpapi.Scalar(a.Fields["currency"]), longestWord),
		Posts:      orZero(count(a.Fields["posts"])),
		Expiry:     cut(httpapi.Scalar(a.Fields["expiry"]), longestWord),
		Runs:       orZero(count(a.Fields["runs"])),
	}
	if status.Expiry == "true" || status.Expiry == "false" {
		status.Expiry = "" // SmartPanel only says whether there is one
	}
	for _, raw := range read(a.Fields["orders"]).Rows {
		if order := id(raw); order != "" {
			status.Orders = append(status.Orders, order)
		}
	}
	return status
}
