// Package telegram carries: Bot API updates in, through a durable inbox, and
// screens out, through a durable outbox. It knows no conversation.
package telegram

import (
	"bytes"
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

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
)

// DefaultURL is Telegram's own Bot API server.
const DefaultURL = "https://api.telegram.org"

// Config says which bot calls which server.
type Config struct {
	Token   secret.String
	URL     string        // default DefaultURL
	HTTP    *http.Client  // default one over Transport
	Timeout time.Duration // of one call; default 30 s
}

// API is the part of the Bot API that this bot uses. Errors are *Error and
// never hold the token. See https://core.telegram.org/bots/api.
type API struct {
	bot    *bot.Bot
	wire   *wire
	config Config
}

// Me is the bot itself.
type Me struct {
	ID       int64
	Username string
}

// NewAPI prepares calls; it makes none.
func NewAPI(c Config) (*API, error) {
	if c.URL == "" {
		c.URL = DefaultURL
	}
	c.URL = strings.TrimRight(c.URL, "/")
	if c.Timeout == 0 {
		c.Timeout = 30 * time.Second
	}
	if c.HTTP == nil {
		c.HTTP = &http.Client{Transport: Transport()}
	}
	if err := checkAddress(c); err != nil {
		return nil, err
	}
	// A timeout of the client would cut polls off; calls have deadlines of their own.
	a := &API{config: c, wire: &wire{http: &http.Client{Transport: c.HTTP.Transport}, token: c.Token}}
	var err error
	// The library's own loops are never started; see poll.go for why.
	a.bot, err = bot.New(c.Token.Reveal(), bot.WithSkipGetMe(), bot.WithServerURL(c.URL), bot.WithHTTPClient(time.Minute, a.wire),
		bot.WithErrorsHandler(func(error) {}), bot.WithUpdatesChannelCap(0))
	if err != nil {
		return nil, a.classify("prepare bot", err)
	}
	return a, nil
}

var tokenPattern = regexp.MustCompile(`^[0-9]+:[A-Za-z0-9_-]+$`)

// checkAddress refuses what would make the library name the token in an error.
func checkAddress(c Config) error {
	if !tokenPattern.MatchString(c.Token.Reveal()) {
		return errors.New("prepare bot: the token is not of the form 123456:ABC")
	}
	if u, err := url.Parse(c.URL); err != nil || u.Host == "" || u.Scheme != "http" && u.Scheme != "https" {
		return errors.New("prepare bot: the address of the Bot API is no http or https address")
	}
	return nil
}

func (a *API) within(ctx context.Context) (context.Context, context.CancelFunc) {
	return context.WithTimeout(ctx, a.config.Timeout)
}

// Me asks who the bot is; the surest sign that the token works.
func (a *API) Me(ctx context.Context) (Me, error) {
	ctx, cancel := a.within(ctx)
	defer cancel()
	u, err := a.bot.GetMe(ctx)
	if err != nil {
		return Me{}, a.classify("ask who the bot is", err)
	}
	return Me{ID: u.ID, Username: u.Username}, nil
}

// send sends one message and gives its id. m.HTML must fit one message.
func (a *API) send(ctx context.Context, place chat.Place, m chat.Message, html bool) (id int, err error) {
	ctx, cancel := a.within(ctx)
	defer cancel()
	mode, text := modeOf(m.HTML, html)
	var sent *models.Message
	switch {
	case m.Photo != nil || m.PhotoID != "":
		sent, err = a.bot.SendPhoto(ctx, &bot.SendPhotoParams{
			ChatID: place.Chat, MessageThreadID: place.Thread, Caption: text, ParseMode: mode, ProtectContent: m.Protect, ReplyMarkup: keyboard(m.Keys),
			Photo: fileFor(m.PhotoID, "picture.png", m.Photo),
		})
	case m.File != nil:
		sent, err = a.bot.SendDocument(ctx, &bot.SendDocumentParams{
			ChatID: place.Chat, MessageThreadID: place.Thread, Caption: text, ParseMode: mode, ProtectContent: m.Protect, ReplyMarkup: keyboard(m.Keys),
			Document: fileFor(m.File.ID, m.File.Name, m.File.Data),
		})
	default:
		sent, err = a.bot.SendMessage(ctx, &bot.SendMessageParams{
			ChatID: place.Chat, MessageThreadID: place.Thread, Text: text, ParseMode: mode, ProtectContent: m.Protect,
			LinkPreviewOptions: noPreview(), ReplyMarkup: keyboard(m.Keys),
		})
	}
	if err != nil {
		return 0, a.classify("send message", err)
	}
	return sent.ID, nil
}

// fileFor names a file that Telegram has, or uploads one. See
// https://core.telegram.org/bots/api#sending-files.
func fileFor(id, name string, data []byte) models.InputFile {
	if id != "" {
		return &models.InputFileString{Data: id}
	}
	return &models.InputFileUpload{Filename: name, Data: bytes.NewReader(data)}
}

// SetWebhook lets Telegram post updates to a URL; an empty one makes polling
// possible again.
func (a *API) SetWebhook(ctx context.Context, url string, key secret.String) error {
	ctx, cancel := a.within(ctx)
	defer cancel()
	if url == "" {
		_, err := a.bot.DeleteWebhook(ctx, &bot.DeleteWebhookParams{})
		return a.classify("delete webhook", err)
	}
	_, err := a.bot.SetWebhook(ctx, &bot.SetWebhookParams{URL: url, SecretToken: key.Reveal(), AllowedUpdates: allowedUpdates(), MaxConnections: 40})
	return a.classify("set webhook", err)
}

func noPreview() *models.LinkPreviewOptions {
	off := true
	return &models.LinkPreviewOptions{IsDisabled: &off}
}

// keyboard gives no typed nil, which the library would send as null.
func keyboard(keys [][]chat.Key) models.ReplyMarkup {
	if len(keys) == 0 {
		return nil
	}
	rows := make([][]models.InlineKeyboardButton, len(keys))
	for i, r := range keys {
		for _, k := range r {
			b := models.InlineKeyboardButton{Text: k.Label, CallbackData: k.Data, URL: k.URL, Style: string(k.Style)}
			if k.Copy != "" {
				b.CopyText = &models.CopyTextButton{Text: k.Copy}
			}
			rows[i] = append(rows[i], b)
		}
	}
	return &models.InlineKeyboardMarkup{InlineKeyboard: rows}
}

// modeOf gives a text with its markup, or without any when Telegram could not
// read the markup.
func modeOf(text string, html bool) (models.ParseMode, string) {
	if html {
		return models.ParseModeHTML, text
	}
	return "", plain(text)
}

// String keeps the token out of logs.
func (a *API) String() string { return fmt.Sprintf("telegram at %s", a.config.URL) }
