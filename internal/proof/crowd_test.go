package proof

import (
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// crowdPanel answers lists of clients for any key, after a while. It is at the
// network's edge, without a network: pretended time would wait for that.
type crowdPanel struct {
	mu    sync.Mutex
	lists map[string]int // readings begun, by key
	calls []time.Time
}

func newCrowdPanel() *crowdPanel { return &crowdPanel{lists: map[string]int{}} }

// RoundTrip gives ten clients, of which three end within the thresholds.
func (p *crowdPanel) RoundTrip(r *http.Request) (*http.Response, error) {
	time.Sleep(300 * time.Millisecond)
	q := r.URL.Query()
	key := strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")
	p.mu.Lock()
	p.calls = append(p.calls, time.Now())
	if q.Get("status") == "active" && (q.Get("page") == "1" || q.Get("page") == "") {
		p.lists[key]++
	}
	p.mu.Unlock()
	var rows []string
	if q.Get("status") == "active" {
		for i := range 10 {
			ends := time.Now().UTC().Add(time.Duration(1+100*i) * time.Hour)
			rows = append(rows, fmt.Sprintf(`{"id":%d,"username":"cli%d","category_id":1,"connection_limit":1,"type":"user","status":"active","expiration_date":%q}`,
				1000+i, i, ends.Format(time.RFC3339)))
		}
	}
	return answer(r, `{"clients":[`+strings.Join(rows, ",")+`]}`), nil
}

func answer(r *http.Request, body string) *http.Response {
	return &http.Response{
		StatusCode: http.StatusOK, Header: http.Header{"Content-Type": {"application/json"}}, Request: r,
		Body: io.NopCloser(strings.NewReader(body)), ContentLength: int64(len(body)),
	}
}

// crowdTelegram takes every message, after a while.
type crowdTelegram struct {
	mu    sync.Mutex
	times map[int64][]time.Time // of messages, by chat
	last  int
}

// RoundTrip takes a sendMessage.
func (c *crowdTelegram) RoundTrip(r *http.Request) (*http.Response, error) {
	if err := r.ParseMultipartForm(1 << 20); err != nil {
		return nil, err
	}
	to, err := strconv.ParseInt(r.FormValue("chat_id"), 10, 64)
	if err != nil || !strings.HasSuffix(r.URL.Path, "/sendMessage") {
		return nil, fmt.Errorf("%s to %q", r.URL.Path, r.FormValue("chat_id"))
	}
	c.mu.Lock()
	c.times[to] = append(c.times[to], time.Now())
	c.last++
	id := c.last
	c.mu.Unlock()
	time.Sleep(80 * time.Millisecond)
	return answer(r, fmt.Sprintf(`{"ok":true,"result":{"message_id":%d,"date":1,"chat":{"id":%d,"type":"private"}}}`, id, to)), nil
}

// pace is how dense moments lie.
type pace struct {
	second, minute int // most within any second and any minute
	last           time.Time
}

func spread(all []time.Time) (p pace) {
	slices.SortFunc(all, time.Time.Compare)
	most := func(span time.Duration) (n int) {
		first := 0
		for i := range all {
			for all[i].Sub(all[first]) >= span {
				first++
			}
			n = max(n, i-first+1)
		}
		return n
	}
	p.second, p.minute = most(time.Second), most(time.Minute)
	if len(all) > 0 {
		p.last = all[len(all)-1]
	}
	return p
}
