package sandbox

import (
	"context"
	"errors"
	"net"
	"net/http"
	"sync"
	"time"
)

// endpoint is what all pretended panels have in common: an address where one
// listens, an end that everything within waits for, and waking those who wait
// for a change.
type endpoint struct {
	closed chan struct{}
	work   sync.WaitGroup // what goes on in the panel besides requests

	mu       sync.Mutex    // guards all below, and the panel's own state
	change   chan struct{} // closed and replaced whenever something changed
	server   *http.Server
	finished chan struct{}
	address  string        // host and port
	lives    chan struct{} // closed to end the life of live; nil: there is none
}

func newEndpoint() endpoint {
	return endpoint{closed: make(chan struct{}), change: make(chan struct{})}
}

// listen serves the panel on a free loopback port, and gives its address.
func (e *endpoint) listen(panel http.Handler) (base string, err error) {
	listener, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.server = &http.Server{Handler: panel, ReadHeaderTimeout: 10 * time.Second}
	e.finished, e.address = make(chan struct{}), listener.Addr().String()
	go func(server *http.Server, finished chan struct{}) {
		defer close(finished)
		_ = server.Serve(listener) // ends with Close
	}(e.server, e.finished)
	return "http://" + e.address, nil
}

// Close ends every hanging request and what else goes on in the panel, and
// stops listening.
func (e *endpoint) Close() error {
	e.end()
	e.mu.Lock()
	server, finished := e.server, e.finished
	e.mu.Unlock()
	var err error
	if server != nil {
		err = server.Close()
		<-finished
	}
	e.work.Wait()
	return err
}

// end lets everything within know that the panel closes.
func (e *endpoint) end() {
	e.mu.Lock()
	defer e.mu.Unlock()
	if !e.isClosed() {
		close(e.closed)
	}
}

func (e *endpoint) isClosed() bool {
	select {
	case <-e.closed:
		return true
	default:
		return false
	}
}

// wait returns nil once cond holds, which is asked at each change, or the
// context's error.
func (e *endpoint) wait(ctx context.Context, cond func() bool) error {
	for {
		e.mu.Lock()
		change := e.change
		e.mu.Unlock()
		if cond() {
			return nil
		}
		select {
		case <-change:
		case <-ctx.Done():
			return ctx.Err()
		case <-e.closed:
			return errors.New("wait: the panel was closed")
		}
	}
}

// changed wakes everyone who waits; mu is held.
func (e *endpoint) changed() {
	close(e.change)
	e.change = make(chan struct{})
}

// live has each turn happen every so often, until the panel closes or lives
// otherwise; 0 ends that.
func (e *endpoint) live(every time.Duration, each func(turn int)) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.lives != nil {
		close(e.lives)
		e.lives = nil
	}
	if every == 0 || e.isClosed() {
		return
	}
	ended := make(chan struct{})
	e.lives = ended
	e.work.Go(func() {
		ticker := time.NewTicker(every)
		defer ticker.Stop()
		for turn := 0; ; turn++ {
			select {
			case <-e.closed:
				return
			case <-ended:
				return
			case <-ticker.C:
				each(turn)
			}
		}
	})
}

// pause holds a request for a while, and tells whether somebody still wants its
// answer: the client did not go away, and the panel did not close.
func (e *endpoint) pause(r *http.Request, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	return e.hold(r, timer.C)
}

// hang holds a request until nobody wants its answer, and gives none.
func (e *endpoint) hang(w http.ResponseWriter, r *http.Request) {
	e.hold(r, nil)
	drop(w)
}

func (e *endpoint) hold(r *http.Request, done <-chan time.Time) bool {
	select {
	case <-done:
		return true
	case <-r.Context().Done():
	case <-e.closed:
	}
	return false
}
