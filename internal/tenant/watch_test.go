package tenant

import (
	"html"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
	"resellerbot/storage"
)

// What is looked for. Marks are such that no name or token that chance makes
// holds one.
var (
	markPattern   = regexp.MustCompile(`(?i)q(alfa|beta)[a-z0-9]*…?`)
	personPattern = regexp.MustCompile(`(?i)(guest|memo|rcpt)([0-9]{3})`)
	amountPattern = regexp.MustCompile(`\b(7[13]|8[24])[.,][0-9]{3}\b`)
	hostMail      = regexp.MustCompile(`(?i)q(alfa|beta)hmail[0-9]{1,2}@`) // not one that was typed, see hostWord
	startPattern  = regexp.MustCompile(`start=([kcox])([A-Za-z0-9_-]+)`)
	digits        = regexp.MustCompile(`[0-9]+.*`)
)

// watch looks at everything that is delivered. These may see what:
//
//   - a tenant's chat, and the private chats of those who administer it: all of
//     that tenant's, and the names, notes and receipts of its customers, in a
//     group without the whole addresses of those of the hosting panel;
//   - a customer: the name, password and keys of what they were given, the texts
//     of the offers that they opened, how to pay, and what the reseller wrote to
//     them; of two resellers in one message only in the lists of
//     /my, /account and /invoices;
//   - everybody else, the members of a group in private too: nothing;
//   - everybody: a name that they put into a button's data themselves.
type watch struct {
	*world
	secrets map[string]secretOf         // in small letters
	said    map[*tenant]map[string]bool // what resellers wrote to customers, in small letters
	echo    map[int64]map[string]bool   // what was in the data that a chat sent, in small letters
	most    map[string]storage.Offer    // offers with the highest limits that they ever had
	granted map[storage.ClaimKey]bool   // claims that were ever made
	decoded map[string]string           // what a picture says
}

// secretOf tells whose a text is that no mark stands in.
type secretOf struct {
	tenant *tenant
	access access // zero: for no customer
	offer  string
	person int64 // whose it is, of whatever tenant they are a customer; 0: of nobody alone
	nobody bool  // a key of a panel
}

func newWatch(w *world) *watch {
	return &watch{world: w, secrets: map[string]secretOf{}, said: map[*tenant]map[string]bool{}, echo: map[int64]map[string]bool{}, decoded: map[string]string{}, most: map[string]storage.Offer{}, granted: map[storage.ClaimKey]bool{}}
}

func (r *tenant) sees(place int64) bool {
	return place == r.chat || slices.Contains(r.people, place) && place != mateB
}

// message looks at all of a message.
func (w *watch) message(place int64, m chat.Message) {
	parts := map[string]string{"text": html.UnescapeString(m.HTML), "instead": m.Instead, "photo id": m.PhotoID}
	if m.File != nil {
		parts["file name"], parts["file id"], parts["file"] = m.File.Name, m.File.ID, string(m.File.Data)
		w.seen["files"]++
	}
	if m.Photo != nil {
		parts["picture"] = w.picture(m.Photo)
	}
	for _, row := range m.Keys {
		for _, k := range row {
			parts["button"] += k.Label + "\n" + k.Copy + "\n" + k.URL + "\n"
			if strings.HasPrefix(k.Data, "g") { // what answers a step is a number
				parts["button"] += k.Data + "\n"
			}
		}
	}
	whose := map[*tenant]bool{}
	for _, where := range slices.Sorted(maps.Keys(parts)) {
		maps.Copy(whose, w.text(place, where, parts[where]))
	}
	if len(whose) > 1 && !w.listing(place) {
		w.fail("%s\nand %d is told of two resellers in one message:\n%v", w.cause, place, parts)
	}
}

// text looks at one text that is shown in a chat, and tells of whom it speaks.
func (w *watch) text(place int64, where, text string) map[*tenant]bool {
	whose := map[*tenant]bool{}
	leak := func(what string) { w.fail("%s\nand %d sees %q in this %s:\n%s", w.cause, place, what, where, text) }
	for _, token := range markPattern.FindAllString(text, -1) {
		r, ok := w.mayMark(place, token)
		if !ok {
			if !w.echo[place][strings.ToLower(token)] {
				leak(token)
			}
			continue
		}
		if r != nil {
			whose[r] = true
		}
		w.seen["mark "+digits.ReplaceAllString(strings.ToLower(token), "")]++
	}
	for _, m := range personPattern.FindAllStringSubmatch(text, -1) {
		if id, _ := strconv.ParseInt(m[2], 10, 64); !w.mayPerson(place, id) {
			leak(m[0])
		}
		w.seen["mark "+m[1]]++
	}
	for _, m := range amountPattern.FindAllStringSubmatch(text, -1) {
		if !w.tenants[int(m[1][0]-'7')].sees(place) {
			leak(m[0])
		}
		w.seen["balances"]++
	}
	if whole := hostMail.FindString(text); whole != "" {
		if place < 0 {
			leak(whole)
		}
		w.seen["addresses"]++
	}
	for _, m := range startPattern.FindAllStringSubmatch(text, -1) {
		if !w.mayFollow(place, m[1], m[2]) {
			leak(m[0])
		}
		w.seen["deep links"]++
	}
	low := strings.ToLower(text)
	for s, of := range w.secrets {
		if !strings.Contains(low, s) || markPattern.MatchString(s) {
			continue
		}
		if of.nobody || !w.may(place, of) && !w.echo[place][s] {
			leak(s)
		}
		if of.tenant != nil && of.access.provider != ops.XMPlus && w.may(place, of) {
			whose[of.tenant] = true
		}
		w.seen["secrets"]++
	}
	w.seen["texts"]++
	return whose
}

// listing tells whether a person looks at the list of what they have.
func (w *watch) listing(place int64) (yes bool) {
	w.look(func(tx *storage.Tx) error {
		c, _, err := tx.Conversation(storage.ConversationKey{Chat: place, Person: place})
		yes = c.Flow == "my" && c.Step == "list" || (c.Flow == "member" || c.Flow == "invoices") && c.Step == "stores"
		return err
	})
	return yes
}

func (w *world) person(id int64) *person {
	for _, p := range w.people {
		if p.id == id {
			return p
		}
	}
	return nil
}
