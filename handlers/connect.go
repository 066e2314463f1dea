package handlers

import (
	"context"
	"regexp"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// ticketLife is how long the link from a group into the private chat works.
const ticketLife = 30 * time.Minute

// keyPattern is one word of a sensible length; panels may change the prefix.
var keyPattern = regexp.MustCompile(`^[A-Za-z0-9_\-.=]{16,200}$`)

type connectSheet struct {
	Provider string `json:"provider,omitempty"`
	BaseURL  string `json:"base_url,omitempty"` // "" for the provider's default
	Either   bool   `json:"either,omitempty"`   // nobody said whether it is https: http may be tried too
	Chat     int64  `json:"chat,omitempty"`     // the group that is being connected, when it is not this chat
	Thread   int    `json:"thread,omitempty"`
}

// connectFlow takes a panel's key. A group's key is taken in private.
func connectFlow(d Deps) dialog.Flow[connectSheet] {
	return dialog.Flow[connectSheet]{
		Name: "connect", Command: true,
		Begin: func(ctx context.Context, t *dialog.Turn, s *connectSheet, args string) (dialog.Next, error) {
			if !t.Input.Private {
				return inviteToPrivate(ctx, d, t)
			}
			switch args {
			case "":
				return dialog.To("panel"), nil
			case ops.Servex, ops.SMM, ops.VPNResellers, ops.XMPlus, ops.WHMDC:
				s.Provider = args
				return s.next(), nil
			}
			ticket, ok, err := t.Ticket(ctx, args)
			if err != nil {
				return dialog.Next{}, err
			}
			switch {
			case !ok || ticket.Kind != "connect" || ticket.Expires.Before(t.Now):
				return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("connect.ticket_over")}, Rows: menuRow()}), nil
			case ticket.Person != t.Input.Person.ID:
				return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("connect.not_yours")}, Rows: menuRow()}), nil
			}
			s.Chat, s.Thread = ticket.Chat, ticket.Thread
			return dialog.To("panel"), nil
		},
		Steps: []dialog.Step[connectSheet]{
			{Name: "panel", Buttons: true, Ask: askPanel, Take: func(_ context.Context, _ *dialog.Turn, s *connectSheet, a dialog.Answer) (dialog.Next, error) {
				s.Provider = a.Value
				return s.next(), nil
			}},
			{Name: "address", Hide: keyNotAddress, Ask: d.askAddress, Take: d.takeAddress},
			{Name: "key", Secret: true, Ask: d.askKey, Take: d.takeKey},
		},
	}
}

func inviteToPrivate(ctx context.Context, d Deps, t *dialog.Turn) (dialog.Next, error) {
	token, err := t.NewTicket(ctx, "connect", "", ticketLife)
	if err != nil {
		return dialog.Next{}, err
	}
	open := chat.Button{Label: chat.T("connect.open_private"), URL: "https://t.me/" + d.BotName + "?start=c" + token}
	return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("connect.in_private")}, Rows: [][]chat.Button{row(open)}}), nil
}

// addressed tells of panels that have addresses of their own.
func (s *connectSheet) addressed() bool {
	return s.Provider == ops.SMM || s.Provider == ops.XMPlus || s.Provider == ops.WHMDC
}

// next is what is asked after the provider.
func (s *connectSheet) next() dialog.Next {
	s.BaseURL, s.Either = "", false
	if s.addressed() {
		return dialog.To("address")
	}
	return dialog.To("key")
}

func askPanel(_ context.Context, _ *dialog.Turn, s *connectSheet) (chat.Screen, error) {
	screen := chat.Screen{Lines: []chat.Text{chat.T("connect.pick")}, Rows: [][]chat.Button{
		row(pick("connect.servex", ops.Servex), pick("connect.smm", ops.SMM)),
		row(pick("connect.vpnresellers", ops.VPNResellers), pick("connect.xmplus", ops.XMPlus)),
		row(pick("connect.whmdc", ops.WHMDC)),
	}}
	if s.Chat != 0 {
		screen.Lines = append(screen.Lines, chat.T("connect.for_group"))
	}
	return screen, nil
}

func (d Deps) askKey(_ context.Context, t *dialog.Turn, s *connectSheet) (chat.Screen, error) {
	switch s.Provider {
	case ops.SMM:
		return askSMMKey(t, s), nil
	case ops.VPNResellers:
		return askVPNKey(t, s), nil
	case ops.XMPlus:
		return d.askXMKey(t, s), nil
	case ops.WHMDC:
		return d.askWHKey(t, s), nil
	}
	if s.Chat == 0 && t.Connected(ops.Servex) {
		return chat.Screen{Lines: []chat.Text{chat.T("connect.replace")}}, nil
	}
	return chat.Screen{Lines: []chat.Text{chat.T("connect.ask_key")}}, nil
}

// takeKey tries the key and stores it in the transaction that says so.
func (d Deps) takeKey(ctx context.Context, t *dialog.Turn, s *connectSheet, a dialog.Answer) (dialog.Next, error) {
	switch {
	case s.Provider != ops.Servex && servexKey(a.Text): // a stranger's panel must not get it
		return dialog.Stay(chat.T("connect.servex_key", chat.Args{"Panel": d.panelName(s)})), nil
	case s.addressed() && isAddress(a.Text):
		return d.takeAddress(ctx, t, s, a)
	}
	text, ok := s.readKey(a.Text)
	if !ok {
		return dialog.Stay(chat.T("connect.bad_key")), nil
	}
	key := secret.New(text)
	account := storage.Account{Chat: t.Input.Place.Chat, Provider: s.Provider, BaseURL: s.BaseURL, By: t.Input.Person.ID, Thread: s.Thread, At: t.Now}
	if s.Chat != 0 {
		account.Chat = s.Chat
	}
	found, err := d.tryEither(ctx, s, &account, key)
	if next, refused := d.refusedKey(t, s, found, err); refused {
		return next, nil
	}
	if err != nil {
		return dialog.Next{}, err
	}
	from, err := d.before(ctx, account, key)
	if err != nil {
		return dialog.Next{}, err
	}
	t.Also(func(tx *storage.Tx) error {
		if err := d.Ops.Connect(tx, account, key); err != nil || from == "" {
			return err
		}
		return d.Ops.GoOnWith(tx, account, from, key)
	})
	return dialog.End(found), nil
}

// before names the panel whose orders the new key goes on with, if any.
func (d Deps) before(ctx context.Context, account storage.Account, key secret.String) (string, error) {
	if account.Provider != ops.SMM {
		return "", nil
	}
	return d.Ops.OwnPanel(ctx, account, key)
}

// try tries a key at its panel and says what it opens.
func (d Deps) try(ctx context.Context, s *connectSheet, account *storage.Account, key secret.String) (chat.Screen, error) {
	switch s.Provider {
	case ops.SMM:
		found, err := d.Ops.CheckSMM(ctx, s.BaseURL, key)
		return foundSMM(found, s.BaseURL, s.Chat != 0), err
	case ops.VPNResellers:
		found, err := d.Ops.CheckVPN(ctx, key)
		return foundVPN(found, s.Chat != 0), err
	case ops.XMPlus:
		found, err := d.Ops.CheckXMPlus(ctx, s.BaseURL, key)
		return d.foundXM(found, s.BaseURL, s.Chat != 0), err
	case ops.WHMDC:
		found, err := d.Ops.CheckWHMDC(ctx, s.BaseURL, key)
		return d.foundWH(found, err, s.BaseURL, s.Chat != 0), err
	}
	found, err := d.Ops.CheckServex(ctx, key)
	account.Admin = found.Admin
	return foundScreen(found, s.Chat != 0), err
}

func menuRow() [][]chat.Button { return [][]chat.Button{row(goTo("button.menu", "menu"))} }
