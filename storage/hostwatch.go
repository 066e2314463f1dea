package storage

import (
	"maps"
	"slices"
	"time"

	"resellerbot/internal/resale"
)

// hostProvider is the provider whose panels a HostWatch is about.
const hostProvider = "whmdc"

// HostWatch says what a chat wants to hear about its hosting panel, and how far
// the reading of the panel is. There is one for a chat.
type HostWatch struct {
	Chat    int64  `json:"chat"`
	Thread  int    `json:"thread,omitempty"` // where it was asked for
	By      int64  `json:"by,omitempty"`     // who asked
	Lang    string `json:"lang,omitempty"`
	Panel   string `json:"panel"` // of the account, see PanelOf
	BaseURL string `json:"base_url"`

	On        bool      `json:"on"`
	Kinds     []string  `json:"kinds"` // the events that are told: "invoice.paid"
	QuietFrom int       `json:"quiet_from,omitempty"`
	QuietTo   int       `json:"quiet_to,omitempty"` // hours of the chat's day; equal: never quiet
	Muted     time.Time `json:"muted,omitzero"`     // nothing is told until then, nor made up for
	Since     time.Time `json:"since,omitzero"`     // on since then: what was before is no news

	Hook  HostHook  `json:"hook,omitzero"`
	Sweep HostSweep `json:"sweep,omitzero"`

	Trouble HostTrouble `json:"trouble,omitzero"`

	Due     time.Time `json:"due,omitzero"`     // when news are told; zero: nothing waits
	Last    time.Time `json:"last,omitzero"`    // when something was told last
	Rest    int       `json:"rest,omitempty"`   // seconds of silence after that
	Pending int       `json:"pending,omitzero"` // news that wait to be told

	Tidied time.Time `json:"tidied,omitzero"` // when what was seen was gone through last, see Trim
	Tidy   []byte    `json:"tidy,omitempty"`  // where that goes on; nil: from the start
}

// HostHook is the webhook by which a panel tells what happens.
type HostHook struct {
	Token  string      `json:"token,omitempty"`  // what the bot's own address of it ends in
	URL    string      `json:"url,omitempty"`    // that address
	Secret string      `json:"secret,omitempty"` // what the panel signs with; "" until it is registered
	Remote string      `json:"remote,omitempty"` // its id at the panel; "" until it is registered
	Since  time.Time   `json:"since,omitzero"`   // registered; zero: it is not
	Heard  time.Time   `json:"heard,omitzero"`   // about when the last one came
	Missed time.Time   `json:"missed,omitzero"`  // when the lists showed last what no webhook had told
	Next   time.Time   `json:"next,omitzero"`    // when it is put right at the panel; zero: it is as it should be
	Tries  int         `json:"tries,omitempty"`  // that failed
	Code   resale.Code `json:"code,omitempty"`   // why it could not be registered
	Late   int         `json:"late,omitempty"`   // calls since the last good one that were refused for their time
	Odd    int         `json:"odd,omitempty"`    // signed calls that tell nothing that is known
	Gone   bool        `json:"gone,omitempty"`   // somebody deleted it from the chat: it is made again when they ask for it
}

// HostSweep is how far the panel's lists are read.
type HostSweep struct {
	Next   time.Time                 `json:"next,omitzero"` // when it goes on; zero: never
	Begun  time.Time                 `json:"begun,omitzero"`
	Pages  map[resale.RecordKind]int `json:"pages,omitempty"`  // read of each kind; -1: all of them
	Based  bool                      `json:"based,omitempty"`  // all was read once: from then on what is new is news
	Ended  time.Time                 `json:"ended,omitzero"`   // when all was read last
	Print  string                    `json:"print,omitempty"`  // of the last page: the same one again is the end
	Barred []resale.RecordKind       `json:"barred,omitempty"` // kinds that the key may not list
	Blind  []resale.RecordKind       `json:"blind,omitempty"`  // kinds that were never read, though Based: what they show first is no news
}

// Read notes that a page of a kind was read, and whether it was the last.
func (s HostSweep) Read(kind resale.RecordKind, page int, last bool) HostSweep {
	if last {
		page = -1
	}
	s.Pages = maps.Clone(s.Pages)
	if s.Pages == nil {
		s.Pages = map[resale.RecordKind]int{}
	}
	s.Pages[kind] = page
	return s
}

// Refuse notes that a kind cannot be read.
func (s HostSweep) Refuse(kind resale.RecordKind) HostSweep {
	s = s.Read(kind, 0, true)
	s.Barred = append(slices.Clone(s.Barred), kind)
	return s
}

// Over is where a reading that has come to its end is begun anew.
func (s HostSweep) Over(now time.Time) HostSweep {
	blind := s.Barred
	if s.Based {
		blind = slices.DeleteFunc(slices.Clone(s.Blind), func(kind resale.RecordKind) bool { return !slices.Contains(s.Barred, kind) })
	}
	return HostSweep{Based: true, Blind: blind, Ended: now}
}

// Troubles of a HostWatch.
const (
	HostRefused = "refused" // the panel refuses the key
	HostUnseen  = "unseen"  // nothing answers, or nothing that can be understood
	HostMoved   = "moved"   // another panel was connected, so that the alerts are off
)

// HostTrouble is why a panel cannot be seen.
type HostTrouble struct {
	Kind  string    `json:"kind,omitempty"`
	Since time.Time `json:"since,omitzero"`
	Told  bool      `json:"told,omitempty"`
	Over  bool      `json:"over,omitempty"` // it is, and the chat is to be told so
}

// Wants tells whether an event is to be told.
func (w HostWatch) Wants(event string) bool {
	for _, kind := range w.Kinds {
		if kind == event {
			return w.On
		}
	}
	return false
}

// QuietUntil gives when the quiet hours that now falls into end, zero when it
// falls into none.
func (w HostWatch) QuietUntil(now time.Time, zone *time.Location) time.Time {
	return AlertRule{QuietFrom: w.QuietFrom, QuietTo: w.QuietTo}.QuietUntil(now, zone)
}

func (w HostWatch) utc() HostWatch {
	for _, t := range []*time.Time{
		&w.Muted, &w.Since, &w.Hook.Since, &w.Hook.Heard, &w.Hook.Missed, &w.Hook.Next, &w.Sweep.Next, &w.Sweep.Begun, &w.Sweep.Ended, &w.Trouble.Since, &w.Due, &w.Last, &w.Tidied,
	} {
		*t = t.UTC()
	}
	return w
}

// indexes are the rows that lead to a watch.
func (w HostWatch) indexes() map[bucket][]byte {
	all := map[bucket][]byte{}
	if w.Hook.Token != "" {
		all[hostTokens] = join(ticketKey(w.Hook.Token), intKey(w.Chat))
	}
	for index, at := range map[bucket]time.Time{hostSweeps: w.Sweep.Next, hostHooks: w.Hook.Next, hostDue: w.Due} {
		if !at.IsZero() {
			all[index] = join(timeKey(at), intKey(w.Chat))
		}
	}
	return all
}

// HostWatch gives what a chat wants to hear, and whether it ever said.
func (tx *Tx) HostWatch(chat int64) (HostWatch, bool, error) {
	return load[HostWatch](tx, hostWatches, intKey(chat))
}

// HostWatches gives those of all chats.
func (tx *Tx) HostWatches() ([]HostWatch, error) {
	keys, err := tx.keysFrom(hostWatches, nil, nil, 0)
	if err != nil {
		return nil, err
	}
	return loadAll[HostWatch](tx, hostWatches, keys)
}

// HostWatchByToken gives the watch that a webhook's address belongs to, and
// whether there is one.
func (tx *Tx) HostWatchByToken(token string) (HostWatch, bool, error) {
	hash := ticketKey(token)
	keys, err := tx.keysFrom(hostTokens, hash, nil, 1)
	if err != nil || len(keys) == 0 {
		return HostWatch{}, false, err
	}
	return tx.HostWatch(keyInt(keys[0][len(hash):]))
}

// SaveHostWatch puts a watch in the place of its chat's former row.
func (tx *Tx) SaveHostWatch(w HostWatch) error {
	was, _, err := tx.HostWatch(w.Chat)
	if err != nil {
		return err
	}
	w = w.utc()
	if err := tx.changeIndexes(was.indexes(), w.indexes()); err != nil {
		return err
	}
	return save(tx, hostWatches, intKey(w.Chat), w)
}
