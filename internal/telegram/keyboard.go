package telegram

import (
	"github.com/go-telegram/bot/models"

	"resellerbot/internal/chat"
)

// keyboard gives nil, and not a typed nil, when there are no keys: the library
// would send that as null.
func keyboard(rows [][]chat.Key) models.ReplyMarkup {
	var out [][]models.InlineKeyboardButton
	for _, row := range rows {
		var buttons []models.InlineKeyboardButton
		for _, k := range row {
			buttons = append(buttons, button(k))
		}
		if len(buttons) > 0 {
			out = append(out, buttons)
		}
	}
	if len(out) == 0 {
		return nil
	}
	return &models.InlineKeyboardMarkup{InlineKeyboard: out}
}

func button(k chat.Key) models.InlineKeyboardButton {
	b := models.InlineKeyboardButton{Text: k.Label, Style: string(k.Style), URL: k.URL, CallbackData: k.Data}
	if k.Copy != "" {
		b.CopyText = &models.CopyTextButton{Text: k.Copy}
	}
	return b
}
