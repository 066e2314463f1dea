package sandbox

import "net/http"

// place is a channel or group as the page shows it.
type place struct {
	ID    int64   `json:"id"`
	Title string  `json:"title"`
	Name  string  `json:"name,omitempty"` // t.me/<name>
	In    []int64 `json:"in"`             // the people who are in it
}

func (w *web) places(rw http.ResponseWriter, _ *http.Request) {
	all := []place{}
	for _, g := range w.opt.Places {
		w.t.mu.Lock()
		c := w.t.chats[g.id]
		p := place{ID: g.id, Title: c.title, Name: c.username, In: []int64{}}
		w.t.mu.Unlock()
		for _, who := range w.people {
			if g.Has(who) {
				p.In = append(p.In, who.id)
			}
		}
		all = append(all, p)
	}
	writeJSON(rw, all)
}

func (w *web) place(id int64) *TelegramGroup {
	for _, g := range w.opt.Places {
		if g.id == id {
			return g
		}
	}
	return nil
}

// join has a person join or leave a place.
func (w *web) join(rw http.ResponseWriter, r *http.Request) {
	q, p, ok := w.read(rw, r)
	if !ok {
		return
	}
	g := w.place(q.Place)
	if p == nil || g == nil {
		http.Error(rw, "nobody, or nowhere", http.StatusBadRequest)
		return
	}
	g.SetMember(p, map[bool]string{true: "member", false: "left"}[q.In])
	writeJSON(rw, true)
}

// forward sends a text of a place to the bot.
func (w *web) forward(rw http.ResponseWriter, r *http.Request) {
	q, p, ok := w.read(rw, r)
	if !ok {
		return
	}
	g := w.place(q.Place)
	if p == nil || g == nil || q.Text == "" {
		http.Error(rw, "nobody, nothing, or nowhere", http.StatusBadRequest)
		return
	}
	p.Forward(g, w.in(q), q.Text)
	writeJSON(rw, true)
}

// in gives the group that a request is about, nil for the private chat.
func (w *web) in(q request) *TelegramGroup {
	if w.opt.Group != nil && q.Chat == w.opt.Group.id {
		return w.opt.Group
	}
	return nil
}
