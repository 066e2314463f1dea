package locales

import (
	"regexp"
	"strings"
	"testing"
)

var panelWords = regexp.MustCompile(`(?i)\b(panel|key|reseller|provider|supplier|client|painel|chave|revendedor|fornecedor|cliente|servex|vpnresellers)`)

// Who never saw a panel reads no word about one, whatever happens.
func TestCustomersReadNothingOfPanels(t *testing.T) {
	for lang := range forms() {
		texts, _ := sentences(t, lang)
		for key, has := range texts {
			section, _, _ := strings.Cut(key, ".")
			switch section {
			case "my", "claim", "ask", "handed", "myconfig", "offered", "vpnconfig", "trouble", "visit", "register", "login", "forgot", "member",
				"buy", "grow", "pay", "invoices", "paid", "settled":
			default:
				continue
			}
			for _, s := range has {
				if word := panelWords.FindString(s); word != "" {
					t.Errorf("%s: %s says %q", lang, key, word)
				}
			}
		}
	}
}
