package telegram

import (
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
)

// answering is an API whose calls get one answer, or fail.
func answering(t *testing.T, status int, body string, fail error) *API {
	t.Helper()
	api, err := NewAPI(Config{Token: secret.New(testToken), URL: "http://telegram.invalid", HTTP: &http.Client{Transport: roundTripper(func(r *http.Request) (*http.Response, error) {
		if fail != nil {
			return nil, fail
		}
		return &http.Response{StatusCode: status, Header: http.Header{}, Body: io.NopCloser(strings.NewReader(body)), Request: r}, nil
	})}})
	if err != nil {
		t.Fatal(err)
	}
	return api
}

// The texts are those of the official server.
func TestTroubles(t *testing.T) {
	t.Parallel()
	refusal := func(code, text string) string {
		return `{"ok":false,"error_code":` + code + `,"description":"` + text + `"}`
	}
	for body, want := range map[string]struct {
		status  int
		trouble Trouble
	}{
		`{"ok":true,"result":{"message_id":1,"date":1,"chat":{"id":1,"type":"private"}}}`: {200, None},
		`{"ok":true,"result":"what"}`:                                                         {200, Misread},
		refusal("403", "Forbidden: bot was blocked by the user"):                              {403, Unreachable},
		refusal("403", "Forbidden: user is deactivated"):                                      {403, Unreachable},
		refusal("403", "Forbidden: bot can't initiate conversation with a user"):              {403, Unreachable},
		refusal("403", "Forbidden: bot was kicked from the supergroup chat"):                  {403, Unreachable},
		refusal("403", "Forbidden: not enough rights to send text messages to the chat"):      {403, NoRights},
		refusal("400", "Bad Request: not enough rights to send text messages to the chat"):    {400, NoRights},
		refusal("400", "Bad Request: CHAT_WRITE_FORBIDDEN"):                                   {400, NoRights},
		refusal("400", "Bad Request: chat not found"):                                         {400, Unreachable},
		refusal("400", "Bad Request: message is not modified: specified new message content"): {400, NotModified},
		refusal("400", "Bad Request: message to edit not found"):                              {400, Stale},
		refusal("400", "Bad Request: message can't be edited"):                                {400, Stale},
		refusal("400", "Bad Request: MESSAGE_ID_INVALID"):                                     {400, Stale},
		refusal("400", "Bad Request: message to delete not found"):                            {400, Stale},
		refusal("400", "Bad Request: message thread not found"):                               {400, ThreadGone},
		refusal("400", "Bad Request: can't parse entities: Unsupported start tag"):            {400, BadMarkup},
		refusal("400", "Bad Request: BUTTON_DATA_INVALID"):                                    {400, Puzzling},
		refusal("401", "Unauthorized"):                                                        {401, Revoked},
		refusal("404", "Not Found"):                                                           {404, Revoked},
		refusal("404", "Not Found: method not found"):                                         {404, Puzzling},
		refusal("409", "Conflict: terminated by other getUpdates request"):                    {409, Conflicting},
		refusal("429", "Too Many Requests: retry after 5"):                                    {429, TooMany},
		refusal("500", "Internal Server Error"):                                               {500, Down},
		refusal("502", "Bad Gateway"):                                                         {502, Down},
		"<html><body>502 Bad Gateway</body></html>":                                           {502, Down},
		"":                              {503, Down},
		"<html>gateway time-out</html>": {504, InDoubt},
		"<html>please log in to this network</html>":                                                         {200, InDoubt},
		`{"ok":false,"error_code":400,"description":"x","parameters":{"migrate_to_chat_id":-1001234567890}}`: {400, Migrated},
	} {
		_, err := answering(t, want.status, body, nil).send(context.Background(), chat.Place{Chat: 1}, chat.Message{HTML: "hi"}, true)
		if got := KindOf(err); got != want.trouble {
			t.Errorf("%d %s: %v, want %v", want.status, body, got, want.trouble)
		}
		if e, ok := errors.AsType[*Error](err); ok && e.Trouble == Migrated && e.NewChat != -1001234567890 {
			t.Errorf("migrated to %d", e.NewChat)
		}
	}
}

func TestNoErrorShowsTheToken(t *testing.T) {
	t.Parallel()
	ctx := context.Background()
	echo := "no such page: /bot" + testToken + "/sendMessage"
	var errs []error
	for _, api := range []*API{
		answering(t, 502, echo, nil),
		answering(t, 400, `{"ok":false,"error_code":400,"description":"`+echo+`"}`, nil),
		answering(t, 200, `{"ok":true,"result":"`+echo+`"}`, nil),
		answering(t, 0, "", errors.New(echo)),
	} {
		_, err := api.Me(ctx)
		errs = append(errs, err)
		_, err = api.updates(ctx, 0, 0)
		errs = append(errs, err)
		_, err = api.send(ctx, chat.Place{Chat: 1}, chat.Message{HTML: "hi"}, true)
		errs = append(errs, err, api.SetCommands(ctx, map[string][]Command{"": {{"start", "begin"}}}))
	}
	_, err := NewAPI(Config{Token: secret.New(testToken), URL: "http://bad host\x7f"})
	errs = append(errs, err)
	_, err = NewAPI(Config{Token: secret.New("canary-token with a space")})
	for _, err := range append(errs, err) {
		if err == nil {
			t.Error("no error")
		} else if strings.Contains(err.Error(), "canary") {
			t.Errorf("the error shows the token: %v", err)
		}
	}
}
