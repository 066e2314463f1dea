package handlers

import (
	"context"
	"strconv"

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
			{Name: "password", Secret: true, Ask: c.askPassword, Take: c.takePassword},
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

func (c creation) askCategory(ctx context.Context, t *dialog.Turn, _ *createSheet) (chat.Screen, error) {
	all, err := c.Ops.Categories(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	return chat.Screen{Lines: c.titled(chat.T("trial.ask_category")), Rows: categoryRows(all)}, nil
}

// mostButtons keeps a keyboard within what Telegram takes.
const mostButtons = 90

func categoryRows(all []resale.Category) [][]chat.Button {
	var rows [][]chat.Button
	for _, k := range all[:min(len(all), mostButtons)] {
		rows = append(rows, row(chat.Button{Label: literal(k.Name, 30), Answer: strconv.FormatInt(k.ID, 10)}))
	}
	return rows
}

func takeCategory(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	s.CategoryID, _ = strconv.ParseInt(a.Value, 10, 64)
	return dialog.To("duration"), nil
}

func (c creation) askDuration(context.Context, *dialog.Turn, *createSheet) (chat.Screen, error) {
	return chat.Screen{Lines: c.titled(chat.T(c.flow + ".ask_duration")), Rows: countRows(c.flow+".duration", c.presets)}, nil
}

// countRows are presets with their unit, three in a row.
func countRows(label string, presets []int) [][]chat.Button {
	var rows [][]chat.Button
	for i, n := range presets {
		if i%3 == 0 {
			rows = append(rows, nil)
		}
		b := chat.Button{Label: chat.T(label, chat.Args{"Count": n}), Answer: strconv.Itoa(n)}
		rows[len(rows)-1] = append(rows[len(rows)-1], b)
	}
	return rows
}

func (c creation) takeDuration(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseLasting(a.Value+a.Text, c.unit, c.most)
	if !ok {
		return dialog.Stay(chat.T(c.flow+".bad_duration", chat.Args{"Most": c.most})), nil
	}
	s.Duration = n
	return dialog.To("username"), nil
}

func (c creation) askUsername(_ context.Context, _ *dialog.Turn, s *createSheet) (chat.Screen, error) {
	if s.Proposed == "" {
		s.Proposed = c.Ops.ProposeUsername()
	}
	use := chat.Button{Label: chat.T("trial.use_name", chat.Args{"Name": s.Proposed}), Answer: "use", Style: chat.Primary}
	return chat.Screen{Lines: c.titled(chat.T("trial.ask_username")), Rows: [][]chat.Button{row(use), row(pick("trial.other_name", "other"))}}, nil
}

func (c creation) takeUsername(ctx context.Context, t *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	name, ok := s.Proposed, true
	switch {
	case a.Value == "other":
		s.Proposed = ""
		return dialog.Stay(chat.Text{}), nil
	case a.Typed():
		name, ok = parseUsername(a.Text)
	}
	if !ok {
		return dialog.Stay(chat.T("trial.bad_username")), nil
	}
	free, err := c.Ops.FreeUsername(ctx, t.Input.Place.Chat, name)
	if err != nil {
		return dialog.Next{}, err
	}
	if !free {
		return dialog.Stay(chat.T("trial.taken", chat.Args{"Name": name})), nil
	}
	s.Username = name
	return dialog.To("limit"), nil
}

func (c creation) askLimit(_ context.Context, t *dialog.Turn, _ *createSheet) (chat.Screen, error) {
	lines := c.titled(chat.T("trial.ask_limit"))
	if c.afterward == "do" {
		lines = append(lines, seenByGroup(t)...)
	}
	return chat.Screen{Lines: lines, Rows: countRows("trial.connections", []int{1, 2, 3, 5})}, nil
}

// maxLimit is the most connections that may be asked for.
const maxLimit = 100

func (c creation) takeLimit(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	n, ok := parseCount(a.Value+a.Text, maxLimit)
	if !ok {
		return dialog.Stay(chat.T("trial.bad_limit", chat.Args{"Most": maxLimit})), nil
	}
	s.Limit = n
	s.Password = c.Ops.ProposePassword().Reveal()
	return dialog.To(c.afterward), nil
}

func (c creation) askPassword(context.Context, *dialog.Turn, *createSheet) (chat.Screen, error) {
	return chat.Screen{Lines: c.titled(chat.T("new.ask_password")), Rows: [][]chat.Button{row(pick("new.make_password", "make"))}}, nil
}

func (c creation) takePassword(_ context.Context, _ *dialog.Turn, s *createSheet, a dialog.Answer) (dialog.Next, error) {
	password, ok := c.passwordOf(a)
	if !ok {
		return dialog.Stay(chat.T("password.bad")), nil
	}
	s.Password = password
	return dialog.To("note"), nil
}

func (c creation) do(ctx context.Context, t *dialog.Turn, s *createSheet) (dialog.Next, error) {
	out, err := c.Ops.CreateClient(ctx, t.Act(), resale.NewClient{
		Username: s.Username, Password: s.Password, CategoryID: s.CategoryID, Limit: s.Limit,
		Duration: s.Duration, Kind: c.kind, Note: s.Note, UUID: s.UUID, OwnerID: s.OwnerID,
	})
	return c.conclude(t, out, err)
}
