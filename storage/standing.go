package storage

import "time"

// Standing is how a client stands as the bot last took it for certain.
type Standing struct {
	Username string    `json:"u"`
	Online   bool      `json:"o"`
	At       time.Time `json:"t"`           // since when
	Mass     bool      `json:"m,omitempty"` // went offline together with nearly all others
}

// ServerStanding is how a server stands as chats were told.
type ServerStanding struct {
	ID     string    `json:"id"`
	Name   string    `json:"name"`
	Online bool      `json:"online"`
	At     time.Time `json:"at"`
	Over   []int     `json:"over,omitempty"` // the levels of load that it was told to be over
}

// Watch is what is remembered of a panel's live connection.
type Watch struct {
	Panel string    `json:"panel"`
	Seen  time.Time `json:"seen"`          // until when nothing was missed, to the minute
	Down  time.Time `json:"down,omitzero"` // since when it is told to be unreachable
}

// SaveStanding keeps how a client of a panel stands.
func (tx *Tx) SaveStanding(panel string, s Standing) error {
	s.At = s.At.UTC()
	return save(tx, alertStandings, join([]byte(panel), []byte(s.Username)), s)
}

// Standings gives how a panel's clients stand.
func (tx *Tx) Standings(panel string) ([]Standing, error) {
	keys, err := tx.keysFrom(alertStandings, []byte(panel), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[Standing](tx, alertStandings, keys)
}

// DropStanding forgets a client that is watched no more.
func (tx *Tx) DropStanding(panel, username string) error {
	return tx.drop(alertStandings, join([]byte(panel), []byte(username)))
}

// SaveServer keeps how a server of a panel stands.
func (tx *Tx) SaveServer(panel string, s ServerStanding) error {
	s.At = s.At.UTC()
	return save(tx, alertServers, join([]byte(panel), []byte(s.ID)), s)
}

// Servers gives how a panel's servers stand.
func (tx *Tx) Servers(panel string) ([]ServerStanding, error) {
	keys, err := tx.keysFrom(alertServers, []byte(panel), nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[ServerStanding](tx, alertServers, keys)
}

// SaveWatch keeps what is remembered of a panel's connection.
func (tx *Tx) SaveWatch(w Watch) error {
	w.Seen, w.Down = w.Seen.UTC(), w.Down.UTC()
	return save(tx, alertWatches, []byte(w.Panel), w)
}

// Watch gives what is remembered of a panel's connection.
func (tx *Tx) Watch(panel string) (Watch, error) {
	w, _, err := load[Watch](tx, alertWatches, []byte(panel))
	w.Panel = panel
	return w, err
}

// DropWatch forgets a panel that nobody watches any more: what is seen when
// somebody does again is a new beginning.
func (tx *Tx) DropWatch(panel string) error {
	if err := tx.drop(alertWatches, []byte(panel)); err != nil {
		return err
	}
	for _, b := range []bucket{alertStandings, alertServers} {
		keys, err := tx.keysFrom(b, []byte(panel), nil, 0)
		if err != nil {
			return err
		}
		for _, key := range keys {
			if err := tx.drop(b, key); err != nil {
				return err
			}
		}
	}
	return nil
}

// WatchedPanels lists the panels of which something is remembered.
func (tx *Tx) WatchedPanels() ([]string, error) {
	keys, err := tx.keysFrom(alertWatches, nil, nil, 0)
	if err != nil {
		return nil, err
	}
	var panels []string
	for _, key := range keys {
		panels = append(panels, string(key))
	}
	return panels, nil
}
