package servex

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"resellerbot/internal/resale"
)

func list(ctx context.Context, c *Client) error {
	_, err := c.ListClients(ctx, resale.ClientQuery{})
	return err
}

func create(ctx context.Context, c *Client) error {
	_, err := c.CreateClient(ctx, resale.NewClient{Username: "joao", Password: "senha123", CategoryID: 279, Limit: 1, Duration: 30, Kind: resale.Paid})
	return err
}

func toggle(ctx context.Context, c *Client) error {
	_, err := c.ToggleSuspend(ctx, 1245)
	return err
}

func renew(ctx context.Context, c *Client) error {
	_, err := c.RenewClient(ctx, 1245, 30)
	return err
}

func remove(ctx context.Context, c *Client) error { return c.DeleteClient(ctx, 1245) }

func TestAnswersThatAreNoSuccess(t *testing.T) {
	for _, test := range []struct {
		name   string
		answer recorded
		act    func(context.Context, *Client) error
		code   resale.Code
		detail string
	}{
		{"bad key", recorded{status: 401, file: "bad_key.json"}, list, resale.Unauthorized, "Chave de API inválida"},
		{"bad key, writing", recorded{status: 401, file: "bad_key.json"}, create, resale.Unauthorized, "Chave de API inválida"},
		{"somebody else's client", recorded{status: 403, file: "denied.json"}, toggle, resale.Forbidden, "Acesso negado"},
		{"the same in words only", recorded{status: 400, file: "denied_message.json"}, toggle, resale.Forbidden, "Acesso negado."},
		{"bot wall, reading", recorded{status: 403, file: "challenge.html"}, list, resale.Blocked, ""},
		{"bot wall, writing", recorded{status: 403, file: "challenge.html"}, create, resale.Unknown, ""},
		{"bot wall with 200, writing", ok("challenge.html"), create, resale.Unknown, ""},
		{"missing fields", recorded{status: 400, file: "missing_fields.json"}, create, resale.Invalid, "Campos obrigatórios faltando"},
		{"name taken", recorded{status: 400, file: "username_taken.json"}, create, resale.Invalid, "Nome de usuário já existe"},
		{"created without a client", recorded{status: 201, file: "message_only.json"}, create, resale.Unknown, "Operação realizada com sucesso"},
		{"created, empty body", recorded{status: 201}, create, resale.Unknown, ""},
		{"created, another shape", recorded{status: 201, file: "wrong_types.json"}, create, resale.Unknown, ""},
		{"an error under 200", ok("error_in_success.json"), toggle, resale.Unknown, "Servidor indisponível"},
		{"a no under 200", ok("success_false.json"), renew, resale.Unknown, "Sem créditos"},
		{"a no under 200, deleting", ok("success_false.json"), remove, resale.Unknown, "Sem créditos"},
		{"another shape", ok("wrong_types.json"), list, resale.BadAnswer, ""},
		{"a row without an id", ok("clients_without_id.json"), list, resale.BadAnswer, ""},
		{"no list at all", ok("message_only.json"), list, resale.BadAnswer, ""},
		{"nothing where a list belongs", ok(""), list, resale.BadAnswer, ""},
		{"broken panel, writing", recorded{status: 500, file: "error_in_success.json"}, toggle, resale.Unknown, ""},
		{"empty 400, writing", recorded{status: 400}, toggle, resale.Unknown, ""},
		{"too often, writing", recorded{status: 429, file: "too_many.json", header: map[string]string{"Retry-After": "7"}}, create, resale.RateLimited, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			c, p := start(t, test.answer)
			err := test.act(t.Context(), c)
			e, ok := errors.AsType[*resale.Error](err)
			if !ok || e.Code != test.code || e.Detail != test.detail {
				t.Fatalf("got %v, want code %s, detail %q", err, test.code, test.detail)
			}
			if len(p.asked) != 1 {
				t.Errorf("asked %d times", len(p.asked))
			}
			if strings.Contains(err.Error(), testKey) || strings.Contains(err.Error(), "senha123") {
				t.Errorf("a secret in %q", err)
			}
		})
	}
}

func TestTooOftenSaysHowLongToWait(t *testing.T) {
	inAMinute := time.Now().Add(time.Minute).UTC().Format(http.TimeFormat)
	for _, header := range []string{"60", inAMinute} {
		c, p := start(t, recorded{status: 429, file: "too_many.json", header: map[string]string{"Retry-After": header}})
		e, ok := errors.AsType[*resale.Error](list(t.Context(), c))
		if !ok || e.Code != resale.RateLimited || e.Wait < 50*time.Second || e.Wait > time.Minute {
			t.Errorf("Retry-After %q: %v, wait %v", header, e, e.Wait)
		}
		if len(p.asked) != 1 {
			t.Errorf("Retry-After %q: asked %d times before it was over", header, len(p.asked))
		}
	}
}

func TestHugeBody(t *testing.T) {
	huge := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		_, _ = w.Write([]byte(`{"message":"`))
		_, _ = w.Write([]byte(strings.Repeat("x", 10<<20)))
		_, _ = w.Write([]byte(`"}`))
	})
	c := serve(t, huge)
	if err := list(t.Context(), c); resale.CodeOf(err) != resale.BadAnswer {
		t.Errorf("reading: %v", err)
	}
	if err := create(t.Context(), c); resale.CodeOf(err) != resale.Unknown {
		t.Errorf("writing: %v", err)
	}
}

func TestNoAnswer(t *testing.T) {
	var tries atomic.Int32
	cut := serve(t, http.HandlerFunc(func(_ http.ResponseWriter, _ *http.Request) {
		tries.Add(1)
		panic(http.ErrAbortHandler)
	}))
	if err := toggle(t.Context(), cut); resale.CodeOf(err) != resale.Unknown || tries.Load() != 1 {
		t.Errorf("cut while writing: %v after %d tries", err, tries.Load())
	}
	if err := list(t.Context(), cut); resale.CodeOf(err) != resale.Unavailable {
		t.Errorf("cut while reading: %v", err)
	}

	slow := serve(t, http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) {
		_, _ = io.Copy(io.Discard, r.Body) // only then the server notices that the client left
		<-r.Context().Done()
	}))
	slow.timeout = 50 * time.Millisecond
	for code, act := range map[resale.Code]func(context.Context, *Client) error{resale.Unknown: create, resale.Unavailable: list} {
		err := act(t.Context(), slow)
		if resale.CodeOf(err) != code || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("timeout: %v, want %s", err, code)
		}
	}
}
