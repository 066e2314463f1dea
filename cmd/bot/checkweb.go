package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"code.dny.dev/ssrf"

	"resellerbot/internal/httpapi"
)

// clockLimit is how wrong the clock may be: Telegram's own times and a panel's
// expiry dates are compared with it.
const clockLimit = time.Minute

// web asks what is not on this machine.
type web struct {
	telegram *http.Client
	panels   *http.Client // dials what the bot itself would dial
}

func newWeb(c Config) web {
	return web{
		telegram: &http.Client{},
		panels:   &http.Client{Transport: httpapi.Transport(c.Network.AllowPrivate)},
	}
}

// call asks the Bot API. Errors never show the address, for the token is in it.
func (w web) call(ctx context.Context, t TelegramConfig, method string, result any) (http.Header, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, t.APIURL+"/bot"+t.Token.Reveal()+"/"+method, nil)
	if err != nil {
		return nil, errors.New("telegram.api_url and the token make no address")
	}
	response, err := w.telegram.Do(request)
	if err != nil {
		return nil, fmt.Errorf("cannot reach Telegram at %s: look at the network and telegram.api_url: %w", t.APIURL, withoutURL(err))
	}
	defer response.Body.Close()
	var answer struct {
		OK          bool            `json:"ok"`
		Description string          `json:"description"`
		Result      json.RawMessage `json:"result"`
	}
	if err := json.NewDecoder(io.LimitReader(response.Body, 1<<20)).Decode(&answer); err != nil {
		return response.Header, fmt.Errorf("%s is not Telegram's Bot API: look at telegram.api_url", t.APIURL)
	}
	if response.StatusCode == http.StatusUnauthorized || response.StatusCode == http.StatusNotFound {
		return response.Header, errors.New("the token is unknown to Telegram: copy it again from @BotFather (/mybots, API Token)")
	}
	if !answer.OK {
		return response.Header, fmt.Errorf("refused by Telegram: %s", answer.Description)
	}
	return response.Header, json.Unmarshal(answer.Result, result)
}

func (w web) token(ctx context.Context, t TelegramConfig) (note string, err error) {
	var me struct {
		Username string `json:"username"`
	}
	if _, err := w.call(ctx, t, "getMe", &me); err != nil {
		return "", err
	}
	return "@" + me.Username, nil
}

func (w web) clock(ctx context.Context, t TelegramConfig) (note string, err error) {
	var anything json.RawMessage
	header, _ := w.call(ctx, t, "getMe", &anything)
	theirs, err := http.ParseTime(header.Get("Date"))
	if err != nil {
		return "", errors.New("nothing to compare it with: Telegram did not answer")
	}
	off := time.Since(theirs).Abs().Round(time.Second)
	if off > clockLimit {
		return "", fmt.Errorf("it is %s off: set it, and keep it right with NTP", off)
	}
	return "", nil
}

func (w web) webhook(ctx context.Context, t TelegramConfig) (note string, err error) {
	var info struct {
		URL              string `json:"url"`
		LastErrorMessage string `json:"last_error_message"`
		LastErrorDate    int64  `json:"last_error_date"`
	}
	if _, err := w.call(ctx, t, "getWebhookInfo", &info); err != nil {
		return "", err
	}
	switch {
	case info.URL == "":
		return "will be set at the next start", nil
	case info.URL != t.WebhookURL:
		return "", errors.New("another address is set: is another bot using this token? If not, start the bot anew")
	case info.LastErrorMessage != "" && time.Since(time.Unix(info.LastErrorDate, 0)) < time.Hour:
		return "", fmt.Errorf("no delivery lately: %s: look at telegram.webhook_url and the proxy before it", info.LastErrorMessage)
	}
	return "", nil
}

// panel only asks whether somebody answers there: any answer will do, since
// without a key it is a refusal.
func (w web) panel(ctx context.Context, address string) (note string, err error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return "", err
	}
	response, err := w.panels.Do(request)
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP):
		return "", fmt.Errorf("%s is in a private network: if that is meant, put the network into network.allow_private", address)
	case err != nil:
		return "", fmt.Errorf("cannot reach %s: look at the network: %w", address, withoutURL(err))
	}
	return "", response.Body.Close()
}

func withoutURL(err error) error {
	if u, ok := errors.AsType[*url.Error](err); ok {
		return u.Err
	}
	return err
}
