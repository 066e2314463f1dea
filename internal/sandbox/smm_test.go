package sandbox

import (
	"context"
	"io"
	"net/http"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

var smmNoon = time.Date(2026, 5, 22, 12, 0, 0, 0, time.UTC)

// smmTest is a panel with the key "ours" that has 100, and one service of
// each type: service 1 is the first of smmCases, and so on.
type smmTest struct {
	t    *testing.T
	p    *SMMPanel
	base string
	late *atomic.Int64 // seconds after noon
}

func startSMM(t *testing.T) smmTest {
	t.Helper()
	s := smmTest{t: t, late: new(atomic.Int64)}
	s.p = NewSMM(SMMOptions{Now: func() time.Time { return smmNoon.Add(time.Duration(s.late.Load()) * time.Second) }})
	base, err := s.p.Start()
	if err != nil {
		t.Fatal(err)
	}
	s.base = base
	t.Cleanup(func() {
		if err := s.p.Close(); err != nil {
			t.Error(err)
		}
	})
	s.p.AddKey("ours", "100")
	s.p.AddKey("theirs", "100")
	for _, c := range smmCases {
		least, most := 10, 1000
		if strings.Contains(c.kind, "Comment") && c.kind != "Comment Likes" || strings.Contains(c.kind, "list") {
			least, most = 2, 4
		}
		s.p.AddService(SMMService{Name: c.kind, Type: c.kind, Category: "All", Rate: "0.90", Min: least, Max: most, Refill: true, Cancel: true, DripFeed: true})
	}
	return s
}

// ask posts a form, given as it is written into one, and gives the answer;
// status 0 is a cut connection.
func (s smmTest) ask(key, form string) (status int, body string) {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 30*time.Second)
	defer cancel()
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, s.base, strings.NewReader("key="+key+"&"+form))
	if err != nil {
		s.t.Fatal(err)
	}
	r.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	r.Close = true
	response, err := http.DefaultClient.Do(r)
	if err != nil {
		return 0, ""
	}
	defer func() { _ = response.Body.Close() }()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, ""
	}
	return response.StatusCode, strings.TrimSpace(string(text))
}

// says asks with our key and wants that answer, of status 200.
func (s smmTest) says(form, want string) {
	s.t.Helper()
	if status, got := s.ask("ours", form); status != 200 || got != want {
		s.t.Errorf("%s: status %d\n got %s\nwant %s", form, status, got, want)
	}
}

func smmRefused(text string) string { return `{"error":"` + text + `"}` }

// smmCases has an order on each type, what it costs, and how it is wrong.
var smmCases = []struct {
	kind   string
	order  string // without the action and the service
	charge string // at a rate of 0.90
	wrong  map[string]string
}{
	{"Default", "link=https://picagram.example/ana&quantity=200", "0.18", map[string]string{
		"quantity=200": "Bad link", "link=nowhere&quantity=200": "Bad link", "link=a.example/x y&quantity=200": "Bad link",
		"link=a.example": "Quantity less than minimal 10", "link=a.example&quantity=9": "Quantity less than minimal 10",
		"link=a.example&quantity=-20": "Quantity less than minimal 10", "link=a.example&quantity=2e2": "Quantity less than minimal 10",
		"link=a.example&quantity=1001": "Quantity more than maximum 1000",
	}},
	{"Package", "link=@ana", "0.90", map[string]string{"quantity=1": "Bad link"}},
	{"Custom Comments", "link=a.example&comments=nice%0Avery+nice", "0.0018", map[string]string{
		"link=a.example": "Incorrect request", "link=a.example&comments=one": "Quantity less than minimal 2",
		"link=a.example&comments=a%0Ab%0A%0Ad%0Ae": "Quantity more than maximum 4", "comments=a%0Ab": "Bad link",
	}},
	{"custom_comments_package", "link=a.example&comments=one", "0.90", map[string]string{"link=a.example": "Incorrect request"}},
	{"Mentions", "link=a.example&quantity=10&usernames=ana%0D%0Abia", "0.009", map[string]string{"link=a.example&quantity=10": "Incorrect request"}},
	{"Mentions with Hashtags", "link=a.example&quantity=10&usernames=ana&hashtags=sun", "0.009", map[string]string{
		"link=a.example&quantity=10&usernames=ana": "Incorrect request", "link=a.example&quantity=10&hashtags=sun": "Incorrect request",
	}},
	{"mentions-custom-list", "link=a.example&usernames=ana%0Abia%0Aeva", "0.0027", map[string]string{
		"link=a.example&usernames=": "Incorrect request", "link=a.example&usernames=ana": "Quantity less than minimal 2",
	}},
	{"Mentions Hashtag", "link=a.example&quantity=10&hashtag=sun", "0.009", map[string]string{"link=a.example&quantity=10": "Incorrect request"}},
	{"Mentions User Followers", "link=a.example&quantity=10&username=ana", "0.009", map[string]string{"link=a.example&quantity=10&username=a+b": "Incorrect request"}},
	{"Mentions Media Likers", "link=a.example&quantity=10&media=a.example/p/1", "0.009", map[string]string{"link=a.example&quantity=10": "Bad link"}},
	{"Comment Likes", "link=a.example&quantity=10&username=ana", "0.009", map[string]string{"link=a.example&quantity=10": "Incorrect request"}},
	{"Comment Replies", "link=a.example&username=ana&comments=yes%0Ano", "0.0018", map[string]string{
		"link=a.example&comments=yes%0Ano": "Incorrect request", "link=a.example&username=ana": "Incorrect request",
	}},
	{"Poll", "link=a.example&quantity=10&answer_number=2", "0.009", map[string]string{"link=a.example&quantity=10": "Incorrect request", "link=a.example&quantity=10&answer_number=0": "Incorrect request"}},
	{"Invites from Groups", "link=a.example&quantity=10&groups=g.example/one", "0.009", map[string]string{"link=a.example&quantity=10": "Incorrect request"}},
	{"SEO", "link=a.example&quantity=10&keywords=shoes", "0.009", map[string]string{"link=a.example&quantity=10": "Incorrect request"}},
	{"Subscriptions", "username=ana&min=10&max=50&delay=30&posts=3&old_posts=1&expiry=22/05/2026", "0.00", map[string]string{
		"min=10&max=50&delay=0": "Incorrect request", "username=ana&max=50&delay=0": "Quantity less than minimal 10",
		"username=ana&min=10&max=5000&delay=0": "Quantity more than maximum 1000", "username=ana&min=20&max=10&delay=0": "Incorrect request",
		"username=ana&min=10&max=50": "Incorrect request", "username=ana&min=10&max=50&delay=45": "Incorrect request",
		"username=ana&min=10&max=50&delay=0&expiry=2027-01-01": "Incorrect request", "username=ana&min=10&max=50&delay=0&expiry=20/05/2026": "Incorrect request",
		"username=ana&min=10&max=50&delay=0&posts=x": "Incorrect request",
	}},
	{"Web Traffic", "link=a.example&quantity=10&country=BR&device=5&type_of_traffic=1&google_keyword=shoes", "0.009", map[string]string{
		"link=a.example&quantity=10&device=5&type_of_traffic=3":                                "Incorrect request",
		"link=a.example&quantity=10&country=BR&device=6&type_of_traffic=3":                     "Incorrect request",
		"link=a.example&quantity=10&country=BR&device=1&type_of_traffic=1":                     "Incorrect request",
		"link=a.example&quantity=10&country=BR&device=1&type_of_traffic=2&referring_url=there": "Incorrect request",
	}},
}

func TestSMMTakesEveryType(t *testing.T) {
	for i, c := range smmCases {
		t.Run(c.kind, func(t *testing.T) {
			s := startSMM(t)
			service := "action=add&service=" + strconv.Itoa(i+1) + "&"
			for form, text := range c.wrong {
				s.says(service+form, smmRefused(text))
			}
			if s.p.Balance("ours") != "100.00" || len(s.p.Orders()) != 0 {
				t.Fatalf("refused, and %s left, %d orders", s.p.Balance("ours"), len(s.p.Orders()))
			}
			s.says(service+c.order, `{"order":23501}`)
			o, _ := s.p.Order(23501)
			left, _ := smmDecimal("100").Sub(smmDecimal(c.charge))
			if o.Charge.String() != smmDecimal(c.charge).String() || s.p.Balance("ours") != smmTidy(left).String() {
				t.Errorf("charged %s, %s left", o.Charge, s.p.Balance("ours"))
			}
		})
	}
}
