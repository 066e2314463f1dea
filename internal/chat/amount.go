package chat

// Amount is a decimal number, "1234.5", with what it is of after it, such as a
// currency. As a value of Args it is written as people of the language do.
type Amount struct {
	Number string `json:"number"`
	Unit   string `json:"unit,omitempty"` // untrusted text
}

// String writes it for machines.
func (a Amount) String() string {
	if a.Unit == "" {
		return a.Number
	}
	return a.Number + " " + a.Unit
}
