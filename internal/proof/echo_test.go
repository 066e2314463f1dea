package proof

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"os/signal"
	"syscall"
	"testing"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"
)

// The children: this test binary run again as another process, so that what is
// measured does not share a heap with what measures.
const (
	childVariable = "PROOF_CHILD"
	childRaw      = "raw"
	childDurable  = "durable"
)

func TestMain(m *testing.M) {
	switch os.Getenv(childVariable) {
	case childRaw:
		exitWith(rawEcho())
	case childDurable:
		exitWith(durableEcho())
	}
	waitTogether()
	os.Exit(m.Run())
}

// proofsAtOnce is how many proofs run at the same time: nearly all of each is
// waiting for what people and panels do, so that processors are no measure.
const proofsAtOnce = "8"

// waitTogether sets that, unless -parallel says otherwise.
func waitTogether() {
	flag.Parse()
	asked := false
	flag.Visit(func(f *flag.Flag) { asked = asked || f.Name == "test.parallel" })
	if asked {
		return
	}
	if err := flag.Set("test.parallel", proofsAtOnce); err != nil {
		exitWith(err)
	}
}

func exitWith(err error) {
	if err != nil {
		_, _ = os.Stderr.WriteString(err.Error() + "\n")
		os.Exit(1)
	}
	os.Exit(0)
}

// rawEcho is what go-telegram/bot gives with its default options.
func rawEcho() error {
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM)
	defer stop()
	b, err := bot.New(os.Getenv("PROOF_TOKEN"),
		bot.WithServerURL(os.Getenv("PROOF_URL")),
		bot.WithDefaultHandler(func(ctx context.Context, b *bot.Bot, u *models.Update) {
			_, _ = b.SendMessage(ctx, &bot.SendMessageParams{ChatID: u.Message.Chat.ID, Text: u.Message.Text})
		}))
	if err != nil {
		return err
	}
	b.Start(ctx)
	return nil
}

// startChild runs this test binary as one of the children, until the test ends
// or stop is called.
func startChild(t testing.TB, child, token, url string) (stop func()) {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(exe)
	cmd.Dir = t.TempDir()
	cmd.Env = append(os.Environ(), childVariable+"="+child, "PROOF_TOKEN="+token, "PROOF_URL="+url)
	cmd.Stderr = os.Stderr
	if err := cmd.Start(); err != nil {
		t.Fatalf("start %s: %v", child, err)
	}
	var stopped bool
	stop = func() {
		if !stopped {
			stopped = true
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
		}
	}
	t.Cleanup(stop)
	return stop
}
