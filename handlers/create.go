package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

type createSheet struct {
	CategoryID int64  `json:"category,omitempty"`
	Duration   int    `json:"duration,omitempty"` // minutes of a test, days of a client
	Username   string `json:"username,omitempty"`
	Proposed   string `json:"proposed,omitempty"`
	Password   string `json:"password,omitempty"`
	Own        bool   `json:"own,omitempty"` // the password was typed
	Limit      int    `json:"limit,omitempty"`
	Note       string `json:"note,omitempty"`
	UUID       string `json:"uuid,omitempty"`
	OwnerID    int64  `json:"owner,omitempty"`
	Owner      string `json:"owner_name,omitempty"`
}

// creation is what differs between a test and a paid client.
type creation struct {
	Deps
	flow      string // "trial" or "new": the section of its texts
	kind      resale.ClientKind
	presets   []int  // of the duration
	unit      int    // of the duration
	most      int    // of the duration
	afterward string // the step after the limit
}

// trialFlow creates a test that runs for minutes.
func trialFlow(d Deps) dialog.Flow[createSheet] {
	c := creation{Deps: d, flow: "trial", kind: resale.Test, presets: []int{30, 60, 120, 180, 360}, unit: inMinutes, most: inWeeks, afterward: "do"}
	return c.flowOf()
}

// newFlow creates a client that runs for days.
func newFlow(d Deps) dialog.Flow[createSheet] {
	c := creation{Deps: d, flow: "new", kind: resale.Paid, presets: []int{7, 15, 30, 60, 90}, unit: inDays, most: maxDays, afterward: "password"}
	return c.flowOf()
}

// titled puts the title above what is asked.
func (c creation) titled(lines ...chat.Text) []chat.Text {
	return append([]chat.Text{chat.T(c.flow + ".title"), {}}, lines...)
}

func (c creation) flowOf() dialog.Flow[createSheet] {
	return dialog.Flow[createSheet]{
		Name: c.flow, Command: true, Needs: ops.Servex, Begin: c.begin,
		Steps: []dialog.Step[createSheet]{
			{Name: "category", Buttons: true, Ask: c.askCategory, Take: takeCategory},
			{Name: "duration", Ask: c.askDuration, Take: c.takeDuration},
			{Name: "username", Ask: c.askUsername, Take: c.takeUsername},
			{Name: "limit", Ask: c.askLimit, Take: c.takeLimit},
			{Name: "password", Secret: true, Ask: c.askPassword, Take: c.takePassword, Given: hiddenGiven(func(s *createSheet) bool { return s.Own })},
			{Name: "note", Ask: c.askNote, Take: takeNote},
			{Name: "confirm", Buttons: true, Ask: c.askCreate, Take: takeCreate},
			{Name: "uuid", Ask: c.askUUID, Take: c.takeUUID},
			{Name: "owner", Buttons: true, Ask: c.askOwner, Take: c.takeOwner},
			{Name: "do", Do: c.do},
		},
	}
}

// begin skips the question of the category when there is only one.
func (c creation) begin(ctx context.Context, t *dialog.Turn, s *createSheet, _ string) (dialog.Next, error) {
	all, err := c.Ops.Categories(ctx, t.Input.Place.Chat)
	switch {
	case err != nil:
		return dialog.Next{}, err
	case len(all) == 0:
		return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("trial.no_category")}, Rows: menuRow()}), nil
	case len(all) == 1:
		s.CategoryID = all[0].ID
		return dialog.To("duration"), nil
	}
	return dialog.To("category"), nil
}

// mostButtons keeps a keyboard within what Telegram takes.
const mostButtons = 90

// maxLimit is the most connections that may be asked for.
const maxLimit = 100

func (c creation) do(ctx context.Context, t *dialog.Turn, s *createSheet) (dialog.Next, error) {
	out, err := c.Ops.CreateClient(ctx, t.Act(), resale.NewClient{
		Username: s.Username, Password: s.Password, CategoryID: s.CategoryID, Limit: s.Limit,
		Duration: s.Duration, Kind: c.kind, Note: s.Note, UUID: s.UUID, OwnerID: s.OwnerID,
	})
	return c.conclude(t, out, err)
}
