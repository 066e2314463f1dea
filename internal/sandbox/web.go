package sandbox

import (
	"context"
	_ "embed"
	"encoding/json"
	"net/http"
	"strings"
)

//go:embed web/index.html
var webPage []byte

// WebOptions is what the demo's page offers besides the chat.
type WebOptions struct {
	Title string
	Hints []string // lines to read first
	World []WorldSwitch
	Group *TelegramGroup // a group that the people are in, nil for none
	// Places are channels and groups that the people may join and leave, and
	// forward from.
	Places []*TelegramGroup
}

// WorldSwitch is a button that changes the world: restarts the bot, breaks a
// panel.
type WorldSwitch struct {
	Label string
	Do    func(context.Context) (string, error)
}

// web is a chat in a browser.
type web struct {
	t      *Telegram
	opt    WebOptions
	people []*TelegramPerson
}

// NewWeb makes a page on which one can be any of the people and talk to the
// bot.
func NewWeb(t *Telegram, opt WebOptions, people ...*TelegramPerson) http.Handler {
	w := &web{t: t, opt: opt, people: people}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /{$}", func(rw http.ResponseWriter, _ *http.Request) {
		rw.Header().Set("Content-Type", "text/html; charset=utf-8")
		rw.Header().Set("Content-Security-Policy", "default-src 'self'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; frame-ancestors 'none'")
		_, _ = rw.Write(webPage)
	})
	mux.HandleFunc("GET /about", w.about)
	mux.HandleFunc("GET /chat", w.chat)
	mux.HandleFunc("POST /say", w.say)
	mux.HandleFunc("POST /file", w.file)
	mux.HandleFunc("POST /photo", w.photo)
	mux.HandleFunc("GET /places", w.places)
	mux.HandleFunc("POST /join", w.join)
	mux.HandleFunc("POST /forward", w.forward)
	mux.HandleFunc("POST /tap", w.tap)
	mux.HandleFunc("POST /world", w.world)
	return sameSite(mux)
}

// maxPosted bounds what the page posts: a file that a bot may not get any more
// still fits, in base64.
const maxPosted = 32 << 20

// sameSite keeps other pages in the same browser from talking to the bot.
func sameSite(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if site := r.Header.Get("Sec-Fetch-Site"); site != "" && site != "same-origin" && site != "none" {
			http.Error(w, "from this page only", http.StatusForbidden)
			return
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxPosted)
		next.ServeHTTP(w, r)
	})
}

func (w *web) about(rw http.ResponseWriter, _ *http.Request) {
	type who struct {
		ID   int64  `json:"id"`
		Name string `json:"name"`
		Lang string `json:"lang"`
	}
	var people []who
	for _, p := range w.people {
		people = append(people, who{p.id, p.name, p.language})
	}
	var switches []string
	for _, s := range w.opt.World {
		switches = append(switches, s.Label)
	}
	group := int64(0)
	if w.opt.Group != nil {
		group = w.opt.Group.id
	}
	writeJSON(rw, map[string]any{"title": w.opt.Title, "hints": w.opt.Hints, "people": people, "world": switches, "group": group, "bot": w.t.opt.Username})
}

func writeJSON(rw http.ResponseWriter, v any) {
	rw.Header().Set("Content-Type", "application/json")
	_ = json.NewEncoder(rw).Encode(v)
}

func (w *web) person(id int64) *TelegramPerson {
	for _, p := range w.people {
		if p.id == id {
			return p
		}
	}
	return nil
}

// request is what the page posts.
type request struct {
	Person  int64  `json:"person"`
	Chat    int64  `json:"chat"`
	Text    string `json:"text"`
	Message int    `json:"message"`
	Row     int    `json:"row"`
	Col     int    `json:"col"`
	Switch  int    `json:"switch"`
	Place   int64  `json:"place"`
	In      bool   `json:"in"`
	Name    string `json:"name"`
	Data    []byte `json:"data"` // of a file, in base64
}

func (w *web) read(rw http.ResponseWriter, r *http.Request) (request, *TelegramPerson, bool) {
	var q request
	if err := json.NewDecoder(r.Body).Decode(&q); err != nil {
		http.Error(rw, "not JSON", http.StatusBadRequest)
		return q, nil, false
	}
	return q, w.person(q.Person), true
}

func (w *web) say(rw http.ResponseWriter, r *http.Request) {
	q, p, ok := w.read(rw, r)
	if !ok {
		return
	}
	if p == nil || strings.TrimSpace(q.Text) == "" {
		http.Error(rw, "nobody, or nothing said", http.StatusBadRequest)
		return
	}
	if g := w.in(q); g != nil {
		p.SayIn(g, 0, q.Text)
	} else {
		p.Say(q.Text)
	}
	writeJSON(rw, true)
}

func (w *web) world(rw http.ResponseWriter, r *http.Request) {
	q, _, ok := w.read(rw, r)
	if !ok || q.Switch < 0 || q.Switch >= len(w.opt.World) {
		http.Error(rw, "no such switch", http.StatusBadRequest)
		return
	}
	said, err := w.opt.World[q.Switch].Do(r.Context())
	if err != nil {
		said = err.Error()
	}
	writeJSON(rw, map[string]any{"text": said})
}
