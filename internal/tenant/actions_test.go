package tenant

import (
	"fmt"
	"time"

	"pgregory.net/rapid"

	"resellerbot/handlers"
	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// actions are what may happen, each as often as its number says.
func (w *world) actions() map[string]func(*rapid.T) {
	all := map[string]func(*rapid.T){}
	for _, a := range []struct {
		name  string
		often int
		do    func(*rapid.T)
	}{
		{"walk", 14, w.walks},
		{"configure", 5, w.configures},
		{"host", 5, w.hosts},
		{"hook", 3, w.posts},
		{"tap", 8, w.tapsOwn},
		{"write", 8, w.writes},
		{"command", 5, w.commands},
		{"old", 4, w.tapsOther},
		{"craft", 6, w.crafts},
		{"link", 4, w.opens},
		{"send", 2, w.sends},
		{"job", 4, w.works},
		{"time", 2, w.waits},
		{"fault", 2, w.breaks},
		{"part", 1, w.parts},
		{"restock", 2, w.restocks},
		{"restart", 1, func(*rapid.T) { w.happens("the bot restarts"); w.restart() }},
	} {
		for i := range a.often {
			all[fmt.Sprintf("%s %d", a.name, i)] = a.do
		}
	}
	return all
}

// anyone is a person at a place where they may write.
func (w *world) anyone(t *rapid.T) (*person, chat.Place) {
	p := w.people[rapid.IntRange(0, len(w.people)-1).Draw(t, "person")]
	return p, p.place(rapid.IntRange(0, 3).Draw(t, "in group") > 0)
}

func (w *world) tapsOwn(t *rapid.T) {
	p, at := w.anyone(t)
	all := w.buttons(at.Chat)
	if len(all) == 0 {
		w.say(p, at, "/start")
		return
	}
	b := all[rapid.IntRange(0, len(all)-1).Draw(t, "button")]
	w.tap(p, at, b.message, b.data)
}

func (w *world) writes(t *rapid.T) {
	p, at := w.anyone(t)
	w.say(p, at, p.words[rapid.IntRange(0, len(p.words)-1).Draw(t, "words")])
}

func (w *world) commands(t *rapid.T) {
	p, at := w.anyone(t)
	text := "/" + rapid.SampledFrom(append(handlers.Commands(), "offers", "start")).Draw(t, "command")
	if rapid.IntRange(0, 3).Draw(t, "with words") == 0 {
		text += " " + rapid.SampledFrom(p.words).Draw(t, "words")
	}
	w.say(p, at, text)
}

// opens follows a deep link that was ever shown, or of an offer.
func (w *world) opens(t *rapid.T) {
	p, at := w.anyone(t)
	found := list{}
	found.add("kAAAAAAAAAAAAAAAAAAAAAA", "my")
	for _, m := range w.past {
		for _, hit := range startPattern.FindAllStringSubmatch(m.m.HTML, -1) {
			found.add(hit[1] + hit[2])
		}
	}
	for _, payload := range w.links {
		found.add(payload)
	}
	for _, r := range w.tenants {
		for _, id := range r.offers {
			found.add("o" + id)
		}
		found.add("x" + r.store)
	}
	w.say(p, at, "/start "+found.all[rapid.IntRange(0, len(found.all)-1).Draw(t, "link")])
}

func (w *world) sends(t *rapid.T) {
	p, at := w.anyone(t)
	w.send(p, at, rapid.Bool().Draw(t, "photo"))
}

// works runs all jobs once.
func (w *world) works(*rapid.T) {
	for _, name := range jobNames() {
		w.run(name)
	}
}

func (w *world) waits(t *rapid.T) {
	d := rapid.SampledFrom([]time.Duration{time.Second, 5 * time.Minute, time.Hour, 9 * time.Hour, day}).Draw(t, "time")
	w.happens("%s pass", d)
	w.now = w.now.Add(d)
	for _, o := range w.smm.Orders() {
		w.smm.Advance(o.ID)
	}
	if rapid.Bool().Draw(t, "people pay") {
		w.xm.PayShown()
	}
	w.works(nil)
}

// breaks spoils one answer of each panel, or mends them all.
func (w *world) breaks(t *rapid.T) {
	n := rapid.IntRange(0, 3).Draw(t, "fault")
	w.happens("the panels fail, %d", n)
	w.servex.Heal()
	w.smm.Heal()
	w.vpn.Heal()
	w.xm.Heal()
	for _, r := range w.tenants {
		r.host.Heal()
		if n < 3 {
			r.host.Fail(sandbox.WHFault{Kind: []sandbox.WHFaultKind{sandbox.WHCutAfter, sandbox.WH500After, sandbox.WHHTML}[n], Method: "POST", Times: 1})
		}
	}
	if n < 3 {
		w.servex.Fail(sandbox.ServexFault{Kind: []sandbox.ServexFaultKind{sandbox.ServexCutAfter, sandbox.Servex500, sandbox.ServexHTML}[n], Method: "POST", Times: 1})
		w.smm.Fail(sandbox.SMMFault{Kind: []sandbox.SMMFaultKind{sandbox.SMMCutAfter, sandbox.SMM500, sandbox.SMMHTML}[n], Action: "add", Times: 1})
		w.vpn.Fail(sandbox.VPNFault{Kind: []sandbox.VPNFaultKind{sandbox.VPNCutAfter, sandbox.VPN500, sandbox.VPNHTML}[n], Method: "POST", Times: 1})
		w.xm.Fail(sandbox.XMFault{Kind: []sandbox.XMFaultKind{sandbox.XMCutAfter, sandbox.XM500After, sandbox.XMHTML}[n], Times: 1})
	}
	w.member = n != 1
}

// parts takes a tenant's account away, as /disconnect does.
func (w *world) parts(t *rapid.T) {
	r := w.tenants[rapid.IntRange(0, 1).Draw(t, "tenant")]
	provider := rapid.SampledFrom([]string{ops.Servex, ops.SMM, ops.VPNResellers, ops.XMPlus, ops.WHMDC}).Draw(t, "provider")
	w.happens("%s is not connected with %s any more", r.mark, provider)
	w.change(func(tx *storage.Tx) error { return tx.DropAccount(r.chat, provider) })
}

// restocks gives both tenants back what people gave up or deleted.
func (w *world) restocks(*rapid.T) {
	w.happens("the panels get more clients")
	for _, r := range w.tenants {
		w.connect(r)
		w.stock(r)
		left := 0
		w.look(func(tx *storage.Tx) error {
			offers, err := tx.OffersOf(r.chat)
			left = len(offers)
			return err
		})
		if left < 2 {
			w.offer(r)
		}
	}
	w.deliver()
}
