package whmdc

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// asking is a call, and how it ended.
type asking func(context.Context, *Client) string

func reads() map[string]asking {
	return map[string]asking{
		"list": func(ctx context.Context, c *Client) string {
			return second(c.List(ctx, resale.HostPayments, Query{}))
		},
		"get":     func(ctx context.Context, c *Client) string { return second(c.Get(ctx, resale.HostInvoices, "1")) },
		"pricing": func(ctx context.Context, c *Client) string { return second(c.Pricing(ctx)) },
	}
}

func writes() map[string]asking {
	pay := resale.HostPayment{Amount: dec("5"), Gateway: "manual", Transaction: "TG-1-1"}
	return map[string]asking{
		"create": func(ctx context.Context, c *Client) string {
			return second(c.Create(ctx, resale.Customers, wish("email", "a@mail.example", "password", "Typ3d-by-hand")))
		},
		"update": func(ctx context.Context, c *Client) string {
			return second(c.Update(ctx, resale.Customers, "1", wish("email", "a@mail.example")))
		},
		"delete":    func(ctx context.Context, c *Client) string { return outcome(c.Delete(ctx, resale.HostInvoices, "1")) },
		"terminate": func(ctx context.Context, c *Client) string { return outcome(c.Do(ctx, "1", resale.Terminate)) },
		"pay":       func(ctx context.Context, c *Client) string { return outcome(c.Pay(ctx, "1", pay)) },
	}
}

func second[T any](_ T, err error) string { return outcome(err) }

func TestRefusalsInEachForm(t *testing.T) {
	t.Parallel()
	for file, want := range map[string][2]string{ // under 200, and under 400
		"error_text.json":   {"refused: Something is wrong", "invalid: Something is wrong"},
		"error_object.json": {"refused: Something is wrong", "invalid: Something is wrong"},
		"errors_map.json":   {"invalid [email]: The email has a wrong form.", "invalid [email]: The email has a wrong form."},
	} {
		for i, status := range []int{200, 400} {
			answer := recorded(t, file)
			answer.status = status
			for name, write := range writes() {
				c, p := start(t, answer)
				if got := write(t.Context(), c); got != want[i] || p.calls() != 1 {
					t.Errorf("%s under %d, %s: %q in %d calls, want %q", file, status, name, got, p.calls(), want[i])
				}
			}
			c, _ := start(t, answer)
			if got := reads()["list"](t.Context(), c); got != want[i] {
				t.Errorf("%s under %d, list: %q, want %q", file, status, got, want[i])
			}
		}
	}
	for _, status := range []int{200, 400, 409, 422} {
		answer := recorded(t, "error_taken.json")
		answer.status = status
		c, _ := start(t, answer)
		same(t, "taken: The email has already been taken", writes()["create"](t.Context(), c), nil)
	}
}

func TestStatusesOfHTTP(t *testing.T) {
	const wall = "<!DOCTYPE html><title>Maintenance</title>"
	t.Parallel()
	for _, test := range []struct {
		status      int
		kind, body  string
		read, wrote string
	}{
		{201, "", `{"success":true,"data":[{"id":1}]}`, "", ""},
		{200, "text/html", "\xef\xbb\xbf" + `{"success":true,"data":[{"id":1}]}`, "", ""},
		{401, "", `{"success":false,"error":"Unauthenticated."}`, "unauthorized: Unauthenticated.", "unauthorized: Unauthenticated."},
		{401, "", ``, "unauthorized", "unauthorized"},
		{403, "", `{"error":"Missing scope"}`, "forbidden: Missing scope", "forbidden: Missing scope"},
		{403, "", `{"error":"API key revoked"}`, "unauthorized: API key revoked", "unauthorized: API key revoked"},
		{404, "", `{"error":"Client not found"}`, "not_found: Client not found", "not_found: Client not found"},
		{404, "", `{"error":"Route not found"}`, "unsupported: Route not found", "unsupported: Route not found"},
		{405, "", `{"error":"Not allowed"}`, "unsupported: Not allowed", "unsupported: Not allowed"},
		{422, "", `{"error":{"message":"Wrong","fields":{"email":["Bad"]}}}`, "invalid [email]: Wrong", "invalid [email]: Wrong"},
		{422, "", ``, "invalid", "unknown"},
		{408, "", `{"error":"Slow"}`, "refused: Slow", "unknown"},
		{429, "", `{"error":"Too many requests"}`, "rate_limited", "rate_limited"},
		{500, "", `{"success":false,"error":"Already paid"}`, "unavailable", "unknown"},
		{502, "", wall, "unavailable", "unknown"},
		{200, "text/html", wall, "blocked", "unknown"},
		{200, "", wall, "blocked", "unknown"},
		{403, "text/html", wall, "blocked", "unknown"},
		{200, "", ``, "bad_answer", "unknown"},
		{200, "", `{"success":true,"data":[{"id":`, "bad_answer", "unknown"},
		{302, "", ``, "bad_answer", "unknown"},
		{202, "", `{"success":true,"id":1,"data":[]}`, "bad_answer", ""},
	} {
		answer := reply{status: test.status, kind: test.kind, body: test.body}
		c, _ := start(t, answer)
		if got := reads()["list"](t.Context(), c); got != test.read {
			t.Errorf("%d %s, reading: %q, want %q", test.status, test.body, got, test.read)
		}
		for name, write := range writes() {
			c, p := start(t, answer)
			if got := write(t.Context(), c); got != test.wrote || p.calls() != 1 {
				t.Errorf("%d %s, %s: %q in %d calls, want %q", test.status, test.body, name, got, p.calls(), test.wrote)
			}
		}
	}
}

// A panel that repeats what it was sent gives neither the key nor a password
// away.
func TestSecretsAreInNoError(t *testing.T) {
	t.Parallel()
	for _, body := range []string{
		`{"success":false,"error":"Invalid API key KEY, password PASS"}`, `{"error":{"message":"KEY PASS"}}`, `{"errors":{"password":["PASS KEY"]}}`,
		`{"data":[{"id":1,"name":"KEY"}],"message":"KEY"}`, `{"KEY":"PASS`,
	} {
		body = strings.NewReplacer("KEY", testKey, "PASS", "Typ3d-by-hand").Replace(body)
		for _, status := range []int{200, 401, 422} {
			c, _ := start(t, reply{status: status, body: body})
			for name, ask := range reads() {
				if got := ask(t.Context(), c); strings.Contains(got, testKey) {
					t.Errorf("%s, %d %s: %s", name, status, body, got)
				}
			}
			if got := writes()["create"](t.Context(), c); strings.Contains(got, testKey) || strings.Contains(got, "Typ3d") {
				t.Errorf("%d %s: %s", status, body, got)
			}
			_, err := c.Create(t.Context(), resale.Customers, wish("password", "Typ3d-by-hand"))
			if e, ok := errors.AsType[*resale.Error](err); ok && strings.Contains(fmt.Sprintf("%+v %v", e, e), testKey) {
				t.Errorf("%d %s: %v", status, body, err)
			}
			if strings.Contains(fmt.Sprintf("%+v %#v", c, c), testKey) {
				t.Error("the client shows its key")
			}
			page, _ := c.List(t.Context(), resale.Customers, Query{})
			if text, _ := json.Marshal(page); strings.Contains(string(text), testKey) {
				t.Errorf("the key is in %s", text)
			}
		}
	}
}

func TestARefusalIsObservedAsOne(t *testing.T) {
	var seen []httpapi.Observation
	c := serve(t, &panel{t: t, reply: says(`{"success":false,"error":"Invoice is already paid"}`)}, func(config *Config) {
		config.Observe = func(o httpapi.Observation) { seen = append(seen, o) }
	})
	_ = writes()["pay"](t.Context(), c)
	if len(seen) != 1 || seen[0].Provider != "whmdc" || seen[0].Operation != "WH26" || seen[0].Outcome != resale.AlreadyPaid {
		t.Errorf("%+v", seen)
	}
}

func TestTheAddressMayHaveTheAPIsRoot(t *testing.T) {
	for _, path := range []string{"", "/", "/api/v1", "/api/v1/"} {
		p := &panel{t: t, reply: recorded(t, "list/clients_1.json")}
		c := serve(t, p, func(config *Config) { config.BaseURL += path })
		_, err := c.List(t.Context(), resale.Customers, Query{})
		same(t, "", outcome(err), nil)
		p.wasAsked("GET clients?page=1&per_page=50")
	}
}

// FuzzAnswers: whatever JSON a panel sends, reading it ends well, and makes
// neither ids that cannot stand in a path nor refusals.
func FuzzAnswers(f *testing.F) {
	for _, pattern := range []string{"*.json", "list/*.json"} {
		files, err := filepath.Glob(filepath.Join("testdata", pattern))
		if err != nil || len(files) == 0 {
			f.Fatal(files, err)
		}
		for _, file := range files {
			text, err := os.ReadFile(file)
			if err != nil {
				f.Fatal(err)
			}
			f.Add(text)
		}
	}
	for _, text := range []string{`null`, `[[[{}]]]`, `{"data":{"data":[]}}`, `{"error":{"error":[{"message":[1]}]}}`, `{"data":{"id":"../x"}}`, `{"1":{"id":1e400}}`, `{"data":[{"attributes":{"id":1}}]}`} {
		f.Add([]byte(text))
	}
	c := New(Config{BaseURL: "https://panel.example"})
	f.Fuzz(func(t *testing.T, text []byte) {
		if e, err := ReadEvent(text); err == nil && (e.Object == "" || e.Name == "" || e.At.IsZero()) {
			t.Errorf("the event %+v", e)
		}
		var a answer
		if json.Unmarshal(text, &a) != nil {
			return
		}
		for of, k := range kinds() {
			list, _ := rowsOf(a, k.within, wrappers)
			_ = list.more(Query{})
			records, _ := c.records(of, list.rows)
			priced, _ := c.priced(a)
			made, ok := c.made(of, k, a)
			if ok && made.ID == "" {
				t.Error("made without an id")
			}
			for _, r := range append(append(records, made), priced...) {
				if strings.ContainsAny(r.ID, "/.?# ") {
					t.Errorf("the id %q", r.ID)
				}
				_, _, _, _ = r.Label(), r.State(), r.Total(), r.Prices()
				if _, err := json.Marshal(r); err != nil {
					t.Errorf("%+v: %v", r, err)
				}
			}
		}
		for _, name := range []string{"error", "errors", "status", "success", "ok", "result"} {
			if _, there := a.Fields[name]; there {
				return
			}
		}
		if a.denial() != "" {
			t.Errorf("a refusal without any sign of one: %s", text)
		}
	})
}
