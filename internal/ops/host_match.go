package ops

import (
	"bytes"
	"encoding/json"
	"html"
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
	names := spellings(f.Name)
	if f.List != nil {
		return listReads(f, names, r)
	}
	now := r.Text(names...)
	switch kind, ref := refOf(f.Name); {
	case ref:
		wished := wishText(resale.RecordWish{Fields: []resale.WishField{f}}, f.Name)
		return r.Ref(kind) != "", r.BelongsTo(resale.Record{Kind: kind, ID: wished, UUID: wished})
	case f.Number != nil:
		sum := r.Sum(names...)
		return sum.Known, sum.Known && sum.Amount.Cmp(*f.Number) == 0
	case f.Flag != nil:
		return now != "", truth(now) == *f.Flag
	case now == "":
		empty := slices.ContainsFunc(r.Fields, func(o resale.RecordField) bool { return slices.Contains(names, o.Name) })
		return empty, strings.TrimSpace(f.Text) == ""
	}
	return true, sameText(f.Text, now)
}

// spellings gives the names that panels were seen to show a field under.
func spellings(name string) []string {
	switch name {
	case "company_name":
		return []string{name, "company"}
	case "domain":
		return []string{name, "domain_name", "hostname"}
	case "price":
		return []string{name, "amount", "recurring_amount"}
	case "due_date":
		return []string{name, "due_at", "date_due"}
	case "next_due_date":
		return []string{name, "next_due_at", "next_due"}
	case "gateway":
		return []string{name, "payment_method"}
	case "permissions":
		return []string{name, "scopes"}
	case "allowed_ips":
		return []string{name, "ip_whitelist"}
	case "ip_address":
		return []string{name, "ip"}
	case "type":
		return []string{name, "module"}
	}
	return []string{name}
}

// sameText compares what was written with what is read: a day is one, whatever
// hour the panel puts to it, a number whatever zeros, a text whatever blanks.
func sameText(wished, now string) bool {
	wished, now = strings.TrimSpace(wished), strings.TrimSpace(now)
	if day, err := time.Parse(time.DateOnly, wished); err == nil {
		at, _, ok := resale.ReadTime(now)
		return ok && at.Format(time.DateOnly) == day.Format(time.DateOnly)
	}
	if a, err := decimal.Parse(wished); err == nil {
		b, err := decimal.Parse(now)
		return err == nil && a.Cmp(b) == 0
	}
	words := func(text string) string { return strings.Join(strings.Fields(html.UnescapeString(text)), " ") }
	return strings.EqualFold(words(wished), words(now))
}

// moved tells whether any of the fields that are wished for reads otherwise than
// before.
func moved(w resale.RecordWish, before, now resale.Record) bool {
	for _, f := range w.Fields {
		names := spellings(f.Name)
		if before.Text(names...) != now.Text(names...) {
			return true
		}
		if f.List != nil && !bytes.Equal(listOf(before, names), listOf(now, names)) {
			return true
		}
		if kind, ref := refOf(f.Name); ref && before.Ref(kind) != now.Ref(kind) {
			return true
		}
	}
	return len(w.Lines) > 0 && before.Total() != now.Total()
}

func truth(text string) bool {
	return slices.Contains([]string{"true", "1", "yes", "on"}, strings.ToLower(text))
}

func listReads(f resale.WishField, names []string, r resale.Record) (there, equal bool) {
	raw := listOf(r, names)
	now, ok := resale.Words(raw)
	if !ok || raw == nil {
		return false, false
	}
	slices.Sort(now)
	return true, slices.Equal(now, slices.Sorted(slices.Values(f.List)))
}

// listOf gives a field as it came.
func listOf(r resale.Record, names []string) json.RawMessage {
	for _, f := range r.Fields {
		if slices.Contains(names, f.Name) {
			return f.Value
		}
	}
	return nil
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
