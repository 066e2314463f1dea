package handlers

import (
	"context"
	"fmt"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// mostServers is how many servers one message shows.
const mostServers = 25

// serversFlow begins a message that shows the servers live for a while.
func serversFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "servers", Command: true, Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, _ *struct{}, _ string) (dialog.Next, error) {
			if !admin(t) {
				return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("servers.admin_only")}, Rows: menuRow()}), nil
			}
			panel, err := d.Ops.Panel(ctx, t.Input.Place.Chat)
			if err != nil {
				return dialog.Next{}, err
			}
			place, lang := t.Input.Place, t.Lang
			// A slot of its own, so that the menu does not take the message's place.
			slot := fmt.Sprintf("servers:%d", t.Input.Update)
			t.Also(func(tx *storage.Tx) error {
				err := tx.Queue(&storage.Outgoing{
					Key: storage.OutKey{Chat: place.Chat, Lane: storage.Alerts}, Thread: place.Thread, Kind: storage.Show, Slot: slot,
					Message: chat.Message{HTML: d.Catalog.Render(lang, []chat.Text{chat.T("servers.asking")})},
				})
				if err != nil {
					return err
				}
				return d.Ops.WatchServers(tx, place, panel, lang, slot)
			})
			return dialog.End(chat.Screen{Lines: []chat.Text{chat.T("servers.below")}, Rows: menuRow()}), nil
		},
	}
}

// ServersShown is how a panel's servers stand.
type ServersShown struct {
	Zone    *time.Location
	Servers []resale.ServerStatus
	Live    bool // the panel is heard
	Over    bool // the message changes no more
	At      time.Time
}

// ServersScreen shows a panel's servers.
func ServersScreen(s ServersShown) chat.Screen {
	screen := chat.Screen{Lines: []chat.Text{chat.T("servers.title")}}
	at := chat.Args{"At": s.At.In(s.Zone).Format("15:04")}
	switch {
	case s.Over && len(s.Servers) == 0:
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("servers.silent"))
	case len(s.Servers) == 0:
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("servers.asking"))
	}
	for _, one := range s.Servers[:min(len(s.Servers), mostServers)] {
		screen.Lines = append(screen.Lines, chat.Text{}, serverTitle(one))
		if one.Online {
			screen.Lines = append(screen.Lines, chat.T("servers.load", chat.Args{
				"CPU": fmt.Sprintf("%.0f", one.CPU), "Memory": fmt.Sprintf("%.0f", one.Memory), "Users": one.OnlineUsers, "Total": one.TotalUsers,
				"Down": fmt.Sprintf("%.1f", one.RecvMbps), "Up": fmt.Sprintf("%.1f", one.SentMbps),
			}))
		}
	}
	if more := len(s.Servers) - mostServers; more > 0 {
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("alert.more", chat.Args{"N": more}))
	}
	switch {
	case s.Over:
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("servers.over", at))
		screen.Rows = [][]chat.Button{row(goTo("servers.again", "servers"), goTo("button.menu", "menu"))}
	case !s.Live && len(s.Servers) > 0:
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("servers.lost", at))
	default:
		screen.Lines = append(screen.Lines, chat.Text{}, chat.T("servers.live", at))
	}
	return screen
}

func serverTitle(s resale.ServerStatus) chat.Text {
	mark := "🔴"
	switch {
	case s.Online && max(s.CPU, s.Memory) > 90:
		mark = "🟡"
	case s.Online:
		mark = "🟢"
	}
	return chat.T("servers.server", chat.Args{"Mark": mark, "Name": shorten(s.Name, 40)})
}
