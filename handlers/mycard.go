package handlers

import (
	"context"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// answeredLink reads the link that a list's button stands for.
func answeredLink(a dialog.Answer, t *dialog.Turn) (storage.LinkKey, bool) {
	rest, ok := strings.CutPrefix(a.Value, "open ")
	if !ok {
		return storage.LinkKey{}, false
	}
	return readLink(rest, t.Input.Person.ID)
}

func (d Deps) askMyCard(ctx context.Context, t *dialog.Turn, s *mySheet) (chat.Screen, error) {
	a, ok, err := d.Ops.Access(ctx, s.key(t))
	switch {
	case err != nil:
		return chat.Screen{}, err
	case !ok:
		return notMine(), nil
	}
	screen := chat.Screen{Lines: []chat.Text{
		accessTitle(t, a), d.until(t, a.Expires),
	}}
	if !a.Gone.IsZero() {
		screen.Lines[1] = chat.T("my.is_gone")
	}
	if paused(a, t.Now) {
		screen.Lines = append(screen.Lines, chat.T("my.paused"))
	}
	if a.Asked {
		screen.Lines = append(screen.Lines, chat.T("my.asked"))
	}
	screen.Rows = append(myCardRows(a, t.Now), row(pick("my.stop", "stop")), row(goTo("button.menu", "menu")))
	return screen, nil
}

// myCardRows are what a customer can do with an access: use it, or when it is
// over go on with it.
func myCardRows(a ops.Access, now time.Time) [][]chat.Button {
	over := !a.Gone.IsZero() || !a.Expires.IsZero() && !a.Expires.After(now)
	ask := goTo("my.ask", linkTarget("ask", a.Key()))
	if a.Asked {
		ask.Label = chat.T("my.add_receipt")
	} else if over || paused(a, now) {
		ask.Style = chat.Primary
	}
	var rows [][]chat.Button
	if a.Gone.IsZero() && !paused(a, now) {
		again := pick("my.again", "again")
		if a.Provider == ops.VPNResellers {
			setUp := goTo("my.set_up", linkTarget("myconfig", a.Key()))
			if !over {
				setUp.Style = chat.Primary
			}
			rows = append(rows, row(setUp))
		} else if !over {
			again.Style = chat.Primary
		}
		rows = append(rows, row(again))
	}
	if !a.Asked || !a.Receipt {
		rows = append(rows, row(ask))
	}
	return rows
}

func (d Deps) takeMyCard(ctx context.Context, t *dialog.Turn, s *mySheet, a dialog.Answer) (dialog.Next, error) {
	if a.Value == "stop" {
		return dialog.To("stop"), nil
	}
	next, why, err := d.showAgain(ctx, t, s)
	if why.Key != "" {
		return dialog.Stay(why), nil
	}
	return next, err
}

// showAgain ends with user and password, or says why it cannot show them.
func (d Deps) showAgain(ctx context.Context, t *dialog.Turn, s *mySheet) (next dialog.Next, why chat.Text, err error) {
	h, err := d.handedAgain(ctx, t, s.key(t))
	switch {
	case resale.CodeOf(err) == resale.NotFound:
		return next, chat.T("my.gone_now"), nil
	case passing(err):
		t.Log.Warn("read access of a customer", "chat", s.Chat, "err", err)
		return next, chat.T("my.later"), nil
	case err != nil:
		return next, why, err
	}
	lines := append([]chat.Text{chat.T("my.data"), {}}, d.handedLines(h, t.Lang, t.Zone)...)
	return dialog.End(chat.Screen{Lines: lines, Rows: h.rows(), Protect: true}).Keep(), why, nil
}

// handedAgain reads what a customer was given, as it is now.
func (d Deps) handedAgain(ctx context.Context, t *dialog.Turn, key storage.LinkKey) (handed, error) {
	h := handed{Key: key}
	claim, claimed, err := d.Ops.ClaimOfLink(ctx, key)
	if err != nil {
		return h, err
	}
	if key.Provider == ops.VPNResellers {
		account, err := d.Ops.AccessAccount(ctx, key)
		h.Username, h.Until = account.Username, account.Expires
		if err != nil || !claimed {
			return h, err
		}
		h.Password, err = d.stillGood(ctx, t, claim, account)
		return h, err
	}
	client, err := d.Ops.AccessClient(ctx, key)
	h.Username, h.Limit, h.Until = client.Username, client.Limit, client.Expires
	if claimed {
		h.Password = claim.Password // the panel gives none back
	}
	return h, err
}

// stillGood gives the password of a claim unless it was changed since.
func (d Deps) stillGood(ctx context.Context, t *dialog.Turn, c storage.Claim, a resale.VPNAccount) (string, error) {
	good, err := d.Ops.ValidateVPN(ctx, c.Chat, a.ID, a.Username, c.Password)
	switch {
	case passing(err): // better to show it than to say that there is none
		t.Log.Warn("check password of a customer", "chat", c.Chat, "err", err)
		return c.Password, nil
	case err != nil || !good:
		return "", err
	}
	return c.Password, nil
}

func (d Deps) askStop(ctx context.Context, t *dialog.Turn, s *mySheet) (chat.Screen, error) {
	a, ok, err := d.Ops.Access(ctx, s.key(t))
	if err != nil {
		return chat.Screen{}, err
	}
	if !ok {
		return notMine(), nil
	}
	yes := pick("my.stop_yes", "yes")
	yes.Style = chat.Danger
	return chat.Screen{
		Lines: []chat.Text{chat.T("my.ask_stop", chat.Args{"Name": shorten(a.Username, 60)})},
		Rows:  [][]chat.Button{row(yes)},
	}, nil
}

func takeStop(_ context.Context, t *dialog.Turn, s *mySheet, _ dialog.Answer) (dialog.Next, error) {
	key := s.key(t)
	t.Also(func(tx *storage.Tx) (err error) {
		now := key
		if now.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		return ops.Unlink(tx, now)
	})
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("my.stopped")}, Rows: menuRow()}), nil
}
