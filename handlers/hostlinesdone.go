package handlers

import (
	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// confirmLines shows the lines that an invoice has and those that it is to have.
func confirmLines(s *hostFormSheet) chat.Screen {
	yes := pick("edit.yes", "yes")
	yes.Style = chat.Primary
	lines := []chat.Text{chat.T("hostnew.ask_lines", chat.Args{"Name": shorten(s.Name, 60)}), {}, chat.T("hostnew.lines_before")}
	lines = append(append(lines, lineTexts(s.Was, s.unit())...), chat.Text{}, chat.T("hostnew.lines_after"))
	return chat.Screen{Lines: append(lines, lineTexts(s.Lines, s.unit())...), Rows: [][]chat.Button{row(yes)}}
}

// linesRefused says why the lines were not written, above how the invoice is
// now.
func (s *hostFormSheet) linesRefused(t *dialog.Turn, out ops.Outcome, err error) (dialog.Next, bool) {
	said := map[resale.Code]string{
		resale.AlreadyPaid: "hostnew.lines_paid", resale.Refused: "hostnew.lines_paid", resale.Unclear: "hostnew.lines_unclear", resale.Changed: "hostnew.lines_changed",
	}[out.Code]
	// A no of the panel itself comes with its reason, which is told elsewhere.
	if err != nil || !s.changesLines() || out.State != storage.Refused || said == "" || out.Detail != "" {
		return dialog.Next{}, false
	}
	t.Note(chat.T(said))
	return dialog.Go(s.card()), true
}

// linesDone says how the panel shows the lines that were written, where it is
// not as they were written.
func linesDone(lines []chat.Text, out ops.Outcome, name string) []chat.Text {
	if shown := out.Host.Lines; shown != ops.LinesAsWritten {
		return []chat.Text{chat.T("hostdone.lines_"+string(shown), chat.Args{"Name": name})}
	}
	return lines
}
