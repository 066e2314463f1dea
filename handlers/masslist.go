package handlers

import (
	"context"
	"fmt"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// rangesShown is how many runs of lines are named where there may be hundreds.
const rangesShown = 10

// ranges writes line numbers, which go upwards, as people do: "3, 7–12 …".
func ranges(lines []int) string {
	var parts []string
	for i := 0; i < len(lines); {
		end := i
		for end+1 < len(lines) && lines[end+1] == lines[end]+1 {
			end++
		}
		switch {
		case len(parts) == rangesShown:
			return strings.Join(parts, ", ") + " …"
		case end == i:
			parts = append(parts, fmt.Sprint(lines[i]))
		case end == i+1:
			parts = append(parts, fmt.Sprint(lines[i]), fmt.Sprint(lines[end]))
		default:
			parts = append(parts, fmt.Sprintf("%d–%d", lines[i], lines[end]))
		}
		i = end + 1
	}
	return strings.Join(parts, ", ")
}

// beginMassList sends what became of every line of a mass order, as it is known
// by now.
func (d Deps) beginMassList(ctx context.Context, t *dialog.Turn, id string) (dialog.Next, error) {
	b, found, err := d.Ops.Bulk(ctx, t.Input.Place.Chat, id)
	if err != nil {
		return dialog.Next{}, err
	}
	if !found || b.Act != storage.BulkOrder {
		return massOver("massorder.over"), nil
	}
	by := tally(b)
	screen := chat.Screen{
		Lines: []chat.Text{chat.T("massorder.list", chat.Args{"Count": len(b.Items)})},
		File:  &chat.File{Name: "mass-order.txt", Data: d.massList(t.Lang, b)},
	}
	if b.State.Ended() && b.Again == "" && len(by[storage.Refused])+len(by[""]) > 0 {
		screen.Rows = massWays(b, by)[:1]
	}
	return dialog.End(screen).Keep(), nil
}

// massList has a row for each line, parted like those of the list that was
// sent.
func (d Deps) massList(lang string, b storage.Bulk) []byte {
	var out strings.Builder
	out.WriteString("# " + d.Catalog.Plain(lang, chat.T("massorder.list_head")) + "\n")
	for _, i := range b.Items {
		if i.Order == nil {
			continue
		}
		was := massLine{Line: int(i.ID), Order: *i.Order}.row()
		cells := []string{fmt.Sprint(was.Line), d.massState(lang, i), i.Order.Number, was.Service, was.Link, was.More, exactly(i.Order.Cost, b.Currency).String()}
		for n, cell := range cells {
			cells[n] = shorten(cell, 2048)
		}
		out.WriteString(strings.Join(cells, " | ") + "\n")
	}
	return []byte(out.String())
}

func (d Deps) massState(lang string, i storage.BulkItem) string {
	switch i.State {
	case storage.Done:
		return d.Catalog.Plain(lang, chat.T("massorder.state_done"))
	case storage.Refused:
		why := d.Catalog.Plain(lang, massWhy(i.Code, shorten(i.Detail, 200)))
		return d.Catalog.Plain(lang, chat.T("massorder.state_refused", chat.Args{"Why": why}))
	case storage.Unknown:
		return d.Catalog.Plain(lang, chat.T("massorder.state_unknown"))
	}
	return d.Catalog.Plain(lang, chat.T("massorder.state_left"))
}
