package handlers

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// What a reseller's account may hold: its names are as short as those of
// clients; the numbers are ours, panels do not say theirs.
const (
	maxResellerName = 12
	maxUsers        = 100_000
)

// resellerDraft is a reseller as it is being described, new or changed.
type resellerDraft struct {
	Kind       resale.AccountType `json:"kind,omitempty"`
	Name       string             `json:"name,omitempty"`
	Username   string             `json:"username,omitempty"`
	Password   string             `json:"password,omitempty"`
	Own        bool               `json:"own,omitempty"`  // the password was typed
	Most       int                `json:"most,omitempty"` // clients, or credits
	Categories []int64            `json:"categories,omitempty"`
	Expires    time.Time          `json:"expires,omitzero"` // a day in UTC
	Note       string             `json:"note,omitempty"`
}

func (s *resellerDraft) takeName(text string) (problem chat.Text) {
	name := strings.Join(strings.Fields(text), " ")
	if n := len([]rune(name)); n == 0 || n > maxResellerName {
		return chat.T("reseller.bad_name", chat.Args{"Most": maxResellerName})
	}
	s.Name = name
	return chat.Text{}
}

// takeUsername reads a login and asks the panel whether it is free.
func (d Deps) takeResellerUsername(ctx context.Context, t *dialog.Turn, s *resellerDraft, text string) (problem chat.Text, err error) {
	name, ok := parseUsername(text)
	if !ok {
		return chat.T("trial.bad_username"), nil
	}
	free, err := d.Ops.FreeResellerName(ctx, t.Input.Place.Chat, name)
	if err == nil && !free {
		return chat.T("trial.taken", chat.Args{"Name": name}), nil
	}
	s.Username = name
	return chat.Text{}, err
}

func (s *resellerDraft) takeMost(text string) (problem chat.Text) {
	n, ok := parseCount(text, maxUsers)
	if !ok {
		return chat.T("trial.bad_limit", chat.Args{"Most": maxUsers})
	}
	s.Most = n
	return chat.Text{}
}

func (s *resellerDraft) takeNote(text string) (problem chat.Text) {
	text = strings.TrimSpace(text)
	if len([]rune(text)) > maxNote {
		return chat.T("edit.note_too_long", chat.Args{"Most": maxNote})
	}
	s.Note = text
	return chat.Text{}
}

// askMost asks for clients or for credits.
func (s *resellerDraft) askMost() ([]chat.Text, [][]chat.Button) {
	if s.Kind == resale.Credit {
		return []chat.Text{chat.T("reseller.ask_credits")}, countRows("reseller.credits", []int{10, 50, 100, 200, 500})
	}
	return []chat.Text{chat.T("reseller.ask_most")}, countRows("reseller.clients", []int{10, 20, 50, 100, 200})
}

// categoryPicks are the categories with a tick for those that are chosen.
func (s *resellerDraft) categoryPicks(offered []resale.Category, now time.Time) [][]chat.Button {
	var rows [][]chat.Button
	for _, k := range offered[:min(len(offered), mostButtons)] {
		args := chat.Args{"Box": "☐", "Name": shorten(k.Name, 30)}
		if slices.Contains(s.Categories, k.ID) {
			args["Box"] = "☑"
		}
		label := chat.T("reseller.box", args)
		if k.Expired(now) {
			label = chat.T("reseller.box_expired", args)
		}
		rows = append(rows, row(chat.Button{Label: label, Answer: "pick " + strconv.FormatInt(k.ID, 10)}))
	}
	done := chat.Button{Label: chat.T("reseller.picked", chat.Args{"N": len(s.Categories)}), Answer: "picked", Style: chat.Primary}
	return append(rows, row(done))
}

// takePick ticks or unticks one, or is done; there is at least one.
func (s *resellerDraft) takePick(a dialog.Answer, next string) dialog.Next {
	if a.Value == "picked" {
		if len(s.Categories) == 0 {
			return dialog.Stay(chat.T("reseller.pick_one"))
		}
		return dialog.To(next)
	}
	id, err := strconv.ParseInt(strings.TrimPrefix(a.Value, "pick "), 10, 64)
	if err != nil {
		return dialog.Stay(chat.T("dialog.use_buttons"))
	}
	if i := slices.Index(s.Categories, id); i >= 0 {
		s.Categories = slices.Delete(s.Categories, i, i+1)
	} else {
		s.Categories = append(s.Categories, id)
		slices.Sort(s.Categories)
	}
	return dialog.Stay(chat.Text{})
}

// askUntil asks for a day.
func askUntil() ([]chat.Text, [][]chat.Button) {
	return []chat.Text{chat.T("reseller.ask_until")}, countRows("new.duration", []int{30, 60, 90, 365})
}

func (s *resellerDraft) takeUntil(t *dialog.Turn, text string) (problem chat.Text) {
	day, ok := parseDay(text, midnight(t.Now, t.Zone))
	if !ok {
		return chat.T("reseller.bad_until", chat.Args{"Most": maxDays})
	}
	s.Expires = day
	return chat.Text{}
}
