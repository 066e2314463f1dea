package handlers

import (
	"net/url"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// shownCode is the longest code that is written below a picture, in bytes: the
// caption has room for 1,024 characters.
const shownCode = 500

// payCard is the one message that says how an invoice is paid.
type payCard struct {
	invoice storage.Invoice
	screen  chat.Screen
	bill    bill
}

// payCard writes how an invoice is paid with what its store answered.
func (d Deps) payCard(i storage.Invoice, s storage.Storefront, lang string, zone *time.Location, now time.Time) (payCard, error) {
	p := payCard{invoice: i, bill: bill{Store: s.ID, ID: i.ID}}
	p.screen.Lines = append([]chat.Text{chat.T("pay.title"), billLine(i)}, d.sumLines(i)...)
	if err := d.fill(&p); err != nil {
		return p, err
	}
	if end := i.Payment.Expires; !end.IsZero() {
		p.screen.Lines = append(p.screen.Lines, chat.Text{}, d.payUntil(end, now, zone, lang))
	}
	p.screen.Lines = append(p.screen.Lines, chat.Text{}, chat.T("pay.i_watch"))
	p.amount()
	p.screen.Rows = append(p.screen.Rows, row(goTo("pay.check", p.bill.target("checkpay"))), row(goTo("pay.another", p.bill.target("payway"))))
	return p, nil
}

// fill puts into the message what is to be scanned, copied or opened.
func (d Deps) fill(p *payCard) error {
	pay := p.invoice.Payment
	switch pay.Kind {
	case resale.PayCode:
		return p.code(pay, d.Ops.InvoicePage(p.invoice))
	case resale.PayImage:
		p.picture(pay)
	case resale.PayLink:
		p.open("pay.open", "pay.how_link", pay.URL)
	case resale.PayPage:
		p.open("pay.open_page", "pay.how_page", pay.URL)
	default:
		if fromBalance(p.invoice.Gateway) {
			p.say(chat.T("pay.how_balance"))
			return nil
		}
		p.say(chat.T("pay.how_nothing"))
		p.page(d.Ops.InvoicePage(p.invoice))
	}
	return nil
}

func (p *payCard) say(lines ...chat.Text) {
	p.screen.Lines = append(append(p.screen.Lines, chat.Text{}), lines...)
}

// code draws a text, and writes it to be copied. What no code holds comes as a
// file.
func (p *payCard) code(pay resale.Payment, page string) error {
	drawn, err := draw(&p.screen, pay.Text, "code")
	if err != nil {
		return err
	}
	if !drawn {
		p.screen.File = &chat.File{Name: "code.txt", Data: []byte(pay.Text + "\n")}
		p.say(chat.T("pay.how_file"))
		p.page(page)
		return nil
	}
	p.copied(pay.Text)
	return nil
}

// copied writes a text in its own line, and puts it on a button; one that has
// no room below a picture is shown on request.
func (p *payCard) copied(text string) {
	if text == "" || len(text) > shownCode {
		p.say(chat.T("pay.how_scan"))
	}
	switch {
	case text == "":
		return
	case len(text) > shownCode:
		p.screen.Rows = append(p.screen.Rows, row(goTo("pay.show_code", p.bill.target("paycode"))))
		return
	}
	p.say(chat.T("pay.how_code"), chat.T("pay.code", chat.Args{"Code": text}))
	if len(text) <= mostCopy {
		p.screen.Rows = append(p.screen.Rows, row(chat.Button{Label: copyLabel(text), Copy: text}))
	}
}

// picture shows what the store drew, and what it says where that is known.
func (p *payCard) picture(pay resale.Payment) {
	p.screen.Photo, p.screen.File = photo(pay.Image)
	p.copied(pay.Text)
	p.page(pay.URL)
}

// open leads to a page. An address that the messenger takes no button for is
// written down: a message without it would be lost altogether.
func (p *payCard) open(label, how, address string) {
	if p.button(label, address) || address == "" {
		p.say(chat.T(how))
		return
	}
	p.say(chat.T("pay.how_address"), chat.T("pay.code", chat.Args{"Code": shorten(address, shownCode)}))
}

func (p *payCard) page(address string) { p.button("pay.open_page", address) }

func (p *payCard) button(label, address string) bool {
	if !linkable(address) {
		return false
	}
	p.screen.Rows = append(p.screen.Rows, row(chat.Button{Label: chat.T(label), URL: address, Style: chat.Primary}))
	return true
}

// linkable tells whether a messenger takes an address for a button.
func linkable(address string) bool {
	u, err := url.Parse(address)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && strings.Contains(strings.Trim(u.Hostname(), "."), ".") && len(address) <= 2048
}
