package ops_test

import (
	"net/http"
	"os"
	"sync"
	"testing"
)

// death stops a world right after a commit, as a power cut would: the disk holds
// that commit and nothing later. The zero value never comes.
type death struct {
	mu   sync.Mutex
	left int // commits until it comes
	came bool
	dies func()
}

func (d *death) committed(int) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.left--; d.left == 0 {
		d.came = true
		d.dies()
	}
}

// comes lets it come after n commits: the file is kept as it is then, and
// nobody reaches the panel any more.
func (d *death) comes(t *testing.T, n int, file string, wire *wire, cancel func()) {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left, d.dies = n, func() {
		data, err := os.ReadFile(file)
		if err == nil {
			err = os.WriteFile(file+".then", data, 0o600)
		}
		if err != nil {
			t.Error(err)
		}
		wire.set(func(int, *http.Request) (*http.Response, error) { return nil, errCut })
		cancel()
	}
}

// over makes the file of a closed store what it was when death came, if it did:
// what was committed since is lost.
func (d *death) over(file string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	d.left = 0
	if !d.came {
		return nil
	}
	return os.Rename(file+".then", file)
}
