package handlers

import (
	"context"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// mostCopy is the longest text that a button puts on the clipboard, in bytes.
const mostCopy = 256

// sendOpenVPN ends with the profile as a file. It holds no secret: the app asks
// for name and password.
func (d Deps) sendOpenVPN(ctx context.Context, t *dialog.Turn, s *configSheet, port int64) (dialog.Next, error) {
	config, err := d.Ops.OpenVPNConfig(ctx, s.panel(t), s.Server, port)
	if err != nil {
		return dialog.Next{}, err
	}
	return s.sent(t, resale.OpenVPN, chat.Screen{File: s.file(resale.OpenVPN, config)}), nil
}

// sendWireGuard ends with the file, and below it the same as a picture that
// another phone scans.
func (d Deps) sendWireGuard(ctx context.Context, t *dialog.Turn, s *configSheet) (dialog.Next, error) {
	config, err := d.Ops.WireGuardConfig(ctx, s.panel(t), s.Server, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	file := chat.Screen{File: s.file(resale.WireGuard, config)}
	var code chat.Screen
	drawn, err := draw(&code, config.Content, "qr")
	switch {
	case err != nil:
		return dialog.Next{}, err
	case !drawn:
		return s.sent(t, resale.WireGuard, file), nil
	}
	file.Lines = []chat.Text{chat.T("vpnconfig.file", s.place(t))}
	return s.beforehand(t, file).sent(t, resale.WireGuard, code), nil
}

// sendVLESS ends with the link, and below it the same as a picture.
func (d Deps) sendVLESS(ctx context.Context, t *dialog.Turn, s *configSheet) (dialog.Next, error) {
	config, err := d.Ops.VLESSConfig(ctx, s.panel(t), s.VLESS, s.ID)
	if err != nil {
		return dialog.Next{}, err
	}
	link := resale.RenameVLESS(config.Content, s.Country+" "+s.Username)
	text := chat.Screen{Lines: []chat.Text{chat.T("vpnconfig.link", chat.Args{"Link": link})}}
	if len(link) <= mostCopy {
		text.Rows = [][]chat.Button{row(chat.Button{Label: chat.T("vpnconfig.copy"), Copy: link})}
	}
	var code chat.Screen
	drawn, err := draw(&code, link, "qr")
	switch {
	case err != nil:
		return dialog.Next{}, err
	case !drawn:
		text.File = s.file(resale.VLESS, resale.VPNConfig{Content: link + "\n"})
		text.Lines = nil // a caption has no room for it
		return s.sent(t, resale.VLESS, text), nil
	}
	return s.beforehand(t, text).sent(t, resale.VLESS, code), nil
}

func (s *configSheet) file(p resale.VPNProtocol, c resale.VPNConfig) *chat.File {
	return &chat.File{Name: resale.ConfigName(p, s.Country, s.Username), Data: []byte(c.Content)}
}

// place names account and place for a sentence.
func (s *configSheet) place(t *dialog.Turn) chat.Args {
	return chat.Args{"Name": shorten(s.Username, 50), "Place": shorten(s.where(t), 80)}
}

// beforehand sends a screen as a message of its own, above the last one.
func (s *configSheet) beforehand(t *dialog.Turn, screen chat.Screen) *configSheet {
	n := dialog.Notice{
		Place: t.Input.Place, Lane: storage.Replies, Reader: t.Input.Person.ID, Lang: t.Lang, Person: t.Input.Person.ID,
		Screen: func(string, *time.Location) chat.Screen { return screen },
	}
	t.Also(func(tx *storage.Tx) error { return t.Tell(tx, n) })
	return s
}

// sent is the last screen: what it is, what to mind, and the ways to install it.
func (s *configSheet) sent(t *dialog.Turn, p resale.VPNProtocol, screen chat.Screen) dialog.Next {
	screen.Lines = append(screen.Lines, chat.T("vpnconfig.sent_"+string(p), s.place(t)), chat.Text{}, chat.T("vpnconfig.mind_"+string(p), s.place(t)))
	screen.Rows = append(screen.Rows, installRows(p)...)
	if p == resale.OpenVPN && s.Seller != 0 {
		screen.Rows = append(screen.Rows, row(goTo("my.again", linkTarget("my again", s.link(t)))))
	}
	screen.Rows = append(screen.Rows, s.waysOn(t)...)
	return dialog.End(screen).Keep()
}

// waysOn lead from what was sent to another place, and to whose it is.
func (s *configSheet) waysOn(t *dialog.Turn) [][]chat.Button {
	if s.Seller != 0 {
		key := s.link(t)
		return [][]chat.Button{row(goTo("vpnconfig.another", linkTarget("myconfig", key))), row(goTo("my.open", linkTarget("my", key)))}
	}
	return [][]chat.Button{
		row(goTo("vpnconfig.another", "vpnconfig "+number(s.ID))),
		row(goTo("account.open", "account "+number(s.ID)), goTo("button.menu", "menu")),
	}
}
