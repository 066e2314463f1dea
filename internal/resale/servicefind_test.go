package resale_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/govalues/decimal"

	"resellerbot/internal/resale"
)

func someServices() []resale.Service {
	return []resale.Service{
		{ID: "1", Name: "Seguidores Orgânicos [Reposição]", Category: "Pixgram Seguidores", Rate: decimal.MustParse("2.50"), Refill: true},
		{ID: "20", Name: "𝗙𝗼𝗹𝗹𝗼𝘄𝗲𝗿𝘀 HQ ⚡", Category: "Pixgram Seguidores", Rate: decimal.MustParse("0.90")},
		{ID: "3", Name: "Likes 20k/day", Category: "Vidtok", Rate: decimal.MustParse("0.9000000001"), Refill: true},
		{ID: "4", Name: "Views", Category: "Vidtok", Rate: decimal.MustParse("0.0012")},
	}
}

func TestFindServices(t *testing.T) {
	price := func(text string) *decimal.Decimal { d := decimal.MustParse(text); return &d }
	for name, c := range map[string]struct {
		q    resale.ServiceQuery
		want string
	}{
		"everything":              {resale.ServiceQuery{}, "1 20 3 4"},
		"accents and case":        {resale.ServiceQuery{Search: "ORGANICOS reposicao"}, "1"},
		"accents that were typed": {resale.ServiceQuery{Search: "vídtok"}, "3 4"},
		"fancy letters":           {resale.ServiceQuery{Search: "followers"}, "20"},
		"every word counts":       {resale.ServiceQuery{Search: "followers vidtok"}, ""},
		"the number first":        {resale.ServiceQuery{Search: "20"}, "20 3"},
		"category":                {resale.ServiceQuery{Category: "Vidtok"}, "3 4"},
		"from a price":            {resale.ServiceQuery{Low: price("0.9")}, "1 20 3"},
		"up to a price":           {resale.ServiceQuery{High: price("0.90")}, "20 4"},
		"refilled":                {resale.ServiceQuery{Refill: true}, "1 3"},
		"cheapest":                {resale.ServiceQuery{Cheapest: true}, "4 20 3 1"},
		"all of it":               {resale.ServiceQuery{Search: "pixgram", Refill: true, Low: price("1"), High: price("3")}, "1"},
	} {
		var got []string
		for _, s := range c.q.Find(someServices()) {
			got = append(got, s.ID)
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: %v, want %s", name, got, c.want)
		}
	}
}

func TestCategoriesOf(t *testing.T) {
	want := []resale.ServiceCategory{{Name: "Pixgram Seguidores", Count: 2}, {Name: "Vidtok", Count: 2}}
	if diff := cmp.Diff(want, resale.CategoriesOf(someServices())); diff != "" {
		t.Error(diff)
	}
}

func BenchmarkFindServices(b *testing.B) {
	var all []resale.Service
	for i := range 5_000 {
		all = append(all, resale.Service{ID: fmt.Sprint(i), Name: fmt.Sprintf("⚡ Seguidores [Máx %dK] [Reposição 30D]", i), Category: fmt.Sprintf("Rede %d", i%100), Rate: decimal.MustNew(int64(i%700), 2)})
	}
	q := resale.ServiceQuery{Search: "reposicao 300k", Cheapest: true}
	for b.Loop() {
		if n := len(q.Find(all)); n != 5 {
			b.Fatal(n)
		}
	}
}

// What has no category is a category of its own, not all there is.
func TestServicesWithoutACategory(t *testing.T) {
	all := append(someServices(), resale.Service{ID: "5", Name: "Story carousel"})
	if got := (resale.ServiceQuery{Loose: true}).Find(all); len(got) != 1 || got[0].ID != "5" {
		t.Errorf("%+v", got)
	}
}
