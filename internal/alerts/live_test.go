package alerts_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

func TestComingAndGoingIsToldOnce(t *testing.T) {
	w := newWorld(t, false)
	w.settled()
	w.panel.SetOnline("c00", false)
	w.hears("offline c00", 1)
	w.panel.SetOnline("c00", true)
	w.panel.SetOnline("c11", true)
	w.hears("online c00", 1)
	w.hears("online c11", 1)
	// Neither a new connection nor nonsense repeats anything.
	w.panel.GarbageSockets(0)
	w.panel.DropSockets(0)
	w.listens("c00", 1)
	w.panel.SetOnline("c01", false)
	w.hears("offline c01", 1)
	for line, n := range map[string]int{"offline c00": 1, "online c00": 1, "online c11": 1} {
		if got := w.count(line); got != n {
			t.Errorf("%q was told %d times", line, got)
		}
	}
}

// TestWhatChangedUnseenIsToldOnce changes clients while the bot is down, while
// the connection is, and while it is half open.
func TestWhatChangedUnseenIsToldOnce(t *testing.T) {
	w := newWorld(t, false)
	w.settled()
	w.stop()
	w.panel.SetOnline("c00", false)
	w.start()
	w.hears("offline c00", 1)
	w.panel.RefuseSockets(true)
	w.panel.DropSockets(0)
	w.panel.SetOnline("c01", false)
	w.hears("panel_down", 1)
	w.panel.RefuseSockets(false)
	w.hears("panel_up", 1)
	w.hears("offline c01", 1)
	w.listens("c02", 1)
	w.panel.FreezeSockets(0)
	w.panel.SetOnline("c02", false)
	w.hears("offline c02", 1)
	if w.count("offline c00") != 1 || w.count("offline c01") != 1 || w.count("panel_down") != 1 {
		t.Errorf("told again: %q", w.lines)
	}
}

// TestAPanelThatIsDownAtTheStartIsTold: not even its list can be read then.
func TestAPanelThatIsDownAtTheStartIsTold(t *testing.T) {
	w := newWorld(t, false)
	w.settled()
	w.stop()
	w.panel.Fail(sandbox.ServexFault{Kind: sandbox.Servex500})
	w.start()
	w.hears("panel_down", 1)
	w.panel.Heal()
	w.hears("panel_up", 1)
}

func TestARefusedKeyIsToldOnce(t *testing.T) {
	w := newWorld(t, false)
	w.settled()
	w.panel.RevokeKey(ourKey)
	w.panel.DropSockets(0)
	w.hears("key_refused", 1)
}

// TestAStormIsThreeMessagesAtMost flips 2,000 clients five times each.
func TestAStormIsThreeMessagesAtMost(t *testing.T) {
	w := newWorld(t, false)
	for i := range 2000 {
		w.panel.AddClient(sandbox.ServexClient{Username: fmt.Sprintf("storm%04d", i), CategoryID: 1, OwnerID: 42, Online: i%2 == 0})
	}
	w.stop()
	// As far apart from each other as the storm is long.
	w.timing.Group, w.timing.Calm, w.timing.OfflineHold = 2*time.Second, 10*time.Second, 2*time.Second
	w.start() // reads the list anew
	w.listens("storm1999", 1)
	w.panel.SetOnline("c00", false)
	w.hears("offline c00", 1)
	before := len(w.known)
	for range 5 {
		for i := range 2000 {
			w.panel.SetOnline(fmt.Sprintf("storm%04d", i), i%4 == 3)
			w.panel.SetOnline(fmt.Sprintf("storm%04d", i), i%4 != 3)
		}
	}
	w.rests(func(name string) bool { return strings.HasPrefix(name, "storm") }, 1500)
	if n := len(w.known) - before; n == 0 || n > 3 {
		t.Errorf("%d messages", n)
	}
}

func TestServersAndCommands(t *testing.T) {
	w := newWorld(t, true)
	w.panel.SetServer(sandbox.ServexServer{ID: "1", Name: "BR-1", Online: true, CPU: 10})
	w.update(func(tx *storage.Tx) error {
		rule, _, err := tx.AlertRule(ourChat)
		if err != nil {
			return err
		}
		return tx.SaveServerView(storage.ServerView{Chat: ourChat, Panel: rule.Panel, Slot: "view", Until: time.Now().Add(time.Hour)})
	})
	w.hears("view 1 servers over=false", 1)
	w.panel.SetServer(sandbox.ServexServer{ID: "1", Name: "BR-1", Online: true, CPU: 92})
	w.hears("server_busy BR-1", 1)
	w.panel.SetServer(sandbox.ServexServer{ID: "1", Name: "BR-1", Online: true, CPU: 40})
	w.hears("server_calm BR-1", 1)
	w.panel.SetServer(sandbox.ServexServer{ID: "1", Name: "BR-1"})
	w.hears("server_offline BR-1", 1)
	w.stop()
	w.start()
	w.panel.SetServer(sandbox.ServexServer{ID: "1", Name: "BR-1", Online: true})
	w.hears("server_online BR-1", 1)
	if w.count("server_offline BR-1") != 1 {
		t.Errorf("told again after a restart: %q", w.lines)
	}
	for !told(w, "command BR-1") {
		w.panel.SendCommand(map[string]any{"server": "BR-1", "command": "restart", "status": "done"})
		time.Sleep(10 * time.Millisecond)
		w.read()
	}
}

func told(w *world, line string) bool { return w.count(line) > 0 || w.count("command") > 0 }
