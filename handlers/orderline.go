package handlers

import (
	"encoding/json"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// backTo stands before the place in the list that a card leads back to.
const backTo = "at "

// begin reads which orders are wanted: a filter, a place in the list, or what
// is searched.
func (s *ordersSheet) begin(args string) {
	s.Filter = allOrders
	place, back := strings.CutPrefix(args, backTo)
	var at ordersSheet
	switch {
	case slices.Contains(orderFilters(), args):
		s.Filter = args
	case back && json.Unmarshal([]byte(place), &at) == nil && slices.Contains(orderFilters(), at.Filter):
		*s = at
	default:
		s.Search = shorten(args, 100)
	}
}

// place says where in the list one is, for begin; with a blank before it.
func (s *ordersSheet) place() string {
	at, err := json.Marshal(ordersSheet{Filter: s.Filter, Search: s.Search, Past: s.Past})
	if err != nil { // of texts there is none
		return ""
	}
	return " " + backTo + string(at)
}

// orderLine is an order in a list.
func (d Deps) orderLine(t *dialog.Turn, o storage.Order) chat.Text {
	args := chat.Args{
		"Mark": orderMark(o.Status.State), "Number": shorten(o.ID, 20), "Target": targetName(o.Values.Target()), "Name": shorten(o.Name, 20),
		"Quantity": d.Catalog.Number(t.Lang, o.Quantity),
	}
	key := "orders.line"
	if left := o.Status.Remains; left != nil && !o.Status.State.Final() && *left > 0 {
		key, args["Left"] = "orders.line_left", d.Catalog.Number(t.Lang, *left)
	}
	return chat.T(key, args)
}

// targetName is what tells links apart on a button: the end of the path.
func targetName(target string) string {
	target, _, _ = strings.Cut(target, "?")
	target = strings.TrimRight(target, "/")
	return shorten(target[strings.LastIndexByte(target, '/')+1:], 16)
}
