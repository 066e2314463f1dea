package ops

import (
	"encoding/json"
	"fmt"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// xmThing is what a customer's act at XMPlus is about.
type xmThing string

const xmAccount xmThing = "xm account"

// xmIntent is what the journal keeps of a customer's act at XMPlus. The e-mail
// is the intent's Username.
type xmIntent struct {
	Thing    xmThing          `json:"thing"`
	Password string           `json:"password,omitempty"` // of the account; gone when the act is settled
	New      resale.NewMember `json:"new,omitzero"`       // an account to make, without its password
	Ours     bool             `json:"ours,omitempty"`     // it was there already, with this password
	Bill     *billIntent      `json:"bill,omitempty"`     // set when it is about an invoice
}

func (in intent) login() xmplus.Login {
	return xmplus.Login{Email: in.Username, Password: secret.New(in.XM.Password)}
}

// dropPassword leaves no password in a row that is settled: the customer's own
// row has it then, or nobody needs it.
func (p *pursuit) dropPassword() (err error) {
	if p.in.Host != nil {
		p.row.Intent, err = withoutHostPassword(p.row.Intent)
		return err
	}
	if p.in.XM == nil {
		return nil
	}
	in, xm := p.in, *p.in.XM
	xm.Password, in.XM = "", &xm
	raw, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("%s: %w", p.name, err)
	}
	p.row.Intent = raw
	return nil
}

// IsMembers tells whether an act of the journal is a customer's own, at a
// store: nobody in the reseller's chat waits to hear its end.
func IsMembers(row storage.Entry) bool { return row.Provider == XMPlus }
