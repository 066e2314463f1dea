package ops

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

// refOf tells which kind of thing a field names by its id.
func refOf(field string) (resale.RecordKind, bool) {
	switch field {
	case "client_id":
		return resale.Customers, true
	case "product_id":
		return resale.Products, true
	case "service_id":
		return resale.HostServices, true
	case "invoice_id":
		return resale.HostInvoices, true
	case "server_id":
		return resale.HostServers, true
	}
	return "", false
}

// readsAs compares a record with what was wished for: how many of the fields it
// shows at all, and whether all of those are as wished.
func readsAs(w resale.RecordWish, r resale.Record) (shown int, same bool) {
	same = true
	for _, f := range w.Fields {
		there, equal := fieldReads(f, r)
		if there {
			shown++
			same = same && equal
		}
	}
	if total, known := linesTotal(w.Lines); known && r.Total().Known {
		shown++
		same = same && r.Total().Amount.Cmp(total) == 0
	}
	return shown, same
}

func fieldReads(f resale.WishField, r resale.Record) (there, equal bool) {
	if hidden(f.Name) {
		return false, false
	}
	if len(f.List) > 0 {
		return listReads(f, r)
	}
	now := r.Text(f.Name)
	if kind, ok := refOf(f.Name); ok && now == "" {
		now = r.Ref(kind)
	}
	switch {
	case f.Number != nil:
		sum := r.Sum(f.Name)
		if !sum.Known {
			sum = resale.ParseSum(now)
		}
		return sum.Known, sum.Known && sum.Amount.Cmp(*f.Number) == 0
	case f.Flag != nil:
		return now != "", truth(now) == *f.Flag
	case now == "":
		return slices.ContainsFunc(r.Fields, func(o resale.RecordField) bool { return o.Name == f.Name }), strings.TrimSpace(f.Text) == ""
	}
	return true, sameText(f.Text, now)
}

// sameText compares what was written with what is read: a day is one, whatever
// hour the panel puts to it.
func sameText(wished, now string) bool {
	wished, now = strings.TrimSpace(wished), strings.TrimSpace(now)
	if _, err := time.Parse(time.DateOnly, wished); err == nil && strings.HasPrefix(now, wished) {
		return true
	}
	return strings.EqualFold(wished, now)
}

func truth(text string) bool {
	return slices.Contains([]string{"true", "1", "yes", "on"}, strings.ToLower(text))
}

func listReads(f resale.WishField, r resale.Record) (there, equal bool) {
	for _, o := range r.Fields {
		if o.Name != f.Name {
			continue
		}
		var now []string
		if json.Unmarshal(o.Value, &now) != nil {
			return false, false
		}
		slices.Sort(now)
		return true, slices.Equal(now, slices.Sorted(slices.Values(f.List)))
	}
	return false, false
}

// hidden tells of a field that no panel shows as it was set.
func hidden(name string) bool {
	name = strings.ToLower(name)
	return strings.Contains(name, "password") || strings.Contains(name, "secret")
}

func linesTotal(lines []resale.InvoiceLine) (total decimal.Decimal, known bool) {
	for _, l := range lines {
		n, err := decimal.New(int64(max(1, l.Quantity)), 0)
		if err != nil {
			return total, false
		}
		of, err := l.Amount.Mul(n)
		if err != nil {
			return total, false
		}
		if total, err = total.Add(of); err != nil {
			return total, false
		}
	}
	return total, len(lines) > 0
}
