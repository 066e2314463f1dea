package sandbox

import (
	"encoding/json"
	"fmt"
	"strconv"
	"time"

	"github.com/gorilla/websocket"
)

// ServexShape is how user-status puts clients into a message. The real panel's
// way is known from an unofficial description only.
type ServexShape string

// The shapes.
const (
	ServexObjects  ServexShape = "object"  // one message per client, also ""
	ServexArrays   ServexShape = "array"   // a list: of the whole filter at first, then of one
	ServexWrappers ServexShape = "wrapper" // {"type":…,"data":…} around a list at first, then around one
)

// ServexFields is how user-status names and writes its fields.
type ServexFields string

// The spellings.
const (
	ServexDocumented ServexFields = ""           // username, status online, connections 1
	ServexBooleans   ServexFields = "booleans"   // user, online true, connection_count "1"
	ServexPortuguese ServexFields = "portuguese" // login, status Conectado, connections "1"
	ServexCounts     ServexFields = "counts"     // name and connections, nothing else
)

// servexSpeech is what user-status speaks.
type servexSpeech struct {
	shape  ServexShape
	fields ServexFields
}

func (f ServexFields) presence(c *ServexClient, now time.Time) servexObject {
	connections, status, conectado := 0, "offline", "Desconectado"
	if c.Online {
		connections, status, conectado = 1, "online", "Conectado"
	}
	switch f {
	case ServexBooleans:
		return servexObject{"user": c.Username, "online": c.Online, "connection_count": strconv.Itoa(connections)}
	case ServexPortuguese:
		return servexObject{"login": c.Username, "status": conectado, "connections": strconv.Itoa(connections)}
	case ServexCounts:
		return servexObject{"name": c.Username, "connections": connections}
	}
	o := servexObject{"username": c.Username, "status": status, "connections": connections}
	if c.Online {
		o["method"], o["uptime"] = "SSH-Direct", servexUptime(now.Sub(c.LastSeen))
	}
	return o
}

func servexUptime(d time.Duration) string {
	return fmt.Sprintf("%02dh %02dm", int(d.Hours()), int(d.Minutes())%60)
}

func (s servexSpeech) snapshot(rows []servexObject) []servexMessage {
	switch s.shape {
	case ServexArrays:
		return []servexMessage{servexSays(rows)}
	case ServexWrappers:
		return []servexMessage{servexSays(servexObject{"type": "user_status", "data": rows})}
	}
	var messages []servexMessage
	for _, row := range rows {
		messages = append(messages, servexSays(row))
	}
	return messages
}

// event is one client's change.
func (s servexSpeech) event(row servexObject) servexMessage {
	switch s.shape {
	case ServexArrays:
		return servexSays([]servexObject{row})
	case ServexWrappers:
		return servexSays(servexObject{"type": "user_status", "data": row})
	default:
		return servexSays(row)
	}
}

func servexSays(what any) servexMessage {
	text, err := json.Marshal(what)
	if err != nil {
		text = []byte(`{"error":"Erro interno"}`) // only SendCommand can be given what JSON has no word for
	}
	return servexMessage{websocket.TextMessage, text}
}
