package locales

import (
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/BurntSushi/toml"
	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/chat"
)

// forms are the plural forms that a language needs; see the CLDR's rules.
func forms() map[string][]string {
	return map[string][]string{"en": {"one", "other"}, "pt-BR": {"many", "one", "other"}}
}

// sentences reads a language's file: the text of each key, and its plural
// forms, none for one that does not count.
func sentences(t *testing.T, tag string) (texts map[string][]string, plural map[string][]string) {
	t.Helper()
	var tree map[string]map[string]any
	if _, err := toml.DecodeFS(files, tag+".toml", &tree); err != nil {
		t.Fatal(err)
	}
	texts, plural = map[string][]string{}, map[string][]string{}
	for section, keys := range tree {
		for key, value := range keys {
			name := section + "." + key
			switch v := value.(type) {
			case string:
				texts[name] = []string{v}
			case map[string]any:
				plural[name] = slices.Sorted(maps.Keys(v))
				for _, s := range v {
					texts[name] = append(texts[name], s.(string))
				}
			}
		}
	}
	return texts, plural
}

var (
	placeholder = regexp.MustCompile(`\{\{[^}]*?\.(\w+)`)
	tag         = regexp.MustCompile(`<(/?)([a-z-]+)>`)
)

func placeholders(texts []string) []string {
	set := map[string]bool{}
	for _, s := range texts {
		for _, m := range placeholder.FindAllStringSubmatch(s, -1) {
			set[m[1]] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}

func TestEveryLanguageSaysEverything(t *testing.T) {
	want, counts := sentences(t, fallback)
	for lang, needed := range forms() {
		texts, plural := sentences(t, lang)
		if diff := cmp.Diff(slices.Sorted(maps.Keys(want)), slices.Sorted(maps.Keys(texts))); diff != "" {
			t.Errorf("%s: keys differ from %s:\n%s", lang, fallback, diff)
		}
		for key, has := range texts {
			if diff := cmp.Diff(placeholders(want[key]), placeholders(has)); diff != "" {
				t.Errorf("%s: %s: placeholders differ:\n%s", lang, key, diff)
			}
		}
		for key := range counts {
			if diff := cmp.Diff(needed, plural[key]); diff != "" {
				t.Errorf("%s: %s: plural forms:\n%s", lang, key, diff)
			}
		}
	}
}

func TestEveryFileIsChecked(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range c.Languages() {
		if forms()[l.Tag] == nil {
			t.Errorf("%s: say which plural forms it needs", l.Tag)
		}
		if l.Name == "" || strings.Contains(l.Name, "language.") {
			t.Errorf("%s: has no name", l.Tag)
		}
	}
}

// Every sentence is filled and rendered, for a broken template shows itself
// only then.
func TestEverySentenceRenders(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang := range forms() {
		texts, plural := sentences(t, lang)
		for key, has := range texts {
			args := chat.Args{}
			for _, name := range placeholders(has) {
				args[name] = "<b>&x"
			}
			if _, ok := args["Admin"]; ok {
				args["Admin"] = true
			}
			if plural[key] != nil {
				args["Count"] = 2
			}
			got := c.HTML(lang, chat.T(key, args))
			if got == key || got == "" || strings.Contains(got, "<no value>") || strings.Contains(got, "{{") || strings.Contains(got, "<b>&x") {
				t.Errorf("%s: %s renders as %q", lang, key, got)
			}
			checkMarkup(t, lang, key, got)
		}
	}
}

func checkMarkup(t *testing.T, lang, key, html string) {
	t.Helper()
	var open []string
	for _, m := range tag.FindAllStringSubmatch(html, -1) {
		if !slices.Contains([]string{"b", "i", "u", "s", "code", "pre", "blockquote"}, m[2]) {
			t.Errorf("%s: %s: Telegram does not know <%s>", lang, key, m[2])
		}
		if m[1] == "" {
			open = append(open, m[2])
			continue
		}
		if len(open) == 0 || open[len(open)-1] != m[2] {
			t.Errorf("%s: %s: </%s> closes nothing", lang, key, m[2])
			return
		}
		open = open[:len(open)-1]
	}
	if len(open) > 0 {
		t.Errorf("%s: %s: %v stay open", lang, key, open)
	}
}

// A tap's answer has at most 200 characters and no markup; a button's label
// must be seen whole on a phone.
func TestShortOnesAreShort(t *testing.T) {
	for lang := range forms() {
		texts, _ := sentences(t, lang)
		for _, key := range []string{"dialog.old_screen", "dialog.not_yours", "dialog.admins_only", "dialog.admin_unknown"} {
			if n := utf8.RuneCountInString(texts[key][0]); n == 0 || n > 200 || strings.Contains(texts[key][0], "<") {
				t.Errorf("%s: %s does not fit a tap's answer", lang, key)
			}
		}
		for key, has := range texts {
			if n := utf8.RuneCountInString(has[0]); strings.HasPrefix(key, "invoices.looked_") && (n > 200 || strings.Contains(has[0], "<")) {
				t.Errorf("%s: %s does not fit a tap's answer", lang, key)
			}
			if strings.HasPrefix(key, "button.") && utf8.RuneCountInString(has[0]) > 30 {
				t.Errorf("%s: %s is too long for a button", lang, key)
			}
		}
	}
}

// dynamic are the keys that the code puts together; what comes behind the
// prefix is a code, a status, a field or a command.
func dynamic() []string {
	return []string{
		"error.", "trouble.", "clients.filter_", "client.status_", "edit.", "command.", "trial.", "new.", "client.", "act.",
		"alert.", "alerts.who_", "disconnect.ask_", "connect.", "order.", "orders.", "bulk.now_", "bulk.did_", "bulk.ask_", "bulk.yes_", "bulk.why_", "bulk.still_",
		"massorder.bad_", "massorder.why_", "massorder.stopped_",
		"help.of_", "help.can_", "resellers.filter_", "services.kind_", "reseller.status_", "reseller_edit.", "ordernews.is_", "held.sign_",
		"account.state_", "account.group_", "editoffer.", "vpnconfig.about_", "vpnconfig.by_", "vpnconfig.sent_", "vpnconfig.mind_", "vpnconfig.on_", "vpnconfig.install_",
		"offered.why_", "handed.how_", "offers.ask_per_day_", "dialog.connect_first_", "period.", "storefront.", "storeinvoice.", "warnings.vpn_", "digest.vpn_", "bulk.vpn_", "renew.vpn_",
		"offered.why_", "handed.how_", "offers.ask_per_day_", "dialog.connect_first_", "period.", "warnings.vpn_", "digest.vpn_", "bulk.vpn_", "renew.vpn_",
		"hosttitle.", "hostkind.", "hostone.", "hostlist.", "hostcard.", "hostfield.", "hostword.", "hostpermit.", "hostdo.", "hostask.", "hostnew.", "hostdel.goes_", "hostkey.stops_", "hostsecret.show_", "hostaudit.",
		"hostpay.why_", "hostdone.", "hostprices.cycle_", "hostalerts.on_", "hostnews.is_", "hostnews.of_", "hostnews.count_", "hostdigest.", "warnings.host_",
		"pay.for_", "paid.delivered_", "invoices.is_", "invoices.looked_", "settled.", "owed.is_",
	}
}

var quoted = regexp.MustCompile(`"([a-z_]+\.[a-z_]+)"`)

func TestEveryKeyIsUsedAndThere(t *testing.T) {
	texts, _ := sentences(t, fallback)
	used := map[string]bool{}
	sections := map[string]bool{}
	for key := range texts {
		sections[key[:strings.IndexByte(key, '.')]] = true
	}
	err := filepath.WalkDir("..", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		source, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, m := range quoted.FindAllStringSubmatch(string(source), -1) {
			used[m[1]] = true
			// Only conversations name sentences by whole keys of a section.
			inside := strings.Contains(path, "handlers") || strings.Contains(path, "dialog")
			if inside && !strings.HasSuffix(m[1], "_") && sections[m[1][:strings.IndexByte(m[1], '.')]] && texts[m[1]] == nil {
				t.Errorf("%s: %s is in no language", path, m[1])
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for key := range texts {
		if !used[key] && !slices.ContainsFunc(dynamic(), func(p string) bool { return strings.HasPrefix(key, p) }) {
			t.Errorf("%s is said nowhere", key)
		}
	}
}

// What goes wrong can be said to customers too, in words of their own.
func TestTroublesAreErrors(t *testing.T) {
	texts, _ := sentences(t, fallback)
	for key := range texts {
		if code, ok := strings.CutPrefix(key, "error."); ok && texts["trouble."+code] == nil {
			t.Errorf("trouble.%s is missing", code)
		}
	}
}

func TestMatch(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for code, want := range map[string]string{
		"en": "en", "en-GB": "en", "pt": "pt-BR", "pt-br": "pt-BR", "pt-PT": "pt-BR", "uk": "en", "ru": "en", "es": "en", "": "en", "gl": "en", "x": "en", "zz-!": "en",
	} {
		if got := c.Match(code); got != want {
			t.Errorf("Match(%q) = %s, want %s", code, got, want)
		}
	}
}

// Nothing that a person or a provider wrote brings markup into a message.
func TestLiteralTextIsEscaped(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	if got := c.HTML("en", chat.Literal("<b>\u202e&\u2066\"'\x00")); got != "&lt;b&gt;&amp;&#34;&#39;" {
		t.Errorf("literal: %q", got)
	}
	if got := c.HTML("en", chat.T("clients.filter_<b>x")); got != "clients.filter_&lt;b&gt;x" {
		t.Errorf("a key that is in no language: %q", got)
	}
	if got := c.Plain("en", chat.Literal("<b>&")); got != "<b>&" {
		t.Errorf("plain: %q", got)
	}
}

// None is said like many.
func TestNone(t *testing.T) {
	c, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for lang, want := range map[string]string{"en": "0 actions in the journal", "pt-BR": "0 ações no diário"} {
		if got := c.Plain(lang, chat.T("privacy.acts", chat.Args{"Count": 0})); got != want {
			t.Errorf("%s: %q", lang, got)
		}
	}
}
