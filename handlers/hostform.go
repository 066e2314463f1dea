package handlers

import (
	"context"
	"encoding/json"
	"slices"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// hostAnswer is what a field is to be.
type hostAnswer struct {
	Text  string   `json:"text,omitempty"`  // as it is written: a day as 2006-01-02, money with a point, a reference as an id
	Shown string   `json:"shown,omitempty"` // of a reference: what it is called; of money: its currency, if known
	List  []string `json:"list,omitempty"`
}

func (a hostAnswer) empty() bool { return a.Text == "" && len(a.List) == 0 }

func (a hostAnswer) same(b hostAnswer) bool { return a.Text == b.Text && slices.Equal(a.List, b.List) }

// rawValue is a field as the panel writes it.
type rawValue = json.RawMessage

// hostFormSheet is a record that is being made or changed.
type hostFormSheet struct {
	hostSheet
	hostLines
	Field   string                `json:"field,omitempty"` // of a change: the one that is changed
	Answers map[string]hostAnswer `json:"answers,omitempty"`
	Now     hostAnswer            `json:"now,omitzero"`      // of a change: as it is
	Shown   map[string]rawValue   `json:"shown,omitempty"`   // and as the panel writes that, and what it costs beside the billing cycle
	Spelt   map[string]string     `json:"spelt,omitempty"`   // how the panel spells the fields
	Prices  []resale.HostPrice    `json:"prices,omitempty"`  // of a service: those of its product
	Units   []string              `json:"units,omitempty"`   // of a new record: the currencies that the panel was seen to have
	Own     string                `json:"own,omitempty"`     // of a new invoice: the one that its customer is billed in
	Unit    string                `json:"unit,omitempty"`    // of a change: what the record's amounts are in
	Cost    hostAnswer            `json:"cost,omitzero"`     // of a change of the billing cycle: what is paid now
	Open    bool                  `json:"open,omitempty"`    // of a change: an invoice that waits for its money
	InUnit  bool                  `json:"in_unit,omitempty"` // the panel's records of this kind say what they are in
	Odd     string                `json:"odd,omitempty"`     // a word that nobody here knows: typed twice, it is the panel's
	Page    int                   `json:"page,omitempty"`    // of what is picked from
	Search  string                `json:"search,omitempty"`  // there
	Offered []string              `json:"offered,omitempty"` // of words: those that are in use at the panel
	Doubt   []string              `json:"doubt,omitempty"`   // of words: those typed that nobody knows
	Key     resale.KeyLikeness    `json:"key,omitempty"`     // of a change of an API key: whether it is the one in use
	Today   string                `json:"today,omitempty"`   // of a change: the day on which it was begun
}

// changes tells a change from a new record.
func (s *hostFormSheet) changes() bool { return s.ID != "" }

// hostNewFlow makes a record: "hostnew <letter>", and the id of the customer it
// is for, with where their card was opened behind it.
func hostNewFlow(d Deps) dialog.Flow[hostFormSheet] {
	return dialog.Flow[hostFormSheet]{
		Name: "hostnew", Needs: ops.WHMDC, Begin: d.beginHostNew, Steps: d.hostFormSteps(),
		Away:  func(s hostFormSheet) string { return s.list() },
		Title: func(s hostFormSheet) chat.Text { return chat.T("hostnew.title_" + string(s.K)) },
	}
}

// hostEditFlow changes one field of a record.
func hostEditFlow(d Deps) dialog.Flow[hostFormSheet] {
	steps := []dialog.Step[hostFormSheet]{{Name: "field", Buttons: true, Ask: d.askHostField, Take: d.takeHostField}}
	return dialog.Flow[hostFormSheet]{
		Name: "hostedit", Needs: ops.WHMDC, Begin: d.beginHostEdit, Steps: append(steps, d.hostFormSteps()...),
		Away: func(s hostFormSheet) string { return s.card() },
		Title: func(s hostFormSheet) chat.Text {
			f, _ := hostFieldOf(s.K, s.Field)
			return chat.T("hostnew.field_of", chat.Args{"Field": hostFieldName(f), "Name": shorten(s.Name, 60)})
		},
	}
}

// hostFormSteps are a step for each question, so that Back leads through them.
func (d Deps) hostFormSteps() []dialog.Step[hostFormSheet] {
	type step = dialog.Step[hostFormSheet]
	var steps []step
	for _, f := range questionedFields() {
		hidden := f.form == hiddenForm
		steps = append(steps, step{
			Name: f.name, Secret: hidden, Password: hidden, Ask: d.hostQuestion(f.name), Take: d.hostReply(f.name), Given: d.hostGiven(f.name),
		})
	}
	return append(append(steps, hostLineSteps()...),
		step{Name: "sure", Sure: true, Ask: d.askOwnKey, Take: takeOwnKey},
		step{Name: "confirm", Buttons: true, Ask: d.confirmHost, Take: takeHostConfirm},
		step{Name: "do", Do: d.doHostForm},
	)
}

func (d Deps) beginHostNew(ctx context.Context, t *dialog.Turn, s *hostFormSheet, args string) (dialog.Next, error) {
	args, from, _ := strings.Cut(args, " from ")
	letter, customer, _ := strings.Cut(args, " ")
	if s.K = hostKind(letter); !s.K.made() || !s.K.known() {
		return dialog.Go("billing"), nil
	}
	s.Answers = map[string]hostAnswer{}
	// One record shows how the panel spells its fields. Without one the
	// documentation counts.
	page, err := d.Ops.HostList(ctx, t.Input.Place.Chat, s.K.record(), ops.HostQuery{Page: 1, PerPage: listPage})
	switch {
	case resale.CodeOf(err) == resale.Unauthorized || resale.CodeOf(err) == resale.NotConnected:
		return dialog.Next{}, err
	case err != nil:
		t.Log.Warn("look how the panel spells fields", "kind", s.K.record(), "err", err)
	case len(page.Records) > 0:
		s.spell(page.Records[0])
		s.InUnit = slices.ContainsFunc(page.Records, func(r resale.Record) bool { return r.Text("currency", "currency_code") != "" })
	}
	s.Units = d.unitsSeen(ctx, t, s.K, page.Records)
	if f, asked := hostFieldOf(s.K, "client_id"); asked && f.ask == must && customer != "" {
		r, err := d.Ops.HostGet(ctx, t.Input.Place.Chat, resale.Customers, customer)
		if err != nil {
			return dialog.Next{}, err
		}
		s.Answers[f.name] = hostAnswer{Text: r.ID, Shown: shorten(openly(t, r.Label()), 60)}
		s.From = strings.TrimSpace(fromCustomer + r.ID + " " + from)
		d.billedIn(ctx, t, s, r.ID)
		return s.after(f.name), nil
	}
	return dialog.To(askedFields(s.K)[0].name), nil
}

// spell notes how the panel spells the fields of the kind.
func (s *hostFormSheet) spell(seen resale.Record) {
	s.Spelt = map[string]string{}
	for _, f := range hostFields(s.K) {
		if name := f.spelling(seen); name != f.name {
			s.Spelt[f.name] = name
		}
	}
}

// spelling is how the panel spells a field.
func (s *hostFormSheet) spelling(f hostField) string { return or(s.Spelt[f.name], f.name) }

// after is the step that follows a question.
func (s *hostFormSheet) after(name string) dialog.Next {
	s.Page, s.Search, s.Offered, s.Doubt = 1, "", nil, nil
	switch {
	case s.locksOut():
		return dialog.To("sure")
	case s.changes():
		return dialog.To("confirm")
	}
	fields := askedFields(s.K)
	i := slices.IndexFunc(fields, func(f hostField) bool { return f.name == name })
	if i+1 < len(fields) && fields[i+1].form == unitForm && s.settledUnit() {
		return s.after(fields[i+1].name)
	}
	switch {
	case i+1 >= len(fields):
		return dialog.To("confirm")
	case fields[i+1].form == linesForm && len(s.Lines) == 0:
		return dialog.To("line_text")
	}
	return dialog.To(fields[i+1].name)
}
