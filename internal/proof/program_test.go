package proof

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"
)

// program is the real binary, with a folder of its own, that a test may start
// and kill as often as it likes.
type program struct {
	binary string
	dir    string
	env    []string

	mu  sync.Mutex
	out bytes.Buffer
	cmd *exec.Cmd
	end chan error
}

// buildBot builds the binary once for a test.
func buildBot(t testing.TB) string {
	t.Helper()
	bin := filepath.Join(t.TempDir(), "bot")
	cmd := exec.Command("go", "build", "-o", bin, "resellerbot/cmd/bot")
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("build the bot: %v\n%s", err, out)
	}
	return bin
}

// newProgram gives a program that talks to the Telegram and the panel at the
// addresses, with Telegram's limits kept as in real life.
func newProgram(t testing.TB, binary, token, telegramURL, panelURL string, env ...string) *program {
	t.Helper()
	dir := t.TempDir()
	p := &program{binary: binary, dir: dir}
	p.env = append(os.Environ(),
		"BOT_TELEGRAM_TOKEN="+token,
		"BOT_TELEGRAM_API_URL="+telegramURL,
		"BOT_STORAGE_PATH="+filepath.Join(dir, "bot.db"),
		"BOT_SECRETS_MASTER_KEY_FILE="+filepath.Join(dir, "master.key"),
		"BOT_NETWORK_ALLOW_PRIVATE=127.0.0.0/8",
		"BOT_PROVIDERS_SERVEX_BASE_URL="+panelURL,
		"BOT_HTTP_LISTEN=127.0.0.1:0",
		"BOT_LOG_FORMAT=json",
	)
	p.env = append(p.env, env...)
	t.Cleanup(func() { _ = p.kill() })
	return p
}

// start runs the program; it must not be running.
func (p *program) start(t testing.TB) {
	t.Helper()
	cmd := exec.Command(p.binary, "run")
	cmd.Dir, cmd.Env = p.dir, p.env
	cmd.Stdout, cmd.Stderr = p, p
	if err := cmd.Start(); err != nil {
		t.Fatalf("start the bot: %v", err)
	}
	end := make(chan error, 1)
	go func() { end <- cmd.Wait() }()
	p.mu.Lock()
	p.cmd, p.end = cmd, end
	p.mu.Unlock()
}

// Write collects what the program prints.
func (p *program) Write(b []byte) (int, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.Write(b)
}

// said gives everything the program printed so far.
func (p *program) said() string {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.out.String()
}

// awaitRun waits until the program has said so many times that it runs.
func (p *program) awaitRun(ctx context.Context, times int) {
	for strings.Count(p.said(), `"the bot runs"`) < times && ctx.Err() == nil {
		pauseFor(ctx, 10*time.Millisecond)
	}
}

// kill ends the program as a power cut would, and waits until it is gone.
func (p *program) kill() error { return p.signal(syscall.SIGKILL) }

// stop ends the program as an operator would.
func (p *program) stop() error { return p.signal(syscall.SIGTERM) }

func (p *program) signal(sig syscall.Signal) error {
	p.mu.Lock()
	cmd, end := p.cmd, p.end
	p.cmd = nil
	p.mu.Unlock()
	if cmd == nil {
		return nil
	}
	_ = cmd.Process.Signal(sig)
	select {
	case err := <-end:
		return err
	case <-time.After(30 * time.Second):
		_ = cmd.Process.Kill()
		return fmt.Errorf("stop the bot: still running 30 s after %v", sig)
	}
}

// residentKB reads how much memory the program holds, in KiB.
func (p *program) residentKB(t testing.TB) int {
	t.Helper()
	p.mu.Lock()
	pid := p.cmd.Process.Pid
	p.mu.Unlock()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatalf("read memory: %v", err)
	}
	_, rest, _ := bytes.Cut(b, []byte("VmHWM:"))
	var kb int
	if _, err := fmt.Sscan(string(rest), &kb); err != nil {
		t.Fatalf("read memory: %v", err)
	}
	return kb
}

// residentNow reads how much memory the program holds at the moment, in KiB.
func (p *program) residentNow(t testing.TB) (kb int) {
	t.Helper()
	p.mu.Lock()
	pid := p.cmd.Process.Pid
	p.mu.Unlock()
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatalf("read memory: %v", err)
	}
	_, rest, _ := bytes.Cut(b, []byte("VmRSS:"))
	if _, err := fmt.Sscan(string(rest), &kb); err != nil {
		t.Fatalf("read memory: %v", err)
	}
	return kb
}

// within gives a context for one whole proof.
func within(t testing.TB, d time.Duration) context.Context {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), d)
	t.Cleanup(cancel)
	return ctx
}
