package servex

import (
	"encoding/json"
	"fmt"
	"strings"

	"resellerbot/internal/resale"
)

// ReadPresences reads a message of user-status (SX20). whole tells that it was
// a list. A message about something else is an empty list; one that cannot be
// understood is an error that names its fields and no content.
func ReadPresences(raw []byte) (list []resale.Presence, whole bool, err error) {
	found, whole, err := objects(raw, func(o fields) bool { _, ok := o.presence(); return ok }, maxNesting)
	if len(found) == 0 && aside(raw) {
		return nil, false, nil // even with an empty list in it: it is not the list of who is online
	}
	if err != nil {
		return nil, false, fmt.Errorf("read user status: %w", err)
	}
	for _, o := range found {
		p, ok := o.presence()
		if !ok {
			return nil, false, fmt.Errorf("read user status: unknown fields %s", strings.Join(o.names(), ", "))
		}
		list = append(list, p)
	}
	return list, whole, nil
}

// aside tells a message that only answers ours, such as {"type":"pong"}.
func aside(raw []byte) bool {
	var o fields
	if json.Unmarshal(raw, &o) != nil {
		return false
	}
	kind, ok := o.text("type", "event", "action")
	if !ok {
		return len(o) == 0
	}
	for _, word := range []string{"pong", "ping", "filter", "connected", "welcome", "subscribed", "heartbeat", "ack", "error"} {
		if strings.Contains(strings.ToLower(kind), word) {
			return true
		}
	}
	return false
}

func (o fields) presence() (p resale.Presence, ok bool) {
	if p.Username, ok = o.text("username", "user", "login", "name"); !ok {
		return p, false
	}
	p.Connections = int(o.float("connections", "connection_count", "connectionCount", "online_connections"))
	p.Method, _ = o.text("method", "protocol")
	p.Uptime, _ = o.text("uptime", "duration")
	// The list of clients has a status too: of the subscription, whose "active" is nothing about now.
	if s, said := o.text("status", "state"); said && !strings.HasSuffix(strings.ToLower(s), "active") && !strings.HasSuffix(strings.ToLower(s), "ativo") {
		if p.Online, ok = online(s); ok {
			return p, true
		}
	}
	if s, said := o.text("online", "is_online", "isOnline", "connected"); said {
		if p.Online, ok = online(s); ok {
			return p, true
		}
	}
	if _, said := o.text("connections", "connection_count", "connectionCount", "online_connections"); said {
		p.Online = p.Connections > 0
		return p, true
	}
	return p, false
}

func online(s string) (online, ok bool) {
	switch strings.ToLower(s) {
	case "online", "on", "connected", "conectado", "true", "1", "active", "ativo":
		return true, true
	case "offline", "off", "disconnected", "desconectado", "false", "0", "inactive", "inativo":
		return false, true
	}
	return false, false
}
