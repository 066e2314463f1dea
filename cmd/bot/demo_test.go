package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"resellerbot/internal/sandbox"
)

// visitor uses the demo's page as a browser does.
type visitor struct {
	t       *testing.T
	demo    *demo
	address string
	person  int64
}

// visit begins a demo that ends with the test.
func visit(t *testing.T) *visitor {
	t.Helper()
	t.Parallel()
	d, err := newDemo(t.TempDir(), slog.New(slog.DiscardHandler))
	if err != nil {
		t.Fatal(err)
	}
	l, err := new(net.ListenConfig).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := context.WithCancel(t.Context())
	ended := make(chan error, 1)
	go func() { ended <- d.run(ctx, l) }()
	t.Cleanup(func() {
		end()
		if err := <-ended; err != nil {
			t.Errorf("the demo ended with %v", err)
		}
		if err := d.Close(); err != nil {
			t.Error(err)
		}
	})
	return &visitor{t: t, demo: d, address: "http://" + l.Addr().String(), person: 1001}
}

func (v *visitor) post(path string, body map[string]any) {
	v.t.Helper()
	body["person"], body["chat"] = v.person, v.person
	encoded, err := json.Marshal(body)
	if err != nil {
		v.t.Fatal(err)
	}
	response, err := http.Post(v.address+path, "application/json", bytes.NewReader(encoded))
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	if text, _ := io.ReadAll(response.Body); response.StatusCode != http.StatusOK {
		v.t.Fatalf("%s %v: %d %s", path, body, response.StatusCode, text)
	}
}

// shown is a message as the page shows it.
type shown struct {
	ID      int    `json:"id"`
	FromBot bool   `json:"from_bot"`
	Text    string `json:"text"`
	Photo   []byte `json:"photo"`
	Buttons [][]struct {
		Label string `json:"label"`
	} `json:"buttons"`
}

func (v *visitor) messages() []shown {
	v.t.Helper()
	chat := strconv.FormatInt(v.person, 10)
	response, err := http.Get(v.address + "/chat?person=" + chat + "&chat=" + chat)
	if err != nil {
		v.t.Fatal(err)
	}
	defer response.Body.Close()
	var page struct {
		Messages []shown `json:"messages"`
	}
	if err := json.NewDecoder(response.Body).Decode(&page); err != nil {
		v.t.Fatal(err)
	}
	return page.Messages
}

// sees waits for a message of the bot that contains the text, or a button that
// does.
func (v *visitor) sees(text string) (found shown) {
	v.t.Helper()
	until(v.t, "the bot says "+text, func() bool {
		all := v.messages()
		slices.Reverse(all)
		for _, m := range all {
			if m.FromBot && strings.Contains(fmt.Sprint(m.Text, m.Buttons), text) {
				found = m
				return true
			}
		}
		return false
	})
	return found
}

func (v *visitor) says(text string) { v.t.Helper(); v.post("/say", map[string]any{"text": text}) }

// taps taps a button of the message.
func (v *visitor) taps(m shown, label string) {
	v.t.Helper()
	for row, buttons := range m.Buttons {
		for col, b := range buttons {
			if strings.Contains(b.Label, label) {
				v.post("/tap", map[string]any{"message": m.ID, "row": row, "col": col})
				return
			}
		}
	}
	v.t.Fatalf("no button %q: %+v", label, m)
}

// turns pushes a button of the world.
func (v *visitor) turns(label string) {
	v.t.Helper()
	for i, s := range v.demo.switches() {
		if s.Label == label {
			v.post("/world", map[string]any{"switch": i})
			return
		}
	}
	v.t.Fatalf("no switch %q", label)
}

// connects comes in and connects the pretended panel.
func (v *visitor) connects() {
	v.t.Helper()
	v.says("/start")
	v.taps(v.sees("Hello, Mike"), "Connect")
	v.taps(v.sees("Which panel"), "Servex")
	v.sees("Paste your Servex API key")
	v.says(v.demo.reseller)
	v.sees("with a reseller key")
}

func TestDemoFromStartToAClient(t *testing.T) {
	v := visit(t)
	v.connects()
	for _, m := range v.messages() {
		if strings.Contains(m.Text, v.demo.reseller) {
			t.Error("the key still stands in the chat")
		}
	}
	v.turns("Restart the bot")
	v.says("/clients")
	v.sees("loja1cli1")

	v.turns("Panel: down")
	v.says("/clients")
	v.sees("The panel does not answer")
	v.turns("Panel: works")
	v.says("/clients")
	v.sees("loja1cli1")
}

// The panel makes the client and hangs up: the bot must find it, not make
// another one.
func TestDemoTrialWhoseAnswerIsLost(t *testing.T) {
	v := visit(t)
	v.connects()
	v.turns("Panel: loses answers")
	v.says("/trial")
	v.taps(v.sees("Which servers?"), "Premium SSH")
	v.taps(v.sees("For how many minutes?"), "60 min")
	v.sees("Which username?")
	v.says("mike45")
	v.taps(v.sees("How many connections"), "1 connection")
	v.sees("mike45\n🔑 Password: ")
	if n := v.demo.panel.Creates("mike45"); n != 1 {
		t.Errorf("the panel has it %d times", n)
	}
}

func TestDemoSpeaksPortuguese(t *testing.T) {
	v := visit(t)
	v.person = 1002
	v.says("/start")
	v.sees("Ana")
	for _, m := range v.messages() {
		if strings.Contains(m.Text, "Hello") {
			t.Errorf("in English: %s", m.Text)
		}
	}
}

func TestDemoWaitsWhenTelegramSaysSo(t *testing.T) {
	v := visit(t)
	v.demo.telegram.Fail(sandbox.TelegramFault{Method: "sendMessage", Kind: sandbox.FaultTooMany, RetryAfter: 1, Times: 1})
	v.says("/start")
	v.sees("Hello, Mike")
}

func TestDemoCommandEndsWithASignal(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	ctx, end := context.WithCancel(t.Context())
	dir := filepath.Join(t.TempDir(), "kept")
	ended := make(chan error, 1)
	go func() {
		s := &surroundings{ctx: ctx, out: &out, errs: io.Discard}
		ended <- demoCommand{Listen: "127.0.0.1:0", Data: dir}.Run(s)
	}()
	until(t, "the database is there", func() bool { return !missing(filepath.Join(dir, "bot.db")) })
	end()
	if err := <-ended; err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "http://127.0.0.1:") || !strings.Contains(out.String(), "reseller key") || !strings.Contains(out.String(), "SMM key") || !strings.Contains(out.String(), "XMPlus key") || !strings.Contains(out.String(), "hosting key") {
		t.Error(out.String())
	}
	if missing(filepath.Join(dir, "bot.db")) {
		t.Error("the data was not kept")
	}
}
