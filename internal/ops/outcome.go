package ops

import (
	"encoding/json"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

// outcomeOf tells what a journal row says.
func outcomeOf(e storage.Entry) (Outcome, error) {
	var in intent
	var r result
	if err := json.Unmarshal(e.Intent, &in); err != nil {
		return Outcome{}, fmt.Errorf("read journal: %w", err)
	}
	if len(e.Result) > 0 {
		if err := json.Unmarshal(e.Result, &r); err != nil {
			return Outcome{}, fmt.Errorf("read journal: %w", err)
		}
	}
	out := Outcome{
		Act: e.Act, State: e.State, Code: resale.Code(e.Code), Detail: r.Detail, Wait: r.Wait, Client: r.Client,
		Before: in.Before.Expires, After: r.After, Days: in.Days, Adopted: r.Adopted, Name: in.Username,
	}
	switch {
	case in.Reseller != nil:
		in.Reseller.tell(&out, in, r)
		return out, nil
	case in.Order != nil:
		in.Order.tell(&out, e, r)
		return out, nil
	case in.VPN != nil:
		in.VPN.tell(&out, in, r)
		return out, nil
	case in.Host != nil:
		in.Host.tell(&out, in, r)
		return out, nil
	case in.Category != nil:
		in.Category.tell(&out, in, r)
		return out, nil
	case in.XM != nil && in.XM.Bill != nil:
		in.XM.Bill.tell(&out, r)
		return out, nil
	case in.XM != nil:
		return out, nil
	}
	if out.Client.Username == "" {
		out.Client = in.Before
		out.Client.Username = in.Username
	}
	out.Name = out.Client.Username
	if in.New.Password != "" {
		out.Password = secret.New(in.New.Password)
	} else if in.Edit.Password != nil {
		out.Password = secret.New(*in.Edit.Password)
	}
	return out, nil
}
