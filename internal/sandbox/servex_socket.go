package sandbox

import (
	"bytes"
	"encoding/json"
	"net"
	"strings"
	"sync"
	"time"

	"github.com/gorilla/websocket"
)

const (
	servexQueue      = 512 // batches that a socket may lag behind
	servexSocketWait = 10 * time.Second
)

// servexMessage is one message to a socket.
type servexMessage struct {
	kind int
	data []byte
}

// servexSocket is one connection. Its filter is guarded by the panel's mu.
type servexSocket struct {
	id     int64
	feed   string
	key    servexKey
	filter []string // as it was asked for
	conn   *websocket.Conn
	queue  chan []servexMessage
	frozen chan struct{} // closed when it stops reading and writing
	gone   chan struct{} // closed when the connection is
	once   sync.Once
}

func newServexSocket(id int64, feed string, key servexKey, conn *websocket.Conn) *servexSocket {
	return &servexSocket{
		id: id, feed: feed, key: key, conn: conn,
		queue: make(chan []servexMessage, servexQueue), frozen: make(chan struct{}), gone: make(chan struct{}),
	}
}

// push never waits: who lags too far behind loses the connection, and so
// knows that something was missed.
func (s *servexSocket) push(batch ...servexMessage) {
	if len(batch) == 0 {
		return
	}
	select {
	case s.queue <- batch:
	default:
		s.drop()
	}
}

// drop ends the connection without a word.
func (s *servexSocket) drop() {
	s.once.Do(func() {
		close(s.gone)
		raw := s.conn.NetConn()
		if tcp, ok := raw.(*net.TCPConn); ok {
			_ = tcp.SetLinger(0) // a reset, as from a machine that died and came back
		}
		_ = raw.Close()
	})
}

// halt holds a frozen socket's goroutine until the connection is dropped.
func (s *servexSocket) halt() {
	select {
	case <-s.frozen:
		<-s.gone
	default:
	}
}

// write sends what is queued until the connection ends.
func (s *servexSocket) write() {
	defer s.drop()
	for {
		select {
		case <-s.gone:
			return
		case batch := <-s.queue:
			for _, m := range batch {
				s.halt()
				_ = s.conn.SetWriteDeadline(time.Now().Add(servexSocketWait))
				if s.conn.WriteMessage(m.kind, m.data) != nil {
					return
				}
			}
		}
	}
}

// read hands on every filter until the connection ends. As on the real panel,
// what it does not know it passes over.
func (s *servexSocket) read(filtered func([]string)) {
	defer s.drop()
	answer := s.conn.PingHandler()
	s.conn.SetPingHandler(func(data string) error {
		s.halt()
		return answer(data)
	})
	for {
		_, raw, err := s.conn.ReadMessage()
		if err != nil {
			return
		}
		s.halt()
		var message struct {
			Type      string   `json:"type"`
			Usernames []string `json:"usernames"`
		}
		if json.Unmarshal(raw, &message) == nil && message.Type == "update_filter" && s.feed == servexUserFeed {
			filtered(message.Usernames)
		}
	}
}

// ServexGarbage is a kind of nonsense that a socket may say.
type ServexGarbage string

// The kinds of nonsense. Huge is 2 MiB of good JSON.
const (
	ServexBrokenJSON ServexGarbage = "broken-json"
	ServexBinary     ServexGarbage = "binary"
	ServexWrongShape ServexGarbage = "wrong-shape"
	ServexHuge       ServexGarbage = "huge"
)

func (g ServexGarbage) messages() []servexMessage {
	text := func(all ...string) (list []servexMessage) {
		for _, t := range all {
			list = append(list, servexMessage{websocket.TextMessage, []byte(t)})
		}
		return list
	}
	switch g {
	case ServexBrokenJSON:
		return text(`{"username":"an`, "", "<html></html>", "\x00\x01")
	case ServexBinary:
		return []servexMessage{{websocket.BinaryMessage, bytes.Repeat([]byte{0xff, 0x00}, 512)}}
	case ServexHuge:
		return text(`{"type":"user_status","data":"` + strings.Repeat("x", 2<<20) + `"}`)
	default:
		return text(`7`, `null`, `"pong"`, `[[[]]]`, `{"username":{"name":1},"status":[]}`, `{"rows":[{"who":"ana","up":"yes"}]}`, `{"type":"pong"}`)
	}
}
