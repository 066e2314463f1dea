package smm

import (
	"strconv"
	"testing"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
)

// startSandbox is a panel that keeps state, with one service of each type, so
// that the calls fit each other and not only their records.
func startSandbox(t *testing.T) (*Client, *sandbox.SMMPanel) {
	t.Helper()
	p := sandbox.NewSMM(sandbox.SMMOptions{RefillAfter: time.Nanosecond})
	base, err := p.Start()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = p.Close() })
	p.AddKey(testKey, "1000000")
	for _, word := range []string{
		"Default", "Package", "Custom Comments", "Custom Comments Package", "Mentions", "Mentions with Hashtags", "Mentions Custom List", "Mentions Hashtag",
		"Mentions User Followers", "Mentions Media Likers", "Comment Likes", "Comment Replies", "Poll", "Invites from Groups", "SEO", "Subscriptions", "Web Traffic",
	} {
		p.AddService(sandbox.SMMService{Name: word, Type: word, Category: "All", Rate: "0.90", Min: 2, Max: 1000, Refill: true, Cancel: true, DripFeed: true})
	}
	return clientOf(t, base), p
}

// answers is something right for every field.
func answers(s resale.Service) resale.OrderValues {
	typed := map[resale.OrderField]string{
		resale.FieldLink: "https://picagram.example/p/" + s.ID, resale.FieldQuantity: "100", resale.FieldComments: "Nice!\r\n\r\n 100% & more \n",
		resale.FieldUsernames: "@a, @b", resale.FieldHashtags: "#a\n#b", resale.FieldHashtag: "#a", resale.FieldUsername: "someone",
		resale.FieldMedia: "https://picagram.example/p/m", resale.FieldAnswer: "2", resale.FieldGroups: "https://picagram.example/g", resale.FieldKeywords: "two words",
		resale.FieldMin: "10", resale.FieldMax: "20", resale.FieldDelay: "30", resale.FieldCountry: "BR", resale.FieldDevice: "1", resale.FieldTraffic: "2",
		resale.FieldReferringURL: "https://picagram.example", resale.FieldPosts: "3", resale.FieldRuns: "3", resale.FieldInterval: "30",
	}
	v := resale.OrderValues{}
	for _, f := range append(s.Fields(), s.Optional()...) {
		v[f] = typed[f]
	}
	return v
}

// Every type is ordered with what its questions ask for, and costs what was
// computed, in the dialects of every family of panels.
func TestEveryTypeIsOrdered(t *testing.T) {
	for name, quirks := range map[string]sandbox.SMMQuirks{
		"as documented": {}, "Laravel": sandbox.SMMLaravel(), "EGF": sandbox.SMMEGF(), "package": {PackageQuantity: true},
		"scalars": {IDs: sandbox.SMMString, Rates: sandbox.SMMNumber, Counts: sandbox.SMMNumber, RefillIDs: sandbox.SMMNumber, Flags: sandbox.SMMFlagStrings},
	} {
		c, p := startSandbox(t)
		p.Quirk(quirks)
		services, err := c.Services(t.Context())
		if err != nil || len(services) != 17 {
			t.Fatal(name, services, err)
		}
		for _, s := range services {
			v, err := s.Clean(answers(s))
			if err != nil {
				t.Errorf("%s, %s: %v", name, s.Name, err)
				continue
			}
			cost, err := s.Cost(v)
			if err != nil {
				t.Error(err)
			}
			before, err := c.Balance(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			order, err := c.Add(t.Context(), s.ID, v)
			if quirks.PackageQuantity && s.Kind == resale.KindCustomCommentsPackage {
				// By its values it cannot be told from comments that are counted.
				if resale.CodeOf(err) != resale.Refused {
					t.Errorf("%s, %s: %q, %v", name, s.Name, order, err)
				}
				continue
			}
			if err != nil {
				t.Errorf("%s, %s: %v", name, s.Name, err)
				continue
			}
			after, err := c.Balance(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			paid, _ := before.Amount.Sub(after.Amount)
			if s.Kind == resale.KindSubscriptions {
				cost = dec("0") // until there is a post
			}
			if !paid.Equal(cost) {
				t.Errorf("%s, %s: %v was paid, %v computed", name, s.Name, paid, cost)
			}
			if status, err := c.Status(t.Context(), order); err != nil || !status.State.Known() || status.State.Final() {
				t.Errorf("%s, %s: %+v, %v", name, s.Name, status, err)
			}
		}
	}
}

func TestALifeOfAnOrder(t *testing.T) {
	c, p := startSandbox(t)
	ctx := t.Context()
	order, err := c.Add(ctx, "1", resale.OrderValues{resale.FieldLink: "@x", resale.FieldQuantity: "100"})
	if err != nil {
		t.Fatal(err)
	}
	number, _ := strconv.Atoi(order)
	if got := outcome(second(c.Refill(ctx, order))); got[:7] != "refused" {
		t.Errorf("a refill of what is not delivered: %s", got)
	}
	p.Advance(number, sandbox.SMMInProgress, sandbox.SMMCompleted)
	statuses, failed, err := c.Statuses(ctx, []string{order, "7"})
	if err != nil || statuses[order].State != resale.OrderCompleted || resale.CodeOf(failed["7"]) != resale.NotFound {
		t.Errorf("%+v, %v, %v", statuses, failed, err)
	}
	refills, failed, err := c.Refills(ctx, []string{order, "7"})
	refill := refills[order]
	if err != nil || refill == "" || resale.CodeOf(failed["7"]) != resale.NotFound {
		t.Fatalf("%+v, %v, %v", refills, failed, err)
	}
	if s, err := c.RefillStatus(ctx, refill); err != nil || !s.State.Known() || s.State.Final() {
		t.Errorf("%+v, %v", s, err)
	}
	found, failed, err := c.RefillStatuses(ctx, []string{refill, "77"})
	if err != nil || found[refill].State.Final() || resale.CodeOf(failed["77"]) != resale.NotFound {
		t.Errorf("%+v, %v, %v", found, failed, err)
	}
	asked, err := c.Cancel(ctx, []string{order, "7"})
	if e, there := asked[order]; err != nil || !there || e == nil || resale.CodeOf(asked["7"]) != resale.NotFound {
		t.Errorf("canceled what is complete: %v, %v", asked, err)
	}
}

// A list that cannot be told apart is no answer; single calls are.
func TestAListByPosition(t *testing.T) {
	c, p := startSandbox(t)
	var orders []string
	for range 2 {
		order, err := c.Add(t.Context(), "1", resale.OrderValues{resale.FieldLink: "@x", resale.FieldQuantity: "100"})
		if err != nil {
			t.Fatal(err)
		}
		orders = append(orders, order)
	}
	for quirk, want := range map[sandbox.SMMStatuses]resale.Code{
		sandbox.SMMStatusArray: resale.BadAnswer, sandbox.SMMStatusRows: "", sandbox.SMMStatusTexts: "",
	} {
		p.Quirk(sandbox.SMMQuirks{Statuses: quirk})
		statuses, failed, err := c.Statuses(t.Context(), append(orders, "7"))
		if resale.CodeOf(err) != want {
			t.Errorf("%s: %v", quirk, err)
		}
		if want == "" && (len(statuses) != 2 || resale.CodeOf(failed["7"]) != resale.NotFound) {
			t.Errorf("%s: %+v, %v", quirk, statuses, failed)
		}
		if status, err := c.Status(t.Context(), orders[0]); err != nil || status.State != resale.OrderPending {
			t.Errorf("%s: %+v, %v", quirk, status, err)
		}
	}
}
