package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// deleteCategoryFlow removes a category, with an admin key, once its name was
// typed.
func deleteCategoryFlow(d Deps) dialog.Flow[categorySheet] {
	return dialog.Flow[categorySheet]{
		Name: "delcategory", Needs: ops.Servex,
		Begin: func(ctx context.Context, t *dialog.Turn, s *categorySheet, args string) (dialog.Next, error) {
			return d.aboutCategory(ctx, t, s, args, "ask")
		},
		Steps: []dialog.Step[categorySheet]{
			{
				Name: "ask", Sure: true,
				Ask: func(_ context.Context, _ *dialog.Turn, s *categorySheet) (chat.Screen, error) {
					return chat.Screen{Lines: []chat.Text{chat.T("category.ask_delete", chat.Args{"Name": s.Name})}}, nil
				},
				Take: func(_ context.Context, _ *dialog.Turn, s *categorySheet, a dialog.Answer) (dialog.Next, error) {
					if !typedExactly(a, s.Name) {
						return dialog.Stay(chat.T("category.not_typed")), nil
					}
					return dialog.To("do"), nil
				},
			},
			{Name: "do", Do: func(ctx context.Context, t *dialog.Turn, s *categorySheet) (dialog.Next, error) {
				out, err := d.Ops.DeleteCategory(ctx, t.Act(), s.ID, s.Name)
				return d.conclude(t, out, err)
			}},
		},
	}
}
