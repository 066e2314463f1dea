package resale_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func record(t *testing.T, kind resale.RecordKind, text string) resale.Record {
	t.Helper()
	r, ok := resale.ReadRecord(kind, json.RawMessage(text))
	if !ok {
		t.Fatalf("%s is no record", text)
	}
	return r
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func TestRecordKeepsTheOrderOfItsFields(t *testing.T) {
	r := record(t, resale.HostInvoices, `{"zeta":1,"id":7,"Alpha":"x","zeta":2,"nested":{"b":1,"a":[1,{"c":null}]}}`)
	var names []string
	for _, f := range r.Fields {
		names = append(names, f.Name+"="+string(f.Value))
	}
	want := `zeta=2 id=7 Alpha="x" nested={"b":1,"a":[1,{"c":null}]}`
	if got := strings.Join(names, " "); got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

func TestRecordIDs(t *testing.T) {
	const uuid = "5b0d3a1e-8f9c-4b7e-9a2d-1c2b3a4d5e6f"
	for text, want := range map[string][2]string{
		`{"id":7,"uuid":"` + uuid + `"}`: {"7", uuid},
		`{"id":"7"}`:                     {"7", ""},
		`{"id":7.0}`:                     {"7", ""},
		`{"id":"` + uuid + `"}`:          {uuid, uuid},
		`{"uuid":"` + uuid + `"}`:        {uuid, uuid},
		`{"invoice_id":9,"client_id":3}`: {"9", ""},
		`{"invoiceId":9}`:                {"9", ""},
		`{"type":"invoices","id":"4","attributes":{"number":"INV-4"}}`: {"4", ""},
		`{"client_id":3}`:            {"", ""},
		`{"id":0}`:                   {"", ""},
		`{"id":"../clients"}`:        {"", ""},
		`{"id":{"a":1},"uuid":null}`: {"", ""},
	} {
		r := record(t, resale.HostInvoices, text)
		if got := [2]string{r.ID, r.UUID}; got != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	for _, text := range []string{``, `null`, `7`, `"x"`, `[]`, `{`, `{"id":7`, `{"id":7}{`} {
		if r, ok := resale.ReadRecord(resale.HostInvoices, json.RawMessage(text)); ok {
			t.Errorf("%s: %+v", text, r)
		}
	}
}

func TestRecordLabels(t *testing.T) {
	for _, test := range []struct {
		kind       resale.RecordKind
		text, want string
	}{
		{resale.Customers, `{"id":1,"first_name":"Ana","last_name":"Souza","company_name":"Acme"}`, "Ana Souza"},
		{resale.Customers, `{"id":1,"first_name":"","company_name":"Acme"}`, "Acme"},
		{resale.Customers, `{"id":1,"email":"ana@example.com"}`, "ana@example.com"},
		{resale.Customers, `{"id":12}`, "#12"},
		{resale.HostInvoices, `{"id":1,"invoice_number":"INV-7"}`, "INV-7"},
		{resale.HostInvoices, `{"id":1,"number":1007}`, "#1007"},
		{resale.HostServices, `{"id":1,"product":{"name":"Web S"}}`, "Web S"},
		{resale.HostServices, `{"id":1,"domain":"example.com","name":"Web S"}`, "example.com"},
		{resale.HostServers, `{"id":1,"hostname":"srv1.example.com"}`, "srv1.example.com"},
		{resale.HostHooks, `{"id":1,"url":"https://example.com/x"}`, "https://example.com/x"},
		{resale.HostAudit, `{"action":"invoice.pay"}`, "invoice.pay"},
		{resale.HostAudit, `{"user":"x"}`, "?"},
	} {
		if got := record(t, test.kind, test.text).Label(); got != test.want {
			t.Errorf("%s: %q, want %q", test.text, got, test.want)
		}
	}
}

func TestRecordRefs(t *testing.T) {
	const uuid = "5b0d3a1e-8f9c-4b7e-9a2d-1c2b3a4d5e6f"
	ana := resale.Record{Kind: resale.Customers, ID: "3", UUID: uuid}
	for text, want := range map[string]string{
		`{"client_id":3}`:                               "3",
		`{"clientId":"3"}`:                              "3",
		`{"client":3}`:                                  "3",
		`{"client":{"id":3,"name":"Ana"}}`:              "3",
		`{"customer_id":"3"}`:                           "3",
		`{"user_id":3}`:                                 "3",
		`{"client_uuid":"` + uuid + `"}`:                uuid,
		`{"client":"Ana","client_uuid":"` + uuid + `"}`: uuid,
	} {
		r := record(t, resale.HostInvoices, text)
		if got := r.Ref(resale.Customers); got != want || !r.BelongsTo(ana) {
			t.Errorf("%s: %q, want %q; hers: %v", text, got, want, r.BelongsTo(ana))
		}
	}
	for _, text := range []string{
		`{}`, `{"client":"Ana"}`, `{"client_id":0}`, `{"client_id":null}`, `{"client_id":33}`,
		`{"client_id":33,"user_id":3}`, `{"client":{"id":33},"user":{"id":3,"name":"Who made it"}}`, // the user is one of the panel's own people
	} {
		if record(t, resale.HostInvoices, text).BelongsTo(ana) {
			t.Errorf("%s is hers", text)
		}
	}
	if record(t, resale.HostInvoices, `{}`).BelongsTo(resale.Record{Kind: resale.Customers}) {
		t.Error("what names nobody belongs to somebody without an id")
	}
}

func TestRecordWithin(t *testing.T) {
	r := record(t, resale.HostInvoices, `{"id":1,"client":{"id":3,"email":"ana@example.com"},"items":[{"description":"A"},7,{"description":"B"}],"lines":{"0":{"x":1},"1":{"x":2}},"rows":{"data":[{"x":3}]}}`)
	if inner := r.Inner("client"); inner.Kind != resale.Customers || inner.ID != "3" || r.Email() != "ana@example.com" {
		t.Errorf("%+v, %q", inner, r.Email())
	}
	if inner := r.Inner("items"); len(inner.Fields) != 0 {
		t.Errorf("%+v", inner)
	}
	got := []int{len(r.Rows("items")), len(r.Rows("lines")), len(r.Rows("rows")), len(r.Rows("client")), len(r.Rows("none"))}
	if diff := cmp.Diff([]int{2, 2, 1, 0, 0}, got); diff != "" {
		t.Error(diff)
	}
}

func TestRecordTimes(t *testing.T) {
	r := record(t, resale.HostInvoices, `{"created_at":"2026-03-01T10:00:00+02:00","dueDate":"2026-03-15","paid_at":null,"date":"x"}`)
	if !r.Created().Equal(time.Date(2026, 3, 1, 8, 0, 0, 0, time.UTC)) || !r.Due().Equal(day(2026, 3, 15)) || !r.Paid().IsZero() {
		t.Error(r.Created(), r.Due(), r.Paid())
	}
	for text, want := range map[string]string{
		"2026-03-01T10:00:00.123456Z":     "10:00:00 zoned",
		"2026-03-01T10:00:00+0200":        "08:00:00 zoned",
		"2026-03-01 10:00:00":             "10:00:00 bare",
		"2026-03-01 10:00:00.5":           "10:00:00 bare",
		"2026-03-01T10:00:00":             "10:00:00 bare",
		"2026-03-01":                      "00:00:00 bare",
		"01.03.2026":                      "00:00:00 bare",
		"Sun, 01 Mar 2026 10:00:00 GMT":   "10:00:00 zoned",
		"Sun, 01 Mar 2026 10:00:00 UTC":   "10:00:00 zoned",
		"Sun, 01 Mar 2026 10:00:00 -0300": "13:00:00 zoned",
		"Sun, 01 Mar 2026 10:00:00 BRT":   "", // nobody knows how far that is from UTC
		"1772359200":                      "10:00:00 zoned",
		"1772359200000":                   "10:00:00 zoned",
		"1772359200.25":                   "10:00:00 zoned",
		"0000-00-00":                      "", "0001-01-01 00:00:00": "", "1970-01-01": "", "03/04/2026": "", "soon": "", "": "", "7": "", "-1": "",
	} {
		at, zoned, ok := resale.ReadTime(text)
		got := ""
		if ok {
			got = at.Format(time.TimeOnly) + map[bool]string{true: " zoned", false: " bare"}[zoned]
		}
		if got != want || ok && at.Location() != time.UTC {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestRecordsOfMoney(t *testing.T) {
	payment := record(t, resale.HostPayments, `{"id":1,"payment_method":"pix","reference":"TG-7-1","amount":"5.00"}`)
	if payment.Gateway() != "pix" || payment.Transaction() != "TG-7-1" {
		t.Error(payment.Gateway(), payment.Transaction())
	}
	nested := record(t, resale.HostPayments, `{"id":1,"gateway":{"id":2,"name":"pix"},"transaction_reference":"E2E-1"}`)
	if nested.Gateway() != "pix" || nested.Transaction() != "E2E-1" {
		t.Error(nested.Gateway(), nested.Transaction())
	}
	invoice := record(t, resale.HostInvoices, `{"items":[],"line_items":[{"description":"A","amount":"5.00"}]}`)
	if lines := invoice.Lines(); len(lines) != 1 || lines[0].Text("description") != "A" || lines[0].Total().String() != "5.00" {
		t.Errorf("%+v", lines)
	}
}
