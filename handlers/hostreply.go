package handlers

import (
	"context"
	"net/netip"
	"regexp"
	"strconv"
	"strings"
	"time"
	"unicode"

	"github.com/govalues/decimal"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/resale"
)

// How long what is typed may be, in characters; the panel does not say.
const (
	mostOfText     = 200
	mostOfNotes    = 1000
	mostOfWord     = 60
	mostWords      = 50
	mostDigits     = 8 // behind the point of an amount
	mostAccounts   = 1_000_000
	hostDayPattern = "2006-01-02"
)

var (
	wordPattern   = regexp.MustCompile(`^[\pL\pN][\pL\pN _-]*$`) // of what a panel has its own words for
	phonePattern  = regexp.MustCompile(`^\+?[\d(][\d ()./-]{4,24}(?:\s?(?:x|ext\.?|ramal) ?\d{1,6})?$`)
	domainPattern = regexp.MustCompile(`^(?:[\pL\pN](?:[\pL\pN-]{0,61}[\pL\pN])?\.)+\pL[\pL\pN-]{0,61}[\pL\pN]$`)
)

// hostReply takes the answer to a question.
func (d Deps) hostReply(name string) func(context.Context, *dialog.Turn, *hostFormSheet, dialog.Answer) (dialog.Next, error) {
	return func(ctx context.Context, t *dialog.Turn, s *hostFormSheet, a dialog.Answer) (dialog.Next, error) {
		f, _ := hostFieldOf(s.K, name)
		verb, _, _ := strings.Cut(a.Value, " ")
		switch {
		case f.form == linesForm:
			return s.takeLines(a), nil
		case a.Value == dialog.Kept:
			return s.answer(f, s.Answers[f.name]), nil
		case verb == "skip":
			return s.answer(f, hostAnswer{}), nil
		case f.form == refForm:
			next := s.takeRef(f, a)
			if product := s.Answers[f.name].Text; verb == "pick" && f.of == resale.Products {
				s.Prices = d.soldFor(ctx, t, product)
			}
			if verb == "pick" && f.of == resale.Customers {
				d.billedIn(ctx, t, s, s.Answers[f.name].Text)
				next = s.after(f.name)
			}
			return next, nil
		case f.form == wordsForm || f.form == eventsForm:
			return s.takeWords(f, a), nil
		}
		return d.takeOne(t, s, f, a), nil
	}
}

// takeTyped takes what was typed for a field, or a button that stands for it.
func (s *hostFormSheet) takeTyped(t *dialog.Turn, f hostField, a dialog.Answer) dialog.Next {
	var text, unit string
	var problem chat.Text
	switch {
	case f.name == "billing_cycle" && len(s.periods()) > 0:
		return s.takePeriod(f, a.Text)
	case f.name == "billing_cycle" && s.oddCycle(a.Text):
		problem = chat.T("hostnew.odd_cycle", chat.Args{"Word": shorten(a.Text, 40)})
	case f.form == unitForm:
		text, problem = s.readUnit(a.Text)
	default:
		text, problem = readHostField(t, f, a)
	}
	if f.form == moneyForm && problem.Key == "" { // the currency stays
		amount, _ := decimal.Parse(text)
		unit, problem = s.unit(), s.wrongMoney(a.Text, amount.Trim(0).Scale())
	}
	if problem.Key != "" {
		return dialog.Stay(problem)
	}
	return s.answer(f, hostAnswer{Text: text, Shown: unit})
}

// answer keeps what a field is to be, and goes on.
func (s *hostFormSheet) answer(f hostField, a hostAnswer) dialog.Next {
	if s.changes() && a.same(s.Now) && f.form != hiddenForm {
		return dialog.Stay(chat.T("edit.same"))
	}
	if s.Answers == nil {
		s.Answers = map[string]hostAnswer{}
	}
	if !s.changes() && !a.same(s.Answers[f.name]) {
		s.outdate(f)
	}
	s.Answers[f.name] = a
	return s.after(f.name)
}

// readHostField reads what was typed for a field, as it is to be written.
func readHostField(t *dialog.Turn, f hostField, a dialog.Answer) (text string, problem chat.Text) {
	text = strings.Join(strings.Fields(a.Text), " ")
	switch f.form {
	case emailForm:
		email, ok := parseEmail(a.Text)
		return email, bad(ok, "customers.bad_email")
	case moneyForm:
		amount, ok := typedAmount(t, a)
		return amount.Trim(2).Pad(2).String(), bad(ok && !amount.IsNeg() && amount.Trim(0).Scale() <= mostDigits, "hostnew.bad_amount")
	case dayForm:
		day, ok := readHostDay(t, a.Value+a.Text)
		return day.Format(hostDayPattern), bad(ok, "hostnew.bad_day")
	case countForm:
		n, ok := parseCount(text, mostAccounts)
		return strconv.Itoa(n), bad(ok, "hostnew.bad_count")
	case choiceForm:
		if !f.other {
			return "", chat.T("dialog.use_buttons")
		}
		return strings.ToLower(text), bad(wordPattern.MatchString(text) && len([]rune(text)) <= mostOfWord, "hostnew.bad_choice")
	case urlForm:
		u, ok := parseSite(text)
		if !ok {
			return "", chat.T("hostnew.bad_url")
		}
		return u.String(), chat.Text{}
	case noteForm:
		return strings.TrimSpace(a.Text), wrongText(a.Text, mostOfNotes)
	case hiddenForm:
		return strings.TrimSpace(a.Text), wrongText(a.Text, mostOfText)
	}
	return readHostText(f, text)
}

func readHostText(f hostField, text string) (string, chat.Text) {
	switch f.name {
	case "domain":
		domain := bareDomain(text)
		return domain, bad(isDomain(domain), "hostnew.bad_domain")
	case "hostname": // of a server: some have only an address
		host := bareDomain(text)
		_, err := netip.ParseAddr(host)
		return host, bad(err == nil || isDomain(host), "hostnew.bad_hostname")
	case "phone":
		return text, bad(phonePattern.MatchString(text), "hostnew.bad_phone")
	case "ip_address":
		addr, err := netip.ParseAddr(text)
		return addr.String(), bad(err == nil && addr.Zone() == "", "hostnew.bad_ip")
	}
	return text, wrongText(text, mostOfText)
}

func isDomain(text string) bool {
	return domainPattern.MatchString(text) && len(text) <= mostOfText
}

func bad(ok bool, key string) chat.Text {
	if ok {
		return chat.Text{}
	}
	return chat.T(key)
}

// wrongText tells what is wrong with the length of a text, or with what is in it.
func wrongText(text string, most int) chat.Text {
	n := len([]rune(strings.TrimSpace(text)))
	odd := func(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' && r != '\r' }
	if n == 0 || n > most || strings.ContainsFunc(text, odd) {
		return chat.T("hostnew.bad_text", chat.Args{"Most": most})
	}
	return chat.Text{}
}

// readHostDay reads a day from today on; a number counts from today.
func readHostDay(t *dialog.Turn, text string) (time.Time, bool) {
	today := midnight(t.Now, t.Zone)
	if day, ok := parseDay(text, today); ok {
		return day, true
	}
	if _, number := parseDays(text); number {
		return time.Time{}, false
	}
	return parseDay(text, today.AddDate(0, 0, -1))
}
