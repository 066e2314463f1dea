package servex

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func TestPresencesOfEveryShape(t *testing.T) {
	on, off := resale.Presence{Username: "ana", Online: true}, resale.Presence{Username: "ana"}
	once, twice := on, on
	once.Connections, twice.Connections = 1, 2
	bob := resale.Presence{Username: "bob"}
	for raw, want := range map[string]struct {
		list  []resale.Presence
		whole bool
	}{
		`{"username":"ana","status":"online","connections":1,"method":"SSH-Direct","uptime":"02h 45m"}`: {
			[]resale.Presence{{Username: "ana", Online: true, Connections: 1, Method: "SSH-Direct", Uptime: "02h 45m"}}, false,
		},
		`{"user":"ana","status":"OFFLINE"}`:                                {[]resale.Presence{off}, false},
		`{"login":" ana ","status":"Conectado"}`:                           {[]resale.Presence{on}, false},
		`{"name":"ana","status":"Desconectado"}`:                           {[]resale.Presence{off}, false},
		`{"username":"ana","status":"disconnected"}`:                       {[]resale.Presence{off}, false},
		`{"username":"ana","status":"on","connection_count":"2"}`:          {[]resale.Presence{twice}, false},
		`{"username":"ana","status":"active","is_online":true}`:            {[]resale.Presence{on}, false},
		`{"username":"ana","status":"ativo","online":false}`:               {[]resale.Presence{off}, false},
		`{"username":"ana","online":false}`:                                {[]resale.Presence{off}, false},
		`{"username":"ana","connected":1}`:                                 {[]resale.Presence{on}, false},
		`{"username":"ana","connections":"1"}`:                             {[]resale.Presence{once}, false},
		`{"username":"ana","connections":0}`:                               {[]resale.Presence{off}, false},
		`{"username":"ana","connections":-3}`:                              {[]resale.Presence{off}, false},
		`{"username":7,"online":true}`:                                     {[]resale.Presence{{Username: "7", Online: true}}, false},
		`[{"username":"ana","online":true},{"user":"bob","online":false}]`: {[]resale.Presence{on, bob}, true},
		`[]`: {nil, true},
		`{"data":[{"username":"ana","online":true}]}`:                       {[]resale.Presence{on}, true},
		`{"type":"x","users":[{"username":"ana","online":true}]}`:           {[]resale.Presence{on}, true},
		`{"type":"user_status","data":[]}`:                                  {nil, true},
		`{"type":"user_status","data":{"username":"ana","online":true}}`:    {[]resale.Presence{on}, false},
		`{"event":{"payload":{"list":[{"username":"ana","online":true}]}}}`: {[]resale.Presence{on}, true},
		`{"event":"user","user":{"username":"ana","online":true}}`:          {[]resale.Presence{on}, false},
		`{"type":"pong"}`: {nil, false},
		`{"type":"filter_updated","usernames":["ana"],"data":[]}`: {nil, false},
		`{"event":"connected","message":"hello","data":{}}`:       {nil, false},
	} {
		list, whole, err := ReadPresences([]byte(raw))
		if diff := cmp.Diff(want.list, list); diff != "" || whole != want.whole || err != nil {
			t.Errorf("%s: whole %v, %v\n%s", raw, whole, err, diff)
		}
	}
}

func TestAnOddMessageIsNamedAndNotShown(t *testing.T) {
	for raw, want := range map[string]string{
		`{"b":"canary","a":{"c":"canary"}}`:                                   `unknown fields "a", "b"`,
		`{"type":"stats","rows":[{"canary":1}]}`:                              `unknown fields "rows", "type"`,
		`{"username":"canary"}`:                                               `unknown fields "username"`,
		`{"a":1,"b":1,"c":1,"d":1,"e":1,"f":1,"g":1,"h":1,"i":1,"j":1,"k":1}`: `"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"`,
		`["canary"]`: "no list of objects",
		`[{"username":"canary","online":true},4]`: "no list of objects", // half a list would pass for a whole one
		`{"username":"can`:                        "no JSON object or list",
		`"canary"`:                                "no JSON object or list",
		``:                                        "no JSON object or list",
	} {
		list, whole, err := ReadPresences([]byte(raw))
		if len(list) > 0 || whole || err == nil || !strings.HasSuffix(err.Error(), want) || strings.Contains(err.Error(), "canary") {
			t.Errorf("%s: %v, %v, %v", raw, list, whole, err)
		}
	}
}

func TestServersOfEveryShape(t *testing.T) {
	full := resale.ServerStatus{
		ID: "7", Name: "BR-1", Online: true, OnlineUsers: 12, TotalUsers: 80, CPU: 45.5, Memory: 61, Cores: 4, MemoryGB: 3.84, RecvMbps: 12.5, SentMbps: 3,
	}
	const sent = `{"id":7,"name":"BR-1","online":true,"online_users_count":12,"total_usuarios":80,"cpu_usage":45.5,"memory_usage":61,` +
		`"cpu_cores":4,"total_memory_gb":3.84,"net_recv_mbps":12.5,"net_sent_mbps":3}`
	for raw, want := range map[string][]resale.ServerStatus{
		sent:                         {full},
		"[" + sent + `,{"id":1}]`:    {full},
		`{"data":` + sent + `}`:      {full},
		`{"servers":[` + sent + `]}`: {full},
		`{"id":"7","name":"BR-1","status":"online","online_users_count":"12","total_usuarios":"80","cpu_usage":"45,5 %","memory_usage":"61%",` +
			`"cpu_cores":"4","total_memory_gb":"3.84 GB","net_recv_mbps":"12.5","net_sent_mbps":"3"}`: {full},
		`{"name":"x","online_users_count":0}`:                                                   {{ID: "x", Name: "x", Online: true}},
		`{"name":"x","online":false,"online_users_count":-4,"cpu_usage":900,"memory_usage":-1}`: {{ID: "x", Name: "x", CPU: 100}},
		`{"name":"x","online_users_count":1,"cpu_usage":"NaN","memory_usage":{}}`:               {{ID: "x", Name: "x", Online: true, OnlineUsers: 1}},
		`{"id":1,"online_users_count":3}`:                                                       nil,
		`{"name":"x"}`:                                                                          nil,
		`{"type":"pong"}`:                                                                       nil,
		`[]`:                                                                                    nil,
	} {
		got, err := ReadServers([]byte(raw))
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", raw, err, diff)
		}
	}
	for _, raw := range []string{`{"name":"x`, `7`, `"x"`, ``} {
		if got, err := ReadServers([]byte(raw)); got != nil || err == nil {
			t.Errorf("%s: %v, %v", raw, got, err)
		}
	}
}

func TestCommands(t *testing.T) {
	for raw, want := range map[string]resale.CommandUpdate{
		`{ "command": "install", "server_name": "BR-1", "state": "done", "stdout": "ok" }`: {Command: "install", Server: "BR-1", Status: "done", Output: "ok"},
		`{"type":"x","data":{"cmd":"useradd","server":"BR-1","status":3,"log":"l"}}`:       {Command: "useradd", Server: "BR-1", Status: "3", Output: "l"},
		`[1]`: {},
	} {
		got, err := ReadCommand([]byte(raw))
		if got.Raw == "" || strings.Contains(got.Raw, ": ") {
			t.Errorf("%s: kept %q", raw, got.Raw)
		}
		want.Raw = got.Raw
		if diff := cmp.Diff(want, got); diff != "" || err != nil {
			t.Errorf("%s: %v\n%s", raw, err, diff)
		}
	}
	got, err := ReadCommand([]byte(`{"output":"` + strings.Repeat("é", 5000) + `"}`))
	if n := utf8.RuneCountInString(got.Raw); n != maxRaw || err != nil {
		t.Errorf("kept %d runes, %v", n, err)
	}
	if _, err := ReadCommand([]byte(`{"output":`)); err == nil {
		t.Error("half a message was read")
	}
}

func FuzzLiveMessages(f *testing.F) {
	for _, seed := range []string{
		`{"username":"ana","status":"online","connections":"1"}`, `[{"user":"a","online":0}]`, `{"data":{"event":[]}}`,
		`{"name":"x","online_users_count":"1e999","cpu_usage":"45,5 %"}`, `{"type":"pong"}`, "\xff", `{"a\u0000":1}`,
	} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		list, whole, err := ReadPresences(raw)
		if err != nil && (len(list) > 0 || whole) {
			t.Error("an error and an answer")
		}
		for _, p := range list {
			if p.Username == "" || p.Connections < 0 {
				t.Errorf("%+v", p)
			}
		}
		servers, _ := ReadServers(raw)
		for _, s := range servers {
			if s.Name == "" || s.ID == "" || s.OnlineUsers < 0 || !(s.CPU >= 0 && s.CPU <= 100) || !(s.Memory >= 0 && s.Memory <= 100) {
				t.Errorf("%+v", s)
			}
		}
		if u, _ := ReadCommand(raw); utf8.RuneCountInString(u.Raw) > maxRaw || !utf8.ValidString(u.Raw) {
			t.Errorf("kept %q", u.Raw)
		}
	})
}
