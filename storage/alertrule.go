package storage

import (
	"slices"
	"strings"
	"time"
)

// AlertRule says what a chat wants to hear about live, where and when.
type AlertRule struct {
	Chat       int64     `json:"chat"`
	Thread     int       `json:"thread,omitempty"` // where it was asked for
	Lang       string    `json:"lang,omitempty"`
	Provider   string    `json:"provider"`
	Panel      string    `json:"panel"` // of the account, see PanelOf
	On         bool      `json:"on"`
	Online     bool      `json:"online,omitempty"`
	Offline    bool      `json:"offline,omitempty"`
	Categories []int64   `json:"categories,omitempty"` // only their clients; with Clients empty too: all
	Clients    []string  `json:"clients,omitempty"`    // only these, in lower case
	Servers    bool      `json:"servers,omitempty"`    // admin keys
	Commands   bool      `json:"commands,omitempty"`   // admin keys
	Load       int       `json:"load,omitempty"`       // percent over which a server's load is told
	Muted      time.Time `json:"muted,omitzero"`       // nothing is told until then, nor made up for
	QuietFrom  int       `json:"quiet_from,omitempty"` // hours of the chat's day; equal: never quiet
	QuietTo    int       `json:"quiet_to,omitempty"`
}

// Wants tells whether the rule is about a client.
func (r AlertRule) Wants(username string, category int64) bool {
	if len(r.Categories) == 0 && len(r.Clients) == 0 {
		return true
	}
	return slices.Contains(r.Categories, category) || slices.Contains(r.Clients, strings.ToLower(username))
}

// QuietUntil gives when the quiet hours that now falls into end, zero when it
// falls into none. What happens meanwhile is told then.
func (r AlertRule) QuietUntil(now time.Time, zone *time.Location) time.Time {
	local := now.In(zone)
	hour := local.Hour()
	quiet := r.QuietFrom <= hour && hour < r.QuietTo
	if r.QuietFrom > r.QuietTo {
		quiet = hour >= r.QuietFrom || hour < r.QuietTo
	}
	if !quiet {
		return time.Time{}
	}
	y, m, d := local.Date()
	if hour >= r.QuietTo {
		d++
	}
	return time.Date(y, m, d, r.QuietTo, 0, 0, 0, zone).UTC()
}

func panelChat(panel string, chat int64) []byte { return join([]byte(panel), intKey(chat)) }

// AlertRule gives a chat's rule, and whether it has one.
func (tx *Tx) AlertRule(chat int64) (AlertRule, bool, error) {
	return load[AlertRule](tx, alertRules, intKey(chat))
}

// SaveAlertRule keeps a chat's rule, in the place of a former one.
func (tx *Tx) SaveAlertRule(r AlertRule) error {
	if err := tx.dropRule(r.Chat); err != nil {
		return err
	}
	r.Muted = r.Muted.UTC()
	if r.On {
		if err := tx.mark(alertPanels, panelChat(r.Panel, r.Chat)); err != nil {
			return err
		}
	}
	return save(tx, alertRules, intKey(r.Chat), r)
}

func (tx *Tx) dropRule(chat int64) error {
	old, found, err := tx.AlertRule(chat)
	if err != nil || !found {
		return err
	}
	if err := tx.drop(alertPanels, panelChat(old.Panel, chat)); err != nil {
		return err
	}
	return tx.drop(alertRules, intKey(chat))
}

// DropAlerts forgets a chat's rule and what waits to be told there.
func (tx *Tx) DropAlerts(chat int64) error {
	if err := tx.dropRule(chat); err != nil {
		return err
	}
	if _, err := tx.takeEvents(chat); err != nil {
		return err
	}
	return tx.dropQueue(chat)
}

// AlertRulesOf gives the rules that are on for a panel.
func (tx *Tx) AlertRulesOf(panel string) ([]AlertRule, error) {
	keys, err := tx.keysFrom(alertPanels, []byte(panel), nil, 0)
	if err != nil {
		return nil, err
	}
	chats := make([][]byte, 0, len(keys))
	for _, key := range keys {
		chats = append(chats, key[len(panel):])
	}
	return loadAll[AlertRule](tx, alertRules, chats)
}

// AlertPanels lists the panels that any rule is on for.
func (tx *Tx) AlertPanels() ([]string, error) {
	keys, err := tx.keysFrom(alertPanels, nil, nil, 0)
	if err != nil {
		return nil, err
	}
	var panels []string
	for _, key := range keys {
		panel := string(key[:len(key)-8])
		if len(panels) == 0 || panels[len(panels)-1] != panel {
			panels = append(panels, panel)
		}
	}
	return panels, nil
}

// followAccount moves a chat's rule to the panel that its account opens now.
func (tx *Tx) followAccount(a Account) error {
	r, found, err := tx.AlertRule(a.Chat)
	if err != nil || !found || r.Provider != a.Provider || r.Panel == a.Panel {
		return err
	}
	if err := tx.SaveAlertRule(AlertRule{Chat: r.Chat, Provider: r.Provider}); err != nil {
		return err
	}
	r.Panel, r.Categories, r.Clients = a.Panel, nil, nil // they meant the other panel's
	if !a.Admin {
		r.Servers, r.Commands = false, false
	}
	return tx.SaveAlertRule(r)
}

func (tx *Tx) migrateAlerts(from, to int64) error {
	r, found, err := tx.AlertRule(from)
	if err != nil {
		return err
	}
	if found {
		if _, there, err := tx.AlertRule(to); err != nil {
			return err
		} else if !there {
			r.Chat = to
			if err := tx.SaveAlertRule(r); err != nil {
				return err
			}
		}
	}
	events, err := tx.takeEvents(from)
	if err != nil {
		return err
	}
	if len(events) > 0 {
		if err := tx.AddEvents(to, tx.now(), events); err != nil {
			return err
		}
	}
	return tx.DropAlerts(from)
}
