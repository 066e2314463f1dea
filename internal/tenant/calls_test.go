package tenant

import (
	"bytes"
	"crypto/md5" //nolint:gosec // as XMPlus wants it
	"encoding/hex"
	"encoding/json"
	"io"
	"net/http"
	"net/url"
	"strings"
	"sync"

	"resellerbot/internal/ops"
)

// calls are those that reached the network since the last act, by the key that
// each was made with.
type calls struct {
	mu   sync.Mutex
	made map[string][]string // by what was sent as a key: what was asked for
	keys map[string]string   // of XMPlus, by the token that each was given
}

func newCalls() *calls { return &calls{made: map[string][]string{}, keys: map[string]string{}} }

func (c *calls) reset() {
	c.mu.Lock()
	defer c.mu.Unlock()
	clear(c.made)
}

// over notes what goes through a transport.
func (c *calls) over(next http.RoundTripper) http.RoundTripper { return overhearing{c, next} }

type overhearing struct {
	calls *calls
	next  http.RoundTripper
}

// RoundTrip finds the key where each provider wants it: in a header, or in the
// form.
func (o overhearing) RoundTrip(r *http.Request) (*http.Response, error) {
	said := r.Method + " " + r.URL.Host + r.URL.Path
	for _, values := range r.Header {
		said += " " + strings.Join(values, " ")
	}
	if r.Body != nil && strings.Contains(r.Header.Get("Content-Type"), "form") {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			return nil, err
		}
		r.Body = io.NopCloser(bytes.NewReader(body))
		form, _ := url.ParseQuery(string(body))
		said += " " + form.Get("key") + " " + form.Get("action")
	}
	o.calls.mu.Lock()
	said += " " + o.calls.keys[strings.TrimPrefix(r.Header.Get("Authorization"), "Bearer ")]
	o.calls.made[said] = append(o.calls.made[said], r.Method+" "+r.URL.Path)
	o.calls.mu.Unlock()
	answer, err := o.next.RoundTrip(r)
	if sum := r.Header.Get("Xmplus-Authorization"); sum != "" && err == nil {
		err = o.token(answer, sum)
	}
	return answer, err
}

// token notes which key a token is of.
func (o overhearing) token(answer *http.Response, sum string) error {
	body, err := io.ReadAll(answer.Body)
	answer.Body = io.NopCloser(bytes.NewReader(body))
	var given struct{ Data struct{ Token string } }
	if json.Unmarshal(body, &given) == nil {
		o.calls.mu.Lock()
		o.calls.keys[given.Data.Token] = sum
		o.calls.mu.Unlock()
	}
	return err
}

// checkCalls finds calls with the key of a tenant whom the act was not for:
// neither of those who act for that tenant, which a member without rights does
// not, nor of somebody whom they gave something.
func (w *world) checkCalls(p *person, place int64) {
	w.calls.mu.Lock()
	defer w.calls.mu.Unlock()
	for said, what := range w.calls.made {
		for _, r := range w.tenants {
			if !r.keyIn(said) {
				continue
			}
			w.seen["calls"]++
			hosting := strings.Contains(said, r.keys[ops.WHMDC]) // that customers have nothing of
			if (!r.sees(place) || p.id == mateB) && (hosting || !p.customer[r]) {
				w.fail("%s\nmade the call %v with a key of %s", w.cause, what, r.mark)
			}
		}
	}
}

// checkPanels finds calls that reached a hosting panel with another key than its
// reseller's, and calls elsewhere with that one.
func (w *world) checkPanels() {
	w.calls.mu.Lock()
	defer w.calls.mu.Unlock()
	for said, what := range w.calls.made {
		for _, r := range w.tenants {
			there := strings.Contains(said, strings.TrimPrefix(r.hostAt, "http://")+"/")
			if there != strings.Contains(said, r.keys[ops.WHMDC]) {
				w.fail("%s\nmade the call %v with the wrong key, or to the wrong panel: %s", w.cause, what, r.mark)
			}
			if there {
				w.seen["calls of hosting panels"]++
			}
		}
	}
}

func (r *tenant) keyIn(said string) bool {
	for _, key := range r.keys {
		sum := md5.Sum([]byte(key)) //nolint:gosec // as XMPlus wants it
		if strings.Contains(said, key) || strings.Contains(said, hex.EncodeToString(sum[:])) {
			return true
		}
	}
	return false
}
