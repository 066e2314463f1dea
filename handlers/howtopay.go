package handlers

import (
	"context"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/storage"
)

// maxPayment is ours: it is shown among other lines on a phone.
const maxPayment = 800

// howToPayFlow keeps what the chat's customers read when they ask to go on: a
// bank account, a Pix key, the address of a wallet.
func howToPayFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{
		Name: "howtopay",
		Away: func(struct{}) string { return "offers" },
		Steps: []dialog.Step[struct{}]{
			{Name: "text", Ask: d.askHowToPay, Take: d.takeHowToPay},
		},
	}
}

func (d Deps) askHowToPay(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
	shop, err := d.Ops.Shop(ctx, t.Input.Place.Chat)
	if err != nil {
		return chat.Screen{}, err
	}
	screen := chat.Screen{Lines: []chat.Text{chat.T("payment.title"), {}}}
	if shop.Payment != "" {
		screen.Lines = append(screen.Lines, chat.T("payment.now"), chat.Literal(shop.Payment), chat.Text{})
		screen.Rows = [][]chat.Button{row(pick("payment.remove", "none"))}
	}
	screen.Lines = append(screen.Lines, chat.T("payment.ask"))
	return screen, nil
}

func (d Deps) takeHowToPay(ctx context.Context, t *dialog.Turn, _ *struct{}, a dialog.Answer) (dialog.Next, error) {
	text := strings.TrimSpace(a.Text) // the button that removes it writes nothing
	if len([]rune(text)) > maxPayment {
		return dialog.Stay(chat.T("edit.note_too_long", chat.Args{"Most": maxPayment})), nil
	}
	if err := d.Ops.ChangeShop(ctx, t.Input.Place.Chat, func(shop *storage.Shop) { shop.Payment = text }); err != nil {
		return dialog.Next{}, err
	}
	said := "payment.done"
	if text == "" {
		said = "payment.removed"
	}
	t.Note(chat.T(said))
	return dialog.Go("offers"), nil
}
