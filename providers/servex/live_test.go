package servex

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func TestReadPresences(t *testing.T) {
	ana := []resale.Presence{{Username: "ana", Online: true}}
	gone := []resale.Presence{{Username: "ana"}}
	for raw, want := range map[string]struct {
		list  []resale.Presence
		whole bool
		bad   bool
	}{
		`{"username":"ana","status":"online","connections":1,"method":"SSH-Direct","uptime":"02h 45m"}`: {
			list: []resale.Presence{{Username: "ana", Online: true, Connections: 1, Method: "SSH-Direct", Uptime: "02h 45m"}},
		},
		`{"username":"ana","status":"OFFLINE"}`:                                    {list: gone},
		`{"user":"ana","online":true}`:                                             {list: ana},
		`{"login":"ana","is_online":0}`:                                            {list: gone},
		`{"username":"ana","connection_count":"2"}`:                                {list: []resale.Presence{{Username: "ana", Online: true, Connections: 2}}},
		`{"username":"ana","connections":0}`:                                       {list: gone},
		`{"username":"ana","status":"desconectado"}`:                               {list: gone},
		`[{"username":"ana","status":"online"},{"username":"bia","status":"off"}]`: {list: append(ana, resale.Presence{Username: "bia"}), whole: true},
		`{"type":"user_status","data":{"username":"ana","status":"online"}}`:       {list: ana},
		`{"type":"snapshot","users":[{"username":"ana","status":"online"}]}`:       {list: ana, whole: true},
		`{"event":"x","payload":{"list":[{"username":"ana","connected":"true"}]}}`: {list: ana, whole: true},
		`[]`:                              {whole: true},
		`{"users":[]}`:                    {whole: true},
		`{"type":"pong"}`:                 {},
		`{"type":"filter_updated","n":3}`: {},
		`{}`:                              {},
		`{"secret-content":"xyz"}`:        {bad: true},
		`{"username":"ana"}`:              {bad: true},
		`[{"username":"ana","status":"online"},7]`: {bad: true},
		`nonsense`: {bad: true},
		``:         {bad: true},
		`null`:     {},
	} {
		list, whole, err := ReadPresences([]byte(raw))
		if (err != nil) != want.bad || err == nil && (whole != want.whole || !cmp.Equal(list, want.list)) {
			t.Errorf("%s: %+v, %v, %v", raw, list, whole, err)
		}
		if err != nil && strings.Contains(err.Error(), "xyz") {
			t.Errorf("the error shows content: %v", err)
		}
	}
}

func TestReadServers(t *testing.T) {
	const one = `{"id":3,"name":"BR-1","online":true,"online_users_count":"12","total_usuarios":40,"cpu_usage":"71.5","memory_usage":33,
		"cpu_cores":4,"total_memory_gb":8,"net_recv_mbps":1.5,"net_sent_mbps":"2.5"}`
	want := resale.ServerStatus{ID: "3", Name: "BR-1", Online: true, OnlineUsers: 12, TotalUsers: 40, CPU: 71.5, Memory: 33, Cores: 4, MemoryGB: 8, RecvMbps: 1.5, SentMbps: 2.5}
	for raw, n := range map[string]int{one: 1, "[" + one + "]": 1, `{"data":` + one + `}`: 1, `{"servers":[` + one + `,{"name":"x"}]}`: 1, `{"type":"hello"}`: 0, `{"name":"only"}`: 0} {
		list, err := ReadServers([]byte(raw))
		if err != nil || len(list) != n || n == 1 && list[0] != want {
			t.Errorf("%s: %+v, %v", raw, list, err)
		}
	}
	if _, err := ReadServers([]byte("<html>")); err == nil {
		t.Error("a page is no status")
	}
}

func TestReadCommand(t *testing.T) {
	u, err := ReadCommand([]byte(`{"type":"command","data":{"server_name":"BR-1","cmd":"restart ","status":"done","output":"ok"}}`))
	if err != nil || u.Server != "BR-1" || u.Command != "restart" || u.Status != "done" || u.Output != "ok" {
		t.Errorf("%+v, %v", u, err)
	}
	if u, err = ReadCommand([]byte(`[1, 2]`)); err != nil || u.Raw != "[1,2]" {
		t.Errorf("%+v, %v", u, err)
	}
	if u, _ = ReadCommand([]byte(`"` + strings.Repeat("é", 5000) + `"`)); len([]rune(u.Raw)) != maxRaw {
		t.Errorf("%d characters", len([]rune(u.Raw)))
	}
	if _, err = ReadCommand([]byte(`{`)); err == nil {
		t.Error("no error")
	}
}

func FuzzLive(f *testing.F) {
	f.Add([]byte(`{"type":"snapshot","users":[{"username":"ana","status":"online"}]}`))
	f.Fuzz(func(_ *testing.T, raw []byte) {
		_, _, _ = ReadPresences(raw)
		_, _ = ReadServers(raw)
		_, _ = ReadCommand(raw)
	})
}
