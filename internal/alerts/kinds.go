package alerts

import (
	"time"

	"resellerbot/storage"
)

// The kinds of events. Each has its sentence under the locale key
// "alert.<kind>".
const (
	Online        = "online"
	Offline       = "offline"
	Unstable      = "unstable"    // came and went Count times
	AllOffline    = "all_offline" // nearly all at once: the panel's trouble, not theirs
	Returned      = "returned"    // Count of those are back
	Gap           = "gap"         // nothing was seen from At until Until
	PanelDown     = "panel_down"  // nothing is seen since At
	PanelUp       = "panel_up"    // nothing was seen from At until Until
	KeyRefused    = "key_refused"
	ServerOffline = "server_offline"
	ServerOnline  = "server_online"
	ServerBusy    = "server_busy" // over Count percent for a while
	ServerCalm    = "server_calm"
	Command       = "command"
)

// about tells whether a chat wants to hear of an event.
func about(r storage.AlertRule, e storage.Event, category int64) bool {
	switch e.Kind {
	case Online:
		return r.Online && r.Wants(e.Name, category)
	case Offline, Unstable:
		return r.Offline && r.Wants(e.Name, category)
	case AllOffline, Returned:
		return r.Online || r.Offline
	case ServerOffline, ServerOnline:
		return r.Servers
	case ServerBusy, ServerCalm:
		return r.Servers && e.Count == Level(r)
	case Command:
		return r.Commands
	}
	return true
}

// DefaultLevel is the load in percent over which a server counts as busy.
const DefaultLevel = 90

// Levels are the loads that a chat may choose from.
func Levels() []int { return []int{80, DefaultLevel, 95} }

// Level gives a rule's.
func Level(r storage.AlertRule) int {
	if r.Load == 0 {
		return DefaultLevel
	}
	return r.Load
}

// Timing is how calm the alerts are. Zero values become the defaults.
type Timing struct {
	OfflineHold time.Duration // how long a client must be gone before it is told; 30 s
	OnlineHold  time.Duration // how long one must be back; 5 s
	Unstable    time.Duration // how long a client may come and go before it is told; 5 min
	Group       time.Duration // what happens within it is one message; 10 s
	Calm        time.Duration // the pause after a long message; 1 min
	DownAfter   time.Duration // how long a panel may be unreachable before it is told; 2 min
	GapOver     time.Duration // a blindness that is told when something changed in it; 1 min
	LongGap     time.Duration // one that is told in any case; 10 min
	Settle      time.Duration // how long a new connection may take to say how everyone stands; 20 s
	Dead        time.Duration // silence that ends a connection; 45 s
	BusyAfter   time.Duration // how long a server must be over its level; 5 min
	ServerLost  time.Duration // silence after which a server counts as offline; 15 min
	RetryMost   time.Duration // the longest pause between two connections; 30 s
}

func (t Timing) withDefaults() Timing {
	for _, d := range []struct {
		value *time.Duration
		is    time.Duration
	}{
		{&t.OfflineHold, 30 * time.Second},
		{&t.OnlineHold, 5 * time.Second},
		{&t.Unstable, 5 * time.Minute},
		{&t.Group, 10 * time.Second},
		{&t.Calm, time.Minute},
		{&t.DownAfter, 2 * time.Minute},
		{&t.GapOver, time.Minute},
		{&t.LongGap, 10 * time.Minute},
		{&t.Settle, 20 * time.Second},
		{&t.Dead, 45 * time.Second},
		{&t.BusyAfter, 5 * time.Minute},
		{&t.ServerLost, 15 * time.Minute},
		{&t.RetryMost, 30 * time.Second},
	} {
		if *d.value == 0 {
			*d.value = d.is
		}
	}
	return t
}
