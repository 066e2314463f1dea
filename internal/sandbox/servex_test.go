package sandbox

import (
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"
	"time"
)

var servexNoon = time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)

// servexTest is a panel with a category (1001), an admin key and two reseller keys.
type servexTest struct {
	t    *testing.T
	p    *ServexPanel
	base string
}

func startServex(t *testing.T) servexTest {
	t.Helper()
	p := NewServex(ServexOptions{Now: func() time.Time { return servexNoon }})
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := p.Close(); err != nil {
			t.Error(err)
		}
	})
	p.AddKey("admin", true, 1)
	p.AddKey("ours", false, 42)
	p.AddKey("theirs", false, 43)
	p.AddCategory("Premium", time.Time{})
	return servexTest{t: t, p: p, base: base}
}

// call gives the status and the decoded body; status 0 is a cut connection.
func (s servexTest) call(key, method, path, body string) (int, map[string]any) {
	s.t.Helper()
	status, text := s.raw(key, method, path, body)
	var decoded map[string]any
	_ = json.Unmarshal([]byte(text), &decoded)
	return status, decoded
}

func (s servexTest) raw(key, method, path, body string) (int, string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, method, s.base+path, strings.NewReader(body))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Authorization", "Bearer "+key)
	r.Close = true
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, ""
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		s.t.Error(err)
	}
	return response.StatusCode, string(text)
}

// names lists the usernames that a query finds.
func (s servexTest) names(key, query string) string {
	s.t.Helper()
	status, body := s.call(key, "GET", "/clients?"+query, "")
	if status != 200 {
		s.t.Fatalf("%s: status %d, %v", query, status, body)
	}
	var names []string
	for _, row := range body["clients"].([]any) {
		names = append(names, row.(map[string]any)["username"].(string))
	}
	return strings.Join(names, " ")
}

const servexJoao = `{"username":"joao","password":"senha123","category_id":1001,"connection_limit":2,"duration":30,"type":"user"}`

func TestServexCreate(t *testing.T) {
	s := startServex(t)
	status, body := s.call("ours", "POST", "/clients", servexJoao)
	client, _ := body["client"].(map[string]any)
	if status != 201 || client["expiration_date"] != "2026-06-21T12:00:00.000Z" || client["status"] != "active" || client["owner_id"] != 42.0 {
		t.Errorf("status %d, %v", status, body)
	}
	if hash, _ := client["password"].(string); !strings.HasPrefix(hash, "$2b$10$") || len(hash) != 60 {
		t.Errorf("password %q is no hash", hash)
	}
	s.call("ours", "POST", "/clients", strings.Replace(strings.Replace(servexJoao, "joao", "teste", 1), `"user"`, `"test"`, 1))
	if got := s.p.Clients()[1]; !got.Expires.Equal(servexNoon.Add(30*time.Minute)) || got.Password != "senha123" {
		t.Errorf("a test of 30 minutes: %+v", got)
	}
	if s.p.Creates("JOAO") != 1 || s.p.Creates("maria") != 0 {
		t.Errorf("created %d and %d times", s.p.Creates("joao"), s.p.Creates("maria"))
	}
}

func TestServexRefusesCreation(t *testing.T) {
	s := startServex(t)
	s.call("theirs", "POST", "/clients", servexJoao)
	for body, want := range map[string]string{
		strings.Replace(servexJoao, `"joao"`, `"JOAO"`, 1):                    "Nome de usuário já existe",
		strings.Replace(servexJoao, `"joao"`, `"j-1"`, 1):                     "Nome de usuário inválido",
		strings.Replace(servexJoao, `"type":"user"`, `"a":1`, 1):              "Campos obrigatórios faltando",
		strings.NewReplacer("joao", "maria", "1001", "9").Replace(servexJoao): "Categoria inválida",
		strings.Replace(servexJoao, "30", `"30"`, 1):                          "Duração inválida",
		`{"username":`: "JSON inválido",
	} {
		if status, answer := s.call("ours", "POST", "/clients", body); status != 400 || answer["error"] != want {
			t.Errorf("%s: status %d, %v, want %q", body, status, answer, want)
		}
	}
	if got := len(s.p.Clients()); got != 1 {
		t.Errorf("%d clients", got)
	}
	if status, _ := s.call("wrong", "GET", "/clients", ""); status != 401 {
		t.Errorf("a wrong key: status %d", status)
	}
	s.p.RevokeKey("ours")
	if status, _ := s.call("ours", "GET", "/clients", ""); status != 401 {
		t.Errorf("a revoked key: status %d", status)
	}
}

func TestServexLists(t *testing.T) {
	s := startServex(t)
	reseller := s.p.AddReseller(ServexReseller{Name: "Norte", Username: "norte", ParentID: 42, AccountType: "credit"})
	s.p.AddClient(ServexClient{Username: "ana", OwnerID: 42})
	s.p.AddClient(ServexClient{Username: "mariana", OwnerID: 42, Expires: servexNoon.Add(time.Hour)})
	s.p.AddClient(ServexClient{Username: "bob", OwnerID: 42, Note: "friend of ANA", Expires: servexNoon.AddDate(0, 0, 5)})
	s.p.AddClient(ServexClient{Username: "old", OwnerID: 42, Expires: servexNoon.Add(-time.Hour)})
	s.p.AddClient(ServexClient{Username: "paused", OwnerID: 42, Suspended: true, UUID: "xx-77"})
	s.p.AddClient(ServexClient{Username: "below", OwnerID: reseller})
	s.p.AddClient(ServexClient{Username: "foreign", OwnerID: 43})
	for query, want := range map[string]string{
		"":                                   "paused old bob mariana ana",
		"search=ana":                         "bob mariana ana",
		"search=xx-7":                        "paused",
		"status=active":                      "bob mariana ana",
		"status=expired":                     "old",
		"status=expires_today":               "mariana",
		"status=expires_soon":                "bob mariana",
		"status=suspended":                   "paused",
		"limit=2&page=2":                     "bob mariana",
		"limit=2&page=9":                     "",
		"scope=dos_revendedores":             "below",
		"resellerId=43":                      "",
		"scope=dos_revendedores&search=anna": "",
	} {
		if got := s.names("ours", query); got != want {
			t.Errorf("%s: %q, want %q", query, got, want)
		}
	}
	if got := s.names("admin", "scope=todos&search=o"); got != "foreign below bob old" && got != "foreign below old bob" {
		t.Errorf("an admin sees %q", got)
	}
	if status, body := s.call("ours", "GET", "/clients?scope=todos", ""); status != 403 || body["error"] != "Acesso negado" {
		t.Errorf("a reseller key asking for all: %d %v", status, body)
	}
	for i := range 20 {
		s.p.AddClient(ServexClient{Username: "more" + string(rune('a'+i)), OwnerID: 42})
	}
	if got := len(strings.Fields(s.names("ours", ""))); got != 10 {
		t.Errorf("%d without a limit, want 10", got)
	}
}

func TestServexChanges(t *testing.T) {
	s := startServex(t)
	id := s.p.AddClient(ServexClient{ID: 7, Username: "ana", Password: "a", CategoryID: 1001, OwnerID: 42, Expires: servexNoon.AddDate(0, 0, -9)})
	if _, body := s.call("ours", "POST", "/clients/7/renew", `{"days":30}`); body["expiration_date"] != "2026-06-21T12:00:00.000Z" {
		t.Errorf("an expired client is renewed from today: %v", body)
	}
	if _, body := s.call("ours", "POST", "/clients/7/renew", `{"days":10}`); body["expiration_date"] != "2026-07-01T12:00:00.000Z" {
		t.Errorf("a running one from its end: %v", body)
	}
	if got := s.p.Renewals(id); got != 2 {
		t.Errorf("%d renewals", got)
	}
	for _, want := range []string{"suspended", "active"} {
		if _, body := s.call("ours", "PUT", "/clients/7/suspend", ""); body["status"] != want {
			t.Errorf("toggled to %v, want %s", body["status"], want)
		}
	}
	if status, _ := s.call("ours", "PUT", "/clients/7", `{"connection_limit":4,"observation":"n"}`); status != 200 {
		t.Errorf("update: %d", status)
	}
	if got := s.p.Clients()[0]; got.Limit != 4 || got.Note != "n" || got.Password != "a" || got.Username != "ana" {
		t.Errorf("updated to %+v", got)
	}
	for _, test := range []struct {
		key, path string
		status    int
	}{{"theirs", "/clients/7", 403}, {"ours", "/clients/8", 403}, {"admin", "/clients/8", 404}, {"ours", "/clients/7", 200}, {"ours", "/clients/7", 403}} {
		if status, body := s.call(test.key, "DELETE", test.path, ""); status != test.status {
			t.Errorf("delete %s with %s: %d, %v, want %d", test.path, test.key, status, body, test.status)
		}
	}
	calls := s.p.Calls()
	if last := calls[len(calls)-2]; last.Method != "DELETE" || last.Path != "/clients/7" || last.Key != "ours" || !last.Applied || calls[len(calls)-1].Applied {
		t.Errorf("recorded %+v", calls[len(calls)-2:])
	}
}
