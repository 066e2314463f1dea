package handlers

import (
	"context"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
)

// accountSheet names the account that a conversation is about.
type accountSheet struct {
	ID       int64     `json:"id"`
	Username string    `json:"username"`
	From     string    `json:"from,omitempty"` // where in the list the card was opened
	Off      bool      `json:"off,omitempty"`  // it cannot connect now
	Expires  time.Time `json:"expires,omitzero"`
	Until    time.Time `json:"until,omitzero"` // the end that is asked for; zero: it renews itself
	Days     int       `json:"days,omitempty"` // to be added
	Password string    `json:"password,omitempty"`
}

func number(id int64) string { return strconv.FormatInt(id, 10) }

// target is a conversation about the account, which knows the way back.
func (s accountSheet) target(flow string) string {
	target := flow + " " + number(s.ID)
	if s.From != "" {
		target += " from " + s.From
	}
	return target
}

// card is the way back to the account's card.
func (s accountSheet) card() string { return s.target("account") }

func (s accountSheet) name() chat.Args { return chat.Args{"Name": shorten(s.Username, 50)} }

// aboutAccount begins a flow that is about one account, "<id>" with "from
// <place>" behind it; without a readable one it leads to the list.
func (d Deps) aboutAccount(step string) func(context.Context, *dialog.Turn, *accountSheet, string) (dialog.Next, error) {
	return func(ctx context.Context, t *dialog.Turn, s *accountSheet, args string) (dialog.Next, error) {
		id, from, _ := strings.Cut(args, " from ")
		n, err := strconv.ParseInt(id, 10, 64)
		if err != nil {
			return dialog.Go("accounts"), nil
		}
		a, err := d.Ops.VPNAccount(ctx, t.Input.Place.Chat, n)
		switch {
		case resale.CodeOf(err) == resale.NotFound:
			t.Note(chat.T("account.gone"))
			return dialog.Go(strings.TrimSpace("accounts " + from)), nil
		case err != nil:
			return dialog.Next{}, err
		}
		*s = accountSheet{ID: n, Username: a.Username, From: from, Off: !a.Active, Expires: a.Expires}
		return dialog.To(step), nil
	}
}

// accountStep is a flow about one account: what is asked, and then done.
func (d Deps) accountStep(name, first string, steps ...dialog.Step[accountSheet]) dialog.Flow[accountSheet] {
	return dialog.Flow[accountSheet]{Name: name, Needs: ops.VPNResellers, Begin: d.aboutAccount(first), Away: accountSheet.card, Steps: steps}
}

// doAccount is the step that acts.
func (d Deps) doAccount(act func(context.Context, ops.Act, accountSheet) (ops.Outcome, error)) dialog.Step[accountSheet] {
	return dialog.Step[accountSheet]{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *accountSheet) (dialog.Next, error) {
		out, err := act(ctx, t.Act(), *s)
		return d.conclude(t, out, err)
	}}
}

// accountFlow is the card of one account.
func accountFlow(d Deps) dialog.Flow[accountSheet] {
	f := d.accountStep("account", "card", dialog.Step[accountSheet]{Name: "card", Buttons: true, Ask: d.askAccount, Take: takeAccount})
	f.Home = true
	return f
}

func (d Deps) askAccount(ctx context.Context, t *dialog.Turn, s *accountSheet) (chat.Screen, error) {
	a, err := d.Ops.VPNAccount(ctx, t.Input.Place.Chat, s.ID)
	if err != nil {
		return chat.Screen{}, err
	}
	config := pick("vpnconfig.get", "vpnconfig")
	config.Style = chat.Primary
	toggle := pick("account.disable", "accountstate")
	if !a.Active {
		toggle = pick("account.enable", "accountstate")
	}
	remove := pick("client.delete", "accountdelete")
	remove.Style = chat.Danger
	var renew []chat.Button
	if !a.RenewsItself() {
		renew = row(pick("client.renew", "accountrenew"))
	}
	return chat.Screen{
		Lines: d.accountLines(t, a),
		Rows: [][]chat.Button{
			row(config),
			renew,
			row(pick("account.change_end", "accountend"), toggle),
			row(pick("client.password", "accountpassword")),
			row(pick("account.check_password", "accountcheck")),
			row(pick("linkclient.open", "linkaccount")),
			row(remove, pick("button.refresh", "refresh")),
			row(pick("client.to_list", "list"), goTo("button.menu", "menu")),
		},
	}, nil
}

func takeAccount(_ context.Context, _ *dialog.Turn, s *accountSheet, a dialog.Answer) (dialog.Next, error) {
	switch a.Value {
	case "refresh":
		return dialog.Stay(chat.Text{}), nil
	case "list":
		return dialog.Go(strings.TrimSpace("accounts " + s.From)), nil
	}
	return dialog.Go(s.target(a.Value)), nil
}
