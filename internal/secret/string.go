// Package secret keeps credentials from being seen: String prints as
// [redacted] however it is printed, and Keyring seals what is stored.
package secret

import (
	"fmt"
	"log/slog"
)

const redacted = "[redacted]"

// String is a credential. Every way of printing or encoding it gives
// "[redacted]"; only Reveal gives the text.
type String struct{ text string }

// New wraps a credential.
func New(text string) String { return String{text: text} }

// Reveal gives the credential itself, for the one place that sends or seals it.
func (s String) Reveal() string { return s.text }

// IsZero tells whether there is no credential.
func (s String) IsZero() bool { return s.text == "" }

func (s String) String() string { return redacted }

// Format covers every verb, %#v and %x included, which String alone does not.
func (s String) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(redacted)) }

// LogValue keeps the credential out of slog.
func (s String) LogValue() slog.Value { return slog.StringValue(redacted) }

// MarshalText keeps the credential out of JSON and TOML.
func (s String) MarshalText() ([]byte, error) { return []byte(redacted), nil }
