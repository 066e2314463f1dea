package telegram

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"resellerbot/internal/secret"
)

// DefaultURL is Telegram's own Bot API server.
const DefaultURL = "https://api.telegram.org"

const (
	callTimeout   = 30 * time.Second
	uploadTimeout = 2 * time.Minute
)

var tokenForm = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)

// Config is what an API needs.
type Config struct {
	Token secret.String
	URL   string       // default DefaultURL
	HTTP  *http.Client // default: one with Transport(); its Timeout must be 0, calls have deadlines of their own
}

// API makes calls to the Bot API. Every error is an *Error. It may be used
// concurrently.
type API struct {
	bot  *bot.Bot
	wire *wire
	http *http.Client
	base string // with the token
}

// Me is what the bot is called.
type Me struct {
	ID       int64
	Username string // without @
	Name     string
}

// NewAPI makes an API. It calls nobody. It refuses what is not a token, or not
// an address, without repeating it.
func NewAPI(c Config) (*API, error) {
	if c.URL == "" {
		c.URL = DefaultURL
	}
	c.URL = strings.TrimRight(c.URL, "/")
	if !tokenForm.MatchString(c.Token.Reveal()) {
		return nil, errors.New("new telegram api: the token is not of the form 123456:ABC")
	}
	if u, err := url.Parse(c.URL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return nil, errors.New("new telegram api: the address is not an http or https address")
	}
	if c.HTTP == nil {
		c.HTTP = &http.Client{Transport: Transport()}
	}
	w := &wire{http: c.HTTP, token: c.Token}
	b, err := bot.New(c.Token.Reveal(), bot.WithSkipGetMe(), bot.WithServerURL(c.URL),
		bot.WithHTTPClient(callTimeout, w), bot.WithUpdatesChannelCap(0),
		bot.WithErrorsHandler(func(error) {})) // it only tells of what calls return as well
	if err != nil {
		return nil, fmt.Errorf("new telegram api: %s", w.clean(err.Error()))
	}
	return &API{bot: b, wire: w, http: c.HTTP, base: c.URL + "/bot" + c.Token.Reveal() + "/"}, nil
}

// Me asks Telegram who the bot is (getMe): the first proof that the token is right.
func (a *API) Me(ctx context.Context) (Me, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	u, err := a.bot.GetMe(ctx)
	if err != nil {
		return Me{}, a.failed("getMe", err)
	}
	return Me{ID: u.ID, Username: u.Username, Name: u.FirstName}, nil
}

// GroupAdmin tells whether a person is owner or administrator of a chat
// (getChatMember). Somebody who is not in the chat is not.
func (a *API) GroupAdmin(ctx context.Context, chat, person int64) (bool, error) {
	ctx, cancel := context.WithTimeout(ctx, callTimeout)
	defer cancel()
	m, err := a.bot.GetChatMember(ctx, &bot.GetChatMemberParams{ChatID: chat, UserID: person})
	if err != nil {
		return false, a.failed("getChatMember", err)
	}
	return m.Type == models.ChatMemberTypeOwner || m.Type == models.ChatMemberTypeAdministrator, nil
}

// failed turns what the library returns into an *Error. What is none after an
// answer that was ok concerns the decoding of the result only.
func (a *API) failed(method string, err error) error {
	if e, ok := errors.AsType[*Error](err); ok {
		return e
	}
	kind := Refused
	if strings.HasPrefix(err.Error(), "error decode response") {
		kind = Garbled
	}
	return &Error{Method: method, Kind: kind, Err: errors.New(a.wire.clean(err.Error()))}
}
