package handlers

import (
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// handed is what a customer needs to connect.
type handed struct {
	Key      storage.LinkKey
	Username string
	Password string    // "" when it is not known
	Limit    int       // connections at the same time; 0: not known
	Until    time.Time // zero: not known
}

// lines say it in few words, with what to do next below.
func (d Deps) handedLines(h handed, lang string, zone *time.Location) []chat.Text {
	lines := []chat.Text{chat.T("trial.user", chat.Args{"Value": h.Username})}
	if h.Password == "" {
		lines = append(lines, chat.T("handed.no_password"))
	} else {
		lines = append(lines, chat.T("trial.password", chat.Args{"Value": h.Password}))
	}
	if h.Limit > 0 {
		lines = append(lines, chat.T("trial.limit", chat.Args{"Count": h.Limit}))
	}
	if !h.Until.IsZero() {
		lines = append(lines, chat.T("trial.until", chat.Args{"Date": d.Catalog.Moment(lang, h.Until, zone), "Zone": zone.String()}))
	}
	return append(lines, chat.Text{}, chat.T("handed.how_"+h.Key.Provider))
}

// rows copy it, for nobody types a password twice, and lead on.
func (h handed) rows() [][]chat.Button {
	rows := [][]chat.Button{row(chat.Button{Label: chat.T("trial.copy_user"), Copy: h.Username})}
	if h.Password != "" {
		rows = append(rows, row(chat.Button{Label: chat.T("trial.copy_password"), Copy: h.Password}))
	}
	if h.Key.Provider == ops.VPNResellers {
		setUp := goTo("handed.choose", linkTarget("myconfig", h.Key))
		setUp.Style = chat.Primary
		rows = append(rows, row(setUp))
	}
	return append(rows, row(goTo("my.open", linkTarget("my", h.Key))))
}
