package handlers_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/chat"
	"resellerbot/internal/sandbox"
)

var update = flag.Bool("update", false, "write what the bot shows into the transcripts")

// A transcript is a conversation: "> text" and "> [Button]" are the person,
// "> file list.txt: line 1\nline 2" is one who sends a file (see sentThing for pictures), "< line" is what the
// bot shows, "! …" is the world, "! as Bia" lets another person act from here on,
// "! files down" keeps files back until "! files ok", "# …" is a remark. What is shown in another chat
// than the one that is looked at says so. It is
// specification and test at once.
func TestTranscripts(t *testing.T) {
	files, err := filepath.Glob("testdata/*.chat")
	if err != nil || len(files) == 0 {
		t.Fatalf("no transcripts: %v", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".chat"), func(t *testing.T) {
			t.Parallel()
			play(t, file)
		})
	}
}

func play(t *testing.T, file string) {
	t.Helper()
	text, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	w := newWorld(t)
	var got []string
	for _, line := range strings.Split(strings.TrimRight(string(text), "\n"), "\n") {
		if strings.HasPrefix(line, "<") {
			continue
		}
		got = append(got, line)
		w.log = nil
		switch {
		case strings.HasPrefix(line, "> "):
			w.person(strings.TrimPrefix(line, "> "))
		case strings.HasPrefix(line, "! "):
			w.happens(strings.TrimPrefix(line, "! "))
		}
		for _, s := range w.log {
			got = append(got, strings.TrimRight("< "+w.masked(s), " "))
		}
	}
	result := strings.Join(got, "\n") + "\n"
	if *update {
		if err := os.WriteFile(file, []byte(result), 0o600); err != nil {
			t.Fatal(err)
		}
		return
	}
	if diff := cmp.Diff(string(text), result); diff != "" {
		t.Errorf("the bot says something else (- transcript, + bot):\n%s", diff)
	}
}

// person does what the transcript says: a button in brackets, a file, else text.
func (w *world) person(what string) {
	w.t.Helper()
	if m := sentFile.FindStringSubmatch(what); m != nil {
		w.sendFile(m[1], w.unmasked(m[2]))
		return
	}
	if m := sentThing.FindStringSubmatch(what); m != nil {
		w.sendThing(m[1], m[2], w.unmasked(m[3]))
		return
	}
	label, ok := strings.CutPrefix(what, "[")
	if !ok {
		w.say(w.unmasked(what))
		return
	}
	id, key, found := w.button(strings.TrimSuffix(label, "]"))
	if !found {
		w.t.Fatalf("there is no button %s on the screen:\n%s", what, w.screen())
	}
	w.tap(w.who, people()[w.who], id, key.Data)
}

// happens does what no person does.
func (w *world) happens(what string) {
	w.t.Helper()
	verb, rest, _ := strings.Cut(what, " ")
	label := strings.Trim(rest, "[]")
	switch verb {
	case "language":
		w.lang = rest
	case "group":
		w.private = false
	case "private":
		w.private = true
	case "seed":
		w.seed()
	case "watched":
		w.watched()
	case "connected":
		w.seed()
		w.connect()
	case "reseller-key": // what is connected next may not do what admins may
		w.panel.AddKey(panelKey, false, sandbox.ServexDemoOwner)
	case "resellers":
		w.seedResellers()
	case "more-resellers":
		for i := range 7 {
			w.panel.AddReseller(sandbox.ServexReseller{
				Name: "Mais", Username: fmt.Sprintf("mais%02d", i+1), AccountType: "credit", MaxUsers: i, ParentID: sandbox.ServexDemoOwner,
			})
		}
	case "photo", "edited", "unnamed": // what else a person may write in
		w.writes(verb, w.unmasked(rest))
	case "channel":
		w.channelIs(rest)
	case "files":
		w.filesAre(rest)
	case "nobody-is-admin":
		w.driver.GroupAdmin = func(context.Context, int64, int64) (bool, error) { return false, nil }
	case "restart":
		if err := w.store.Close(); err != nil {
			w.t.Fatal(err)
		}
		w.open()
	case "again": // the messenger delivers the last update once more
		w.redeliver()
	case "twice": // a double tap
		id, key, _ := w.button(label)
		w.tap(w.who, people()[w.who], id, key.Data)
		w.tap(w.who, people()[w.who], id, key.Data)
	case "stranger":
		id, key, _ := w.button(label)
		w.tap(strangerID, "Stranger", id, key.Data)
	case "group-connected":
		w.seed()
		w.connectGroup()
	case "as":
		w.as(rest)
	case "customers":
		w.customers()
	case "forged": // a button that no screen offers
		w.tap(w.who, people()[w.who], 0, "g."+strconv.FormatInt(w.who, 36)+"."+w.unmasked(rest))
	case "wait":
		w.wait(rest)
	case "reconcile":
		w.reconcile()
	case "bulks":
		w.bulks()
	case "crowd": // a panel with so many more clients
		w.crowd(rest)
	case "ends": // many more clients, who end in the coming days and ended in the last ones
		w.ends()
	case "gone": // whoever has such a name is deleted on the panel
		w.gone(w.unmasked(rest))
	case "warn": // makes the digests that are due
		w.warn()
	case "names": // clients and their days: "ana:3 bia:7"
		w.names(strings.Fields(rest))
	case "revoked":
		w.panel.RevokeKey(panelKey)
	case "mended":
		w.panel.AddKey(panelKey, true, sandbox.ServexDemoOwner)
	case "digest": // says whose time is nearly over, with a button that renews all
		w.digest(strings.Fields(rest))
	case "sweep":
		if _, err := w.driver.Sweep(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		w.show()
	case "events":
		w.events(rest)
	case "panel":
		w.breaks(rest)
	case "smm":
		w.smm(rest)
	case "vpn":
		w.tunnel(rest)
	case "member":
		w.visiting(rest)
	case "bill":
		w.billed(rest)
	case "xm":
		w.market(rest)
	case "wh":
		w.hosting(rest)
	case "host":
		w.hostLife(rest)
	case "gives": // the chat gives something away
		w.offering(rest)
	case "offer-is":
		w.offerIs(rest)
	case "pays": // how customers pay
		w.pays(rest)
	case "opens": // a button that somebody else's screen offers
		w.tap(w.who, people()[w.who], 0, "g."+strconv.FormatInt(w.who, 36)+"."+w.unmasked(rest))
	case "linked": // to whoever acts
		w.linked(rest)
	case "leaves": // who acts blocks the bot
		in := w.input(w.who, people()[w.who])
		in.Kind = chat.Blocked
		w.handle(in)
	case "takers": // so many people take it
		n, _ := strconv.Atoi(rest)
		w.takers(n)
	case "claims": // makes what people claimed
		w.claims()
	case "shop": // an SMM panel that sells a lot, and what is watched there
		w.shopping(rest)
	default:
		w.t.Fatalf("the world knows no %q", verb)
	}
}

func (w *world) wait(text string) {
	d, err := time.ParseDuration(text)
	if err != nil {
		w.t.Fatal(err)
	}
	w.mu.Lock()
	w.now = w.now.Add(d)
	w.mu.Unlock()
	w.show() // what had to wait
}

func (w *world) breaks(how string) {
	w.panel.Heal()
	if how == "too-often" {
		w.panel.Fail(sandbox.ServexFault{Method: "POST", Times: 1, Kind: sandbox.Servex429, RetryAfter: "90"})
		return
	}
	faults := map[string]sandbox.ServexFaultKind{
		"down": sandbox.ServexCutBefore, "html": sandbox.ServexHTML, "answers-lost": sandbox.ServexCutAfter, "refuses": sandbox.Servex500,
	}
	switch kind, ok := faults[how]; {
	case ok && (how == "answers-lost" || how == "refuses"):
		for _, method := range []string{"POST", "PUT", "DELETE"} {
			w.panel.Fail(sandbox.ServexFault{Method: method, Kind: kind})
		}
	case ok:
		w.panel.Fail(sandbox.ServexFault{Kind: kind})
	case how != "ok":
		w.t.Fatalf("a panel cannot be %q", how)
	}
}

// redeliver hands the driver an input that is finished already: the inbox
// would have dropped it, and the conversation must not mind it either.
func (w *world) redeliver() {
	if err := w.driver.Handle(w.t.Context(), w.last); err != nil {
		w.t.Fatal(err)
	}
	w.show()
}

// seed gives the panel two categories, one of them expired, and four clients.
func (w *world) seed() {
	now := w.clock()
	premium := w.panel.AddCategory("Premium", time.Time{})
	w.panel.AddCategory("Old", now.AddDate(0, -1, 0))
	w.panel.AddCategory("Turbo", now.AddDate(1, 0, 0))
	for _, c := range []sandbox.ServexClient{
		{Username: "anabela", Expires: now.AddDate(0, 0, 20), Note: "<b>&\u202eolá 🙂"},
		{Username: "bruno", Expires: now.AddDate(0, 0, 2)},
		{Username: "carla", Expires: now.AddDate(0, 0, -3)},
		{Username: "diego", Expires: now.AddDate(0, 0, 40), Suspended: true},
	} {
		c.CategoryID, c.Limit, c.Kind, c.OwnerID, c.Created, c.Password = premium, 2, "user", sandbox.ServexDemoOwner, now.AddDate(0, -2, 0), "secret1"
		w.panel.AddClient(c)
	}
}

// seedResellers gives the seeded panel four resellers, one of them another
// owner's, and a client to each.
func (w *world) seedResellers() {
	now, given := w.clock().Truncate(24*time.Hour), []int64{}
	for _, k := range w.panel.Categories() {
		given = append(given, k.ID)
	}
	for _, r := range []sandbox.ServexReseller{
		{Name: "Norte Net", Username: "loja1", MaxUsers: 50, Expires: now.AddDate(0, 0, 45), CategoryIDs: given[:2], Note: "<i>&\u202eolá"},
		{Name: "Sul Conecta", Username: "loja2", AccountType: "credit", MaxUsers: 120, CategoryIDs: given[2:]},
		{Name: "Litoral", Username: "loja3", MaxUsers: 20, Expires: now.AddDate(0, 0, -5), CategoryIDs: given[:1]},
		{Name: "De outro", Username: "alheio", MaxUsers: 20, Expires: now.AddDate(0, 0, 5), CategoryIDs: given[:1], ParentID: 999},
	} {
		if r.AccountType == "" {
			r.AccountType = "validity"
		}
		if r.ParentID == 0 {
			r.ParentID = sandbox.ServexDemoOwner
		}
		r.Password = "secret1"
		owner := w.panel.AddReseller(r)
		w.panel.AddClient(sandbox.ServexClient{Username: "c" + r.Username, Password: "secret1", CategoryID: given[0], OwnerID: owner})
	}
}

// ends gives the panel ten clients who end soon and ten who are over, in no
// order.
func (w *world) ends() {
	for i := range 10 {
		n := (i*7)%10 + 1
		for _, name := range []string{"soon", "over"} {
			at := w.clock().Add(time.Duration(n) * 6 * time.Hour)
			if name == "over" {
				at = w.clock().AddDate(0, 0, -n)
			}
			w.panel.AddClient(sandbox.ServexClient{
				Username: fmt.Sprintf("%s%02d", name, n), Password: "secret1", CategoryID: w.panel.Categories()[0].ID, Limit: 1, Kind: "user",
				OwnerID: sandbox.ServexDemoOwner, Expires: at, Created: at.AddDate(0, -1, 0),
			})
		}
	}
}

// connect is done before a transcript that is about something else.
func (w *world) connect() {
	for _, step := range []string{"/connect", "[Servex]", panelKey} {
		w.person(step)
	}
	w.log = nil
}

var proposedName = regexp.MustCompile(`(\b|%20)([bcdfghjkmnprstvz][aeiou]){3}[2-9]{4}\b`)

// masked hides what chance decides.
func (w *world) masked(s string) string {
	s = maskedMember(s)
	s = w.maskedOffer(w.maskedStore(w.maskedToken(proposedName.ReplaceAllString(w.maskedTunnel(s), "${1}{name}"))))
	for _, c := range w.panel.Clients() {
		if len(c.Password) == 10 {
			s = strings.ReplaceAll(s, c.Password, "{password}")
		}
	}
	for _, r := range w.panel.Resellers() {
		if len(r.Password) == 10 {
			s = strings.ReplaceAll(s, r.Password, "{password}")
		}
	}
	return s
}

func (w *world) unmasked(s string) string {
	s = strings.NewReplacer("{token}", w.token, "{offer}", w.offer, "{store}", w.front, "{newest}", w.newest(), "{client}", strconv.FormatInt(w.client, 10)).Replace(s)
	s = strings.NewReplacer("{key}", panelKey, "{vpn-key}", vpnKey, "{xm-key}", xmKey, "{wh-key}", whKey, "{smm-key}", smmKey).Replace(s)
	s = strings.ReplaceAll(massRows(s), `\n`, "\n")
	s = strings.ReplaceAll(s, "{huge}", strings.Repeat(`A comment of forty characters or so.\n`, 2000))
	s = strings.ReplaceAll(s, "{thousand}", strings.Repeat(`So nice!\n`, 1000))
	return strings.ReplaceAll(s, "{long}", strings.Repeat("x", 5000))
}
