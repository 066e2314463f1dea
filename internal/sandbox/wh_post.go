package sandbox

import (
	"bytes"
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"slices"
	"time"
)

const (
	whPosters  = 8 // that post at once
	whPostTime = 5 * time.Second
	whSentKept = 20_000
)

// whHooks are webhooks on their way, and those that were.
type whHooks struct {
	queue   []whPost
	posting int // posters at work
	open    int // queued, being posted, or waiting for their time
	held    []whPost
	sent    []WHSent
}

// WHSent is a webhook that was posted: one attempt, as the panel makes no other.
type WHSent struct {
	Event, URL, Signature string
	Body                  []byte
	Status                int // 0: nobody answered in 5 seconds
	At                    time.Time
}

func newWHPoster(dial func(context.Context, string, string) (net.Conn, error)) *http.Client {
	return &http.Client{
		Timeout:       whPostTime,
		Transport:     &http.Transport{MaxIdleConnsPerHost: whPosters, DialContext: dial},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}

// post sends a webhook off; mu is held.
func (p *WHPanel) post(post whPost) {
	if p.isClosed() {
		return
	}
	p.hooks.queue = append(p.hooks.queue, post)
	p.hooks.open++
	if p.hooks.posting < whPosters {
		p.hooks.posting++
		p.work.Go(p.deliver)
	}
}

// postLater sends a webhook off after a while; mu is held.
func (p *WHPanel) postLater(post whPost, after time.Duration) {
	if p.isClosed() {
		return
	}
	p.hooks.open++
	p.work.Go(func() {
		timer := time.NewTimer(after)
		defer timer.Stop()
		select {
		case <-timer.C:
		case <-p.closed:
		}
		p.mu.Lock()
		defer p.mu.Unlock()
		p.hooks.open--
		p.post(post)
	})
}

// deliver posts what waits, until nothing does.
func (p *WHPanel) deliver() {
	for {
		p.mu.Lock()
		if len(p.hooks.queue) == 0 || p.isClosed() {
			p.hooks.posting--
			p.mu.Unlock()
			return
		}
		post := p.hooks.queue[0]
		p.hooks.queue = p.hooks.queue[1:]
		p.mu.Unlock()
		status := p.attempt(post)
		p.mu.Lock()
		p.posted(post, status)
		p.mu.Unlock()
	}
}

// posted writes down how an attempt ended; mu is held.
func (p *WHPanel) posted(post whPost, status int) {
	now := p.now().UTC()
	p.hooks.open--
	if len(p.hooks.sent) >= whSentKept {
		p.hooks.sent = slices.Delete(p.hooks.sent, 0, whSentKept/2)
	}
	p.hooks.sent = append(p.hooks.sent, WHSent{Event: post.event, URL: post.url, Signature: post.signature, Body: post.body, Status: status, At: now})
	if row := p.state.row(WHWebhooks, post.hook); row != nil {
		row["last_status"], row["last_triggered_at"] = int64(status), now
	}
	p.changed()
}

// attempt posts once; 0 is no answer.
func (p *WHPanel) attempt(post whPost) (status int) {
	ctx, cancel := context.WithTimeout(context.Background(), whPostTime)
	defer cancel()
	stop := make(chan struct{})
	defer close(stop)
	go func() { // ends with the attempt
		select {
		case <-p.closed:
			cancel()
		case <-stop:
		}
	}()
	var body io.Reader = bytes.NewReader(post.body)
	if post.cut {
		body = io.MultiReader(bytes.NewReader(post.body[:len(post.body)/2]), whBreak{})
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, post.url, body)
	if err != nil {
		return 0
	}
	r.ContentLength = int64(len(post.body))
	r.Header.Set("Content-Type", "application/json")
	r.Header.Set("User-Agent", "WHMDC-Webhook/1.0")
	if post.signature != "" {
		r.Header.Set("X-Webhook-Signature", post.signature)
	}
	response, err := p.poster.Do(r)
	if err != nil {
		return 0
	}
	defer response.Body.Close()
	_, _ = io.Copy(io.Discard, io.LimitReader(response.Body, 1<<16)) // so that the connection is used again
	return response.StatusCode
}

// whBreak is where a connection breaks.
type whBreak struct{}

// Read fails.
func (whBreak) Read([]byte) (int, error) { return 0, errors.New("the connection breaks here") }
