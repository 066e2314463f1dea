package secret

import (
	"strings"
	"testing"
)

func TestSpilled(t *testing.T) {
	t.Parallel()
	hex := strings.Repeat("0af9", 16)
	for text, want := range map[string]bool{
		"sx_" + hex:                          true,
		"  sx_" + hex + "\n":                 true,
		"my key is sx_" + hex + ", thanks":   true,
		"/connect sx_12345678":               true,
		"chave:sx_12345678":                  true,
		"key=(sx_live_1234567)":              true,
		hex:                                  true,
		"/connect " + hex:                    true,
		"chave: \"" + hex + "\"":             true,
		hex[:40]:                             true,
		hex[:39]:                             false,
		hex[:32]:                             true, // an SMM panel's
		"chave " + strings.ToUpper(hex[:32]): true,
		hex[:31]:                             false,
		"https://example.com/" + hex[:32]:    false,
		"eyJhbGciOiJIUzI1NiJ9." + strings.Repeat(hex, 8) + "." + hex:    true,
		"token: eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0x.c2lnbmF0dXJlMTIz": true,
		"41|" + hex[:40]:              true,
		"whk_" + hex[:32]:             true,
		"sk_live_" + hex[:32]:         true,
		"whk_" + hex[:31]:             false,
		"ch_3MmlLrLkdIwHu7ix0snN0B15": false, // a payment's number
		"sx_ana":                      false,
		"":                            false,
		"ana":                         false,
		"30 dias":                     false,
		strings.Repeat("k", 60):       false,
		strings.Repeat("-", 60):       false,
		strings.Repeat("1", 60):       false,
		strings.Repeat("x", 5000):     false,
		strings.Repeat("a1", 101):     false,
		"https://docs.google.com/document/d/" + hex[:44] + "/edit": false,
		"t.me/test_bot?start=c" + hex[:22]:                         false,
		"/start c" + hex[:22]:                                      false,
		"5b0d3a1e-8f9c-4b7e-9a2d-1c2b3a4d5e6f":                     false, // a UUID is asked for
		"0x" + hex[:40]:                                            false, // a wallet
		"USDT (ERC20): 0x" + hex[:40]:                              false,
		"0x" + hex[:41]:                                            true,
		"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3t4":               false,
		"bc1qw508d6qejxtdg4y5r3zarvary0c5xw7kv8f3tb":               true, // no letter b in there
		"00020126580014br.gov.bcb.pix0136123e4567-e12b-12d1-a456-4266554400005204000053039865802BR5913Fulano de Tal6008BRASILIA62070503***63041D3D": false,
		"USDT (TON): UQ" + strings.Repeat("a_B1-", 9) + "x": false,
		"UQ" + strings.Repeat("a_B1-", 9) + "xy":            true, // one too many
		"SOL " + strings.Repeat("9xQe", 11):                 false,
		strings.Repeat("9xQe", 11) + "w":                    true,
		strings.Repeat("9xQ0", 11):                          true, // base58 has no zero
		"XMR 4" + strings.Repeat("8Adkz", 18) + "8Adk":      false,
		"000201" + hex[:40]:                                 true,
		hex[:30] + "@example.com":                           false,
	} {
		if got := Spilled(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// A payment's number is as long as a key, and only what is nothing else is one.
func TestKeyed(t *testing.T) {
	t.Parallel()
	hex := strings.Repeat("0af9", 16)
	for text, want := range map[string]bool{
		"sx_" + hex:    true,
		"paid: " + hex: false,
		"0x" + hex:     false,
		"see eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0x.c2lnbmF0dXJlMTIz": true,
	} {
		if got := Keyed(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}

// What follows /connect is a key, unless it can be none.
func TestLikely(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]bool{
		"whk_405717e6b1111234": true,
		"sx_12345678":          true,
		"A1b2C3d4E5f6G7h8":     true,
		"A1b2C3d4E5f6G7h":      false, // too short
		"servex":               false,
		"vpnresellers":         false,
		"panel1.host.example":  false,
		"https://p1.example/x": false,
		"":                     false,
	} {
		if got := Likely(text); got != want {
			t.Errorf("%q: %v", text, got)
		}
	}
}
