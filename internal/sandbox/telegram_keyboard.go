package sandbox

import (
	"encoding/json"
	"strings"
	"unicode/utf8"
)

// TelegramButton is a button of an inline keyboard.
type TelegramButton struct {
	Label string
	Data  string
	Copy  string
	URL   string
	Style string
}

// keyboard reads and checks a reply_markup as Telegram does.
func keyboard(raw string) ([][]TelegramButton, *tgError) {
	if raw == "" || raw == "null" {
		return nil, nil
	}
	var m struct {
		Rows [][]struct {
			Text  string  `json:"text"`
			Data  *string `json:"callback_data"`
			URL   string  `json:"url"`
			Style string  `json:"style"`
			Copy  *struct {
				Text string `json:"text"`
			} `json:"copy_text"`
		} `json:"inline_keyboard"`
	}
	if err := json.Unmarshal([]byte(raw), &m); err != nil {
		return nil, bad("can't parse reply keyboard markup JSON object")
	}
	var rows [][]TelegramButton
	count := 0
	for _, row := range m.Rows {
		var out []TelegramButton
		for _, b := range row {
			k := TelegramButton{Label: b.Text, URL: b.URL, Style: b.Style}
			kinds := 0
			if b.Data != nil {
				k.Data = *b.Data
				kinds++
			}
			if b.Copy != nil && b.Copy.Text != "" {
				k.Copy = b.Copy.Text
				kinds++
			}
			if b.URL != "" {
				kinds++
			}
			if err := checkButton(k, kinds); err != nil {
				return nil, err
			}
			out = append(out, k)
		}
		if count += len(out); len(out) > 8 || count > 100 {
			return nil, bad("reply markup is too long")
		}
		rows = append(rows, out)
	}
	return rows, nil
}

func checkButton(b TelegramButton, kinds int) *tgError {
	switch {
	case strings.TrimSpace(b.Label) == "":
		return bad("can't parse inline keyboard button: Field \"text\" must be non-empty")
	case kinds != 1:
		return bad("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
	case b.URL == "" && b.Copy == "" && (len(b.Data) == 0 || len(b.Data) > 64):
		return bad("BUTTON_DATA_INVALID")
	case utf8.RuneCountInString(b.Copy) > 256:
		return bad("BUTTON_COPY_TEXT_INVALID")
	case b.Style != "" && b.Style != "danger" && b.Style != "success" && b.Style != "primary":
		return bad("can't parse inline keyboard button: Unknown style specified")
	}
	return nil
}
