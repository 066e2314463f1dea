package tenant

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

const day = 24 * time.Hour

// person is somebody with a telephone. Who is of no tenant knows only what was
// given to them.
type person struct {
	id    int64
	name  string
	lang  string
	of    *tenant
	words []string // that they type
	// logins are the e-mail addresses and passwords that they type where these are
	// asked for, and nowhere else: what they write to a reseller that one sees.
	logins []string

	customer map[*tenant]bool // whose links they opened
	had      map[access]int64 // what they were given, by an invitation or a claim: from which chat
	names    map[string]bool  // of those, in small letters
	offered  map[string]bool  // the offers that they opened
	opened   map[string]bool  // whatever follows the letter of a deep link
	read     map[string]bool  // marks in texts that are for them, in small letters
	taking   string           // the invitation that they look at
	takes    storage.LinkKey  // and what it gives
}

// access is a client or account at a panel.
type access struct {
	provider string
	id       int64
}

// settlePeople puts the people there: resellers, customers of the one, of the
// other, of both, and strangers.
func (w *world) settlePeople() {
	for _, r := range w.tenants {
		for i, id := range r.people {
			role := map[bool]string{true: "mate", false: "boss"}[id == mateB]
			w.join(id, r.mark+role+strconv.FormatInt(id, 10), r, i)
		}
	}
	for i, id := range []int64{101, 102, 201, 202, 301, 901, 902} {
		w.join(id, fmt.Sprintf("guest%d", id), nil, i)
	}
}

func (w *world) join(id int64, name string, of *tenant, n int) {
	p := &person{
		id: id, name: name, lang: []string{"en", "pt-br"}[n%2], of: of, customer: map[*tenant]bool{},
		had: map[access]int64{}, names: map[string]bool{}, offered: map[string]bool{}, opened: map[string]bool{}, read: map[string]bool{},
	}
	p.words = append(p.words, sharedWords()...)
	if of != nil {
		for i := range 8 {
			for _, kind := range []string{"new", "cli", "acc", "first", "note"} {
				p.words = append(p.words, of.word(kind, i))
			}
		}
		p.words = append(p.words, "https://example.com/"+of.word("link", n), of.mark+"passW1", of.mark+"pay1", of.mark+"say1 hello", "https://example.com/"+of.word("l", 1)+" 100")
	} else {
		p.words = append(p.words, fmt.Sprintf("memo%d please", id))
		p.logins = append(p.logins, p.newEmail(), "Strong-2026!")
	}
	w.people = append(w.people, p)
}

// sharedWords are typed by everybody: they name parts of what both tenants have
// and are nobody's data. What is found by them is.
func sharedWords() []string {
	return []string{"1", "2", "3", "7", "30", "60", "100", "0.5", "0", "-", "x", "no", "qalfacl", "qbetacl", "qalfaac", "qbetaac", "qalfa", "qbeta", "guest10", "30 days", "101", "101 | https://example.com/x | 100"}
}

// place is where a person stands when they write in private or in the group.
func (p *person) place(inGroup bool) chat.Place {
	if inGroup && p.of != nil {
		return chat.Place{Chat: p.of.chat}
	}
	return chat.Place{Chat: p.id}
}

// invite gives a person a link to what a tenant has at a provider, and they take
// it.
func (w *world) invite(r *tenant, p *person, what access, name string) {
	data := fmt.Sprintf("%d %s", what.id, name)
	if what.provider == ops.VPNResellers {
		data = "v " + data
	}
	var token string
	w.change(func(tx *storage.Tx) (err error) {
		token, err = tx.IssueTicket(storage.Ticket{Kind: ops.Invite, Chat: r.chat, Person: r.people[0], Expires: w.now.Add(7 * day), Data: data})
		return err
	})
	w.links = append(w.links, "k"+token)
	w.say(p, p.place(false), "/start k"+token)
	w.tapFirst(p, p.place(false), 0)
}

// follows notes what a deep link may show to who opens it. An invitation is
// good for one person, an offer for everybody.
func (w *world) follows(p *person, payload string) {
	if payload == "" {
		return
	}
	token := payload[1:]
	p.opened[token] = true
	w.look(func(tx *storage.Tx) error {
		switch payload[0] {
		case 'x':
			s, found, err := tx.StorefrontByID(token)
			if found {
				p.becomes(w, s.Chat)
			}
			return err
		case 'o':
			f, found, err := tx.Offer(token)
			if found {
				p.offered[token] = true
				p.becomes(w, f.Chat)
			}
			return err
		case 'k':
			ticket, valid, err := tx.Ticket(token)
			if valid && ticket.Kind == ops.Invite && !w.spent[token] {
				provider, id, name := readInvitation(ticket.Data)
				p.taking, p.takes = token, storage.LinkKey{Chat: ticket.Chat, Provider: provider, Client: id, Person: p.id}
				p.had[access{provider, id}], p.names[name] = ticket.Chat, true
				p.becomes(w, ticket.Chat)
			}
			return err
		}
		return nil
	})
}

// becomes makes a person a customer of the tenant whose chat it is.
func (p *person) becomes(w *world, chat int64) {
	for _, r := range w.tenants {
		if r.chat == chat {
			p.customer[r] = true
		}
	}
}

// readInvitation tells what a ticket promises.
func readInvitation(data string) (provider string, id int64, name string) {
	provider = ops.Servex
	data, isAccount := strings.CutPrefix(data, "v ")
	if isAccount {
		provider = ops.VPNResellers
	}
	words := append(strings.Fields(data), "", "")
	id, _ = strconv.ParseInt(words[0], 10, 64)
	return provider, id, strings.ToLower(words[1])
}
