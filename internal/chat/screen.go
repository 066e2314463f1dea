package chat

// Args fills the placeholders of a text. Values are escaped when rendered,
// except those of type Text, which are rendered themselves. An int is a count,
// with marks between thousands: what is only written in digits, such as an id,
// comes as a string.
type Args map[string]any

// Text names a sentence in locales/ and what fills it. Args["Count"], an int,
// chooses the plural form. A zero Text is an empty line.
type Text struct {
	Key  string `json:"key,omitempty"`
	Args Args   `json:"args,omitempty"`
}

// T is a Text without the noise.
func T(key string, args ...Args) Text {
	if len(args) > 0 {
		return Text{Key: key, Args: args[0]}
	}
	return Text{Key: key}
}

// Literal is text that a person or a provider wrote, shown as it is.
func Literal(s string) Text { return Text{Key: "literal", Args: Args{"Text": s}} }

// Button does one of five things, whichever is set.
type Button struct {
	Label  Text
	Answer string // answers the step that shows it; dead once the screen changed
	Go     string // begins a conversation: "trial", or "client 1245 joao"; never dies
	Copy   string // puts text on the clipboard, 1 to 256 characters
	URL    string // opens a link
	Style  Style
}

// Style colours a button.
type Style string

// The styles. Use Danger for what cannot be undone, Primary for the expected way on.
const (
	Plain   Style = ""
	Danger  Style = "danger"
	Primary Style = "primary"
	Success Style = "success"
)

// Screen is what a person is shown: lines, and rows of buttons below them.
type Screen struct {
	Lines   []Text
	Rows    [][]Button
	Photo   []byte // PNG, shown above the lines
	PhotoID string // instead of Photo: a picture that the messenger has, see FileRef
	File    *File
	Protect bool // must not be forwarded or saved
}

// Attach puts on the screen what somebody sent. Where the messenger will not
// send it again, the lines are shown with one more that says so.
func (s *Screen) Attach(f FileRef) {
	if f.Photo {
		s.PhotoID = f.ID
		return
	}
	s.File = &File{ID: f.ID, Name: f.Name}
}

// File is a document to download.
type File struct {
	Name string `json:"name"`
	Data []byte `json:"data,omitempty"`
	ID   string `json:"id,omitempty"` // instead of Data: a document that the messenger has, see FileRef
}

// Message is a Screen in one language, ready to be sent: HTML as Telegram
// accepts it, at most 4,096 characters after parsing (1,024 with a photo or
// file), or longer, to be split by whoever sends it.
type Message struct {
	HTML    string  `json:"html"`
	Keys    [][]Key `json:"keys,omitempty"`
	Photo   []byte  `json:"photo,omitempty"`
	PhotoID string  `json:"photo_id,omitempty"`
	File    *File   `json:"file,omitempty"`
	Instead string  `json:"instead,omitempty"` // HTML: the line added to the text when PhotoID or File.ID is refused; of a deletion, what is said where the message stays
	Protect bool    `json:"protect,omitempty"`
}

// Key is a Button in one language. Exactly one of Data, Copy and URL is set.
type Key struct {
	Label string `json:"label"`
	Data  string `json:"data,omitempty"` // 1 to 64 bytes
	Copy  string `json:"copy,omitempty"`
	URL   string `json:"url,omitempty"`
	Style Style  `json:"style,omitempty"`
}
