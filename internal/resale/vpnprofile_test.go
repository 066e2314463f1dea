package resale

import (
	"strings"
	"testing"
)

func TestOpenVPNProfile(t *testing.T) {
	for name, c := range map[string]struct{ from, want string }{
		"as printed": {
			"client\ncomp-lzo\nca ca.crt\nkeysize 256\n  fragment 0\nauth-user-pass\n<ca>\n    -----BEGIN CERTIFICATE-----\n    MIIB\n\n    -----END CERTIFICATE-----\n</ca>\n",
			"client\ncomp-lzo\nauth-user-pass\n<ca>\n-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n</ca>\n",
		},
		"from Windows":         {"client\r\nkeysize 256\r\nverb 3\r\n", "client\nverb 3\n"},
		"a file alone":         {"client\nca ca.crt\n", "client\nca ca.crt\n"},
		"fragments":            {"fragment 1300\n", "fragment 1300\n"},
		"another inline block": {"<tls-auth>\n\tca x\n</tls-auth>\nca ca.crt\n", "<tls-auth>\nca x\n</tls-auth>\nca ca.crt\n"},
		"a block without end":  {"<ca>\n MIIB", "<ca>\nMIIB"},
		"nothing":              {"", ""},
	} {
		if got := OpenVPNProfile(c.from); got != c.want {
			t.Errorf("%s:\n%s\nwant:\n%s", name, got, c.want)
		}
	}
}

func FuzzOpenVPNProfile(f *testing.F) {
	f.Add("client\n<ca>\n a\n</ca>\nkeysize 1\n")
	f.Fuzz(func(t *testing.T, text string) {
		once := OpenVPNProfile(text)
		if again := OpenVPNProfile(once); strings.TrimSpace(again) != strings.TrimSpace(once) {
			t.Errorf("%q becomes %q, then %q", text, once, again)
		}
	})
}
