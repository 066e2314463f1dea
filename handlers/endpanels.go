package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// ofPanel says whose clients or accounts a conversation is about; those that
// began before there were accounts are about Servex.
type ofPanel struct {
	Provider string `json:"provider,omitempty"`
}

func (p ofPanel) provider() string { return or(p.Provider, ops.Servex) }

// hosting tells that it is about the invoices of a hosting panel.
func (p ofPanel) hosting() bool { return p.Provider == ops.WHMDC }

// vpn tells that it is about accounts.
func (p ofPanel) vpn() bool { return p.Provider == ops.VPNResellers }

// endPanels are those of the chat's providers whose clients or accounts end, and
// can be given away for a while.
func endPanels(t *dialog.Turn) []string { return connected(t, ops.Servex, ops.VPNResellers) }

// warnedPanels are those that a chat gets a daily message about.
func warnedPanels(t *dialog.Turn) []string {
	return connected(t, ops.Servex, ops.VPNResellers, ops.WHMDC)
}

// connected gives those of the providers that the chat has.
func connected(t *dialog.Turn, providers ...string) (have []string) {
	for _, provider := range providers {
		if t.Connected(provider) {
			have = append(have, provider)
		}
	}
	return have
}

// connectFirst leads who lacks a panel to where it is connected.
func connectFirst(t *dialog.Turn) dialog.Next {
	t.Note(chat.T("dialog.connect_first"))
	return dialog.Go("connect")
}

// about takes the provider that a button names ("of servex ana"), or the only
// one, and gives what else was said. Without either it is false, and the person
// is to be asked.
func (p *ofPanel) about(t *dialog.Turn, args string) (rest string, ok bool) {
	return p.among(endPanels(t), args)
}

// among is about, for other panels than those whose clients end.
func (p *ofPanel) among(have []string, args string) (rest string, ok bool) {
	if named, found := strings.CutPrefix(args, "of "); found {
		provider, rest, _ := strings.Cut(named, " ")
		for _, one := range have {
			if one == provider {
				p.Provider = provider
				return rest, true
			}
		}
	}
	if len(have) == 1 {
		p.Provider = have[0]
	}
	return args, len(have) == 1
}

// askEndPanel asks which of the panels is meant whose clients or accounts end.
func askEndPanel[S any](question string) func(context.Context, *dialog.Turn, *S) (chat.Screen, error) {
	return askPanelOf[S](question, endPanels)
}

// askPanelOf asks which of some of the chat's panels is meant.
func askPanelOf[S any](question string, panels func(*dialog.Turn) []string) func(context.Context, *dialog.Turn, *S) (chat.Screen, error) {
	return func(_ context.Context, t *dialog.Turn, _ *S) (chat.Screen, error) {
		s := chat.Screen{Lines: []chat.Text{chat.T(question)}}
		for _, provider := range panels(t) {
			s.Rows = append(s.Rows, row(pick("connect."+provider, provider)))
		}
		return s, nil
	}
}

// worded gives the key of a sentence about clients or, where those of
// VPNresellers are meant, the one about accounts.
func worded(provider, key string) string {
	if provider != ops.VPNResellers {
		return key
	}
	section, name, _ := strings.Cut(key, ".")
	return section + ".vpn_" + name
}

// named is the provider's name, where a chat has several; else nothing.
func named(several bool, provider string) chat.Text {
	if !several {
		return chat.Text{}
	}
	return panelName(provider)
}
