package secret

import (
	"regexp"
	"strings"
	"unicode"
)

var (
	keyPrefix = regexp.MustCompile(`(?:^|[^A-Za-z0-9])sx_[A-Za-z0-9_\-]{8,}`)
	signed    = regexp.MustCompile(`(?:^|[^A-Za-z0-9])eyJ[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}\.[A-Za-z0-9_\-]{10,}`) // a JSON Web Token, of any length
	longWord  = regexp.MustCompile(`^[A-Za-z0-9_\-.=]{40,200}$`)
	hexKey    = regexp.MustCompile(`^(?:[A-Za-z]{2,10}_){0,2}(?:[0-9a-f]{32}|[0-9A-F]{32})$`) // as SMM panels give them, and others with "sk_live_" before it
	oneWord   = regexp.MustCompile(`^[A-Za-z0-9_\-=]{16,200}$`)
	// By what people are paid: a wallet of Ethereum's kind, of Bitcoin's (BIP 173),
	// of TON, of Solana and of Monero (base58, lengths that no panel's key has), a Pix code.
	payment = regexp.MustCompile(`^(?:0x[0-9A-Fa-f]{40}|(?:bc|ltc)1[02-9ac-hj-np-z]{38,62}|[EUk0]Q[A-Za-z0-9_\-]{46}|` +
		`[1-9A-HJ-NP-Za-km-z]{43,44}|[48][1-9A-HJ-NP-Za-km-z]{94}|000201\d{8,16}(?i:br\.gov\.bcb\.pix)[A-Za-z0-9.\-]*)$`)
)

// Spilled tells whether a text that people read holds what looks like a
// panel's key: by its prefix, a signed token, 32 digits of a hash, or one word
// that is too long for anything else.
// Addresses are none, of wallets too, nor is what has no digit or no letter,
// such as a rule or a long laugh.
func Spilled(text string) bool {
	if Keyed(text) {
		return true
	}
	for _, word := range strings.FieldsFunc(text, parts) {
		if (longWord.MatchString(word) || hexKey.MatchString(word)) && !payment.MatchString(word) && mixed(word) {
			return true
		}
	}
	return false
}

// Keyed tells whether a text holds what is nothing but a panel's key, by its
// prefix or as a signed token. A transaction's number, which may be as long a
// word as any key, is none.
func Keyed(text string) bool { return keyPrefix.MatchString(text) || signed.MatchString(text) }

// Likely tells whether a text is one word that may be a panel's key, where
// somebody wrote it for one: with letters and digits, and as long as keys are.
func Likely(text string) bool {
	return Keyed(text) || oneWord.MatchString(text) && mixed(text)
}

// mixed tells of a word with letters and digits.
func mixed(word string) bool {
	return strings.ContainsAny(word, "0123456789") && strings.IndexFunc(word, unicode.IsLetter) >= 0
}

// parts tells what stands between words, and around them.
func parts(r rune) bool {
	return unicode.IsSpace(r) || strings.ContainsRune(":,;\"'`“”()<>[]{}|", r)
}
