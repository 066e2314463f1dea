package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
)

// helpFlow says what can be said.
func helpFlow() dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "help", Command: true, Home: true, Steps: []dialog.Step[struct{}]{{
		Name: "show", Buttons: true,
		Ask: func(context.Context, *dialog.Turn, *struct{}) (chat.Screen, error) {
			return chat.Screen{Lines: []chat.Text{chat.T("help.text"), {}, chat.T("help.note")}, Rows: menuRow()}, nil
		},
	}}}
}
