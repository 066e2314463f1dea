package handlers

import (
	"context"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
)

// geoipFlow says where VPNresellers believes this bot to be. Its address is
// not shown: whoever uses the bot need not know where it can be attacked.
func geoipFlow(d Deps) dialog.Flow[struct{}] {
	return dialog.Flow[struct{}]{Name: "geoip", Command: true, Home: true, Needs: ops.VPNResellers, Steps: []dialog.Step[struct{}]{{
		Name: "show", Buttons: true,
		Ask: func(ctx context.Context, t *dialog.Turn, _ *struct{}) (chat.Screen, error) {
			at, err := d.Ops.VPNGeoIP(ctx, t.Input.Place.Chat)
			if err != nil {
				return chat.Screen{}, err
			}
			return chat.Screen{
				Lines: []chat.Text{
					chat.T("geoip.title"),
					{},
					chat.T("geoip.country", chat.Args{"Name": or(shorten(at.Country, 60), "—"), "Code": shorten(at.CountryCode, 2)}),
					chat.T("geoip.city", chat.Args{"Name": or(shorten(at.City, 60), "—")}),
				},
				Rows: [][]chat.Button{row(pick("button.refresh", "refresh"), goTo("button.menu", "menu"))},
			}, nil
		},
		Take: func(context.Context, *dialog.Turn, *struct{}, dialog.Answer) (dialog.Next, error) {
			return dialog.Stay(chat.Text{}), nil
		},
	}}}
}
