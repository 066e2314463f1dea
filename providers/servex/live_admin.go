package servex

import (
	"bytes"
	"encoding/json"
	"fmt"

	"resellerbot/internal/resale"
)

// maxRaw is how much is kept of a message that is shown as it came, in characters.
const maxRaw = 1000

// ReadServers reads a message of server-status (SX18): one server, or several.
// What has no name or no number of users is about something else.
func ReadServers(raw []byte) (list []resale.ServerStatus, err error) {
	found, _, err := objects(raw, fields.isServer, maxNesting)
	if err != nil {
		var o fields
		if json.Unmarshal(raw, &o) == nil {
			return nil, nil
		}
		return nil, fmt.Errorf("read server status: %w", err)
	}
	for _, o := range found {
		if o.isServer() {
			server := o.server()
			server.CPU, server.Memory = min(server.CPU, 100), min(server.Memory, 100)
			list = append(list, server)
		}
	}
	return list, nil
}

func (o fields) isServer() bool {
	_, named := o.text("name")
	_, counted := o.text("online_users_count")
	return named && counted
}

func (o fields) server() (s resale.ServerStatus) {
	s.Name, _ = o.text("name")
	s.ID, _ = o.text("id", "server_id", "name")
	word, said := o.text("online")
	if !said {
		word, _ = o.text("status")
	}
	up, understood := online(word)
	s.Online = up || !understood // one that tells about itself
	s.OnlineUsers, s.TotalUsers = int(o.float("online_users_count")), int(o.float("total_usuarios", "total_users"))
	s.CPU, s.Memory = o.float("cpu_usage"), o.float("memory_usage")
	s.Cores, s.MemoryGB = int(o.float("cpu_cores")), o.float("total_memory_gb")
	s.RecvMbps, s.SentMbps = o.float("net_recv_mbps"), o.float("net_sent_mbps")
	return s
}

// ReadCommand reads a message of command-updates (SX19). Nobody published its
// shape: fields that have a likely name are picked out.
func ReadCommand(raw []byte) (u resale.CommandUpdate, err error) {
	var compact bytes.Buffer
	if err := json.Compact(&compact, raw); err != nil {
		return u, fmt.Errorf("read command update: no JSON")
	}
	if r := []rune(compact.String()); len(r) > maxRaw {
		u.Raw = string(r[:maxRaw-1]) + "…"
	} else {
		u.Raw = string(r)
	}
	var o fields
	if json.Unmarshal(raw, &o) != nil {
		return u, nil
	}
	for _, name := range []string{"data", "payload"} {
		var inner fields
		if json.Unmarshal(o[name], &inner) == nil && len(inner) > 0 {
			o = inner
			break
		}
	}
	u.Server, _ = o.text("server", "server_name", "name")
	u.Command, _ = o.text("command", "cmd", "action")
	u.Status, _ = o.text("status", "state", "result")
	u.Output, _ = o.text("output", "message", "log", "stdout")
	return u, nil
}
