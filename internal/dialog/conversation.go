package dialog

import (
	"cmp"
	"context"
	"encoding/json"

	"resellerbot/internal/chat"
)

// Conversation is any Flow.
type Conversation interface {
	about() about
	away(sheet json.RawMessage) string
	loses(sheet json.RawMessage) (lost, known bool)
	title(sheet json.RawMessage) chat.Text
	step(name string) (stepInfo, bool)
	begin(ctx context.Context, t *Turn, args string) (Next, json.RawMessage, error)
	ask(ctx context.Context, t *Turn, step string, sheet json.RawMessage) (chat.Screen, json.RawMessage, error)
	given(ctx context.Context, t *Turn, step string, sheet json.RawMessage) chat.Text
	take(ctx context.Context, t *Turn, step string, sheet json.RawMessage, a Answer) (Next, json.RawMessage, error)
	do(ctx context.Context, t *Turn, step string, sheet json.RawMessage) (Next, json.RawMessage, error)
}

type about struct {
	name    string
	command string // "" for none
	home    bool
	aside   bool
	needs   string
	trouble string
}

type stepInfo struct {
	acts, secret, password, buttons, files, photos, forwards, payments, given, sure bool

	hide func(string) bool // nil: nothing
}

func (f Flow[S]) about() about {
	command := f.As
	if f.Command && command == "" {
		command = f.Name
	}
	return about{name: f.Name, command: command, home: f.Home, aside: f.Aside, needs: f.Needs, trouble: cmp.Or(f.Trouble, "error")}
}

func (f Flow[S]) away(sheet json.RawMessage) string {
	var s S
	if f.Away == nil || json.Unmarshal(sheet, &s) != nil {
		return ""
	}
	return f.Away(s)
}

func (f Flow[S]) loses(sheet json.RawMessage) (lost, known bool) {
	var s S
	if f.Loses == nil || json.Unmarshal(sheet, &s) != nil {
		return false, false
	}
	return f.Loses(s), true
}

func (f Flow[S]) title(sheet json.RawMessage) chat.Text {
	var s S
	if f.Title == nil || json.Unmarshal(sheet, &s) != nil {
		return chat.Text{}
	}
	return f.Title(s)
}

func (f Flow[S]) find(name string) (Step[S], bool) {
	for _, s := range f.Steps {
		if s.Name == name {
			return s, true
		}
	}
	return Step[S]{}, false
}

func (f Flow[S]) step(name string) (stepInfo, bool) {
	s, ok := f.find(name)
	return stepInfo{
		acts: s.Do != nil, secret: s.Secret, password: s.Secret && s.Password, buttons: s.Buttons,
		files: s.Files && !s.Secret, photos: s.Photos && !s.Secret, forwards: s.Forwards, payments: s.Payments, given: s.Given != nil && !s.Sure, sure: s.Sure,
		hide: s.Hide,
	}, ok
}
