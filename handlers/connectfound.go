package handlers

import (
	"slices"

	"resellerbot/internal/chat"
	"resellerbot/internal/ops"
)

func foundScreen(f ops.Found, group bool) chat.Screen {
	s := chat.Screen{Lines: []chat.Text{
		chat.T("connect.done", chat.Args{"Admin": f.Admin}),
		{},
		chat.T("connect.found_own", chat.Args{"Count": f.Own, "Capped": f.Capped}),
		chat.T("connect.found_active", chat.Args{"N": f.Active}),
		chat.T("connect.found_soon", chat.Args{"N": f.ExpiringSoon}),
	}}
	return foundNext(s, group, goTo("button.trial", "trial"), goTo("button.clients", "clients"))
}

// foundNext ends what was found with what to do now.
func foundNext(s chat.Screen, group bool, buttons ...chat.Button) chat.Screen {
	s.Rows = menuRow()
	if group {
		s.Lines = append(s.Lines, chat.Text{}, chat.T("connect.done_group"))
		return s
	}
	s.Rows = append(slices.Collect(slices.Chunk(buttons, 1)), s.Rows...)
	return s
}
