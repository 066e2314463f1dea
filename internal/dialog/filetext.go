package dialog

import (
	"bytes"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
)

// readText reads a text file: UTF-8, UTF-16 with its mark, or else
// Windows-1252, of which Latin-1 is a part. Line ends become \n, the mark goes.
// ok is false for what is no text.
func readText(data []byte) (text string, ok bool) {
	if bytes.HasPrefix(data, []byte("%PDF-")) || bytes.HasPrefix(data, []byte(`{\rtf`)) {
		return "", false // documents that may be all letters
	}
	marked := bytes.HasPrefix(data, []byte("\xff\xfe")) || bytes.HasPrefix(data, []byte("\xfe\xff"))
	switch {
	case marked:
		decoded, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || len(data)%2 != 0 {
			return "", false
		}
		text = string(decoded)
	case utf8.Valid(data):
		text = strings.TrimPrefix(string(data), "\ufeff")
	case damaged(data):
		return "", false
	default:
		decoded, err := charmap.Windows1252.NewDecoder().Bytes(data)
		if err != nil {
			return "", false
		}
		text = string(decoded)
	}
	if strings.ContainsFunc(text, unprintable) {
		return "", false
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text), true
}

// damaged tells UTF-8 with a broken place from another encoding, in which
// hardly any two letters look like one of UTF-8. Read as Windows-1252, what a
// person wrote would be sent on as gibberish.
func damaged(data []byte) bool {
	if bytes.HasPrefix(data, []byte("\xef\xbb\xbf")) {
		return true // it says that it is UTF-8
	}
	whole, broken := 0, 0
	for len(data) > 0 {
		r, n := utf8.DecodeRune(data)
		switch {
		case r == utf8.RuneError && n == 1:
			broken++
		case n > 1:
			whole++
		}
		data = data[n:]
	}
	return whole > broken
}

// unprintable tells what no text holds: control characters, and the sign for a
// byte that means nothing.
func unprintable(r rune) bool {
	return r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != '\f' || r == 0x7f || r == utf8.RuneError
}
