package ops

import (
	"cmp"
	"context"
	"errors"
	"strings"
	"time"

	"resellerbot/internal/chat"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

const registerAct = "register member"

// registerWithin is how long after it was wanted an account may still be made:
// the code that the panel sent lasts no longer, nor does anybody's patience.
const registerWithin = 15 * time.Minute

// Register makes a customer an account at a store's panel, once. The password
// lies in the journal before the panel is called, and with the account's row in
// the transaction that settles the act: it is never lost. An account that is
// there already with this password is taken for theirs. Taken: the e-mail has
// one with another password. tell has the reseller told of the new customer.
func (o *Ops) Register(ctx context.Context, a Act, key storage.MemberKey, n resale.NewMember, tell TellStore) (Outcome, error) {
	n.Name, n.Email = resale.CleanMemberName(n.Name), strings.TrimSpace(n.Email)
	in := intent{Username: n.Email, XM: &xmIntent{Thing: xmAccount, Password: n.Password, New: n}}
	in.XM.New.Password = ""
	err := errors.Join(resale.CheckEmail(n.Email), resale.CheckMemberPassword(n.Password))
	if err == nil {
		err = o.serves(ctx, registerAct, key.Chat)
	}
	switch code := resale.CodeOf(err); code {
	case "":
	case resale.Invalid, resale.StoreClosed:
		return Outcome{Act: registerAct, State: storage.Refused, Code: code, Name: n.Email}, nil
	default:
		return Outcome{}, err
	}
	a.Place, a.Person = chat.Place{Chat: key.Chat}, key.Person
	e := registerMember(tell)
	e.prepare = func(ctx context.Context, c connection, in *intent) error {
		if err := o.mayGuess(registerAct, key); err != nil {
			return err
		}
		return lookForAccount(ctx, c, in)
	}
	return o.perform(ctx, a, e, in)
}

// serves tells why a store serves nobody, if so.
func (o *Ops) serves(ctx context.Context, act string, chat int64) error {
	return o.Store.View(ctx, func(tx *storage.Tx) error {
		now, err := tx.NowChat(chat)
		if err != nil {
			return err
		}
		_, err = openStore(tx, act, now)
		return err
	})
}

func registerMember(tell TellStore) effect {
	return effect{
		name:     registerAct,
		provider: XMPlus,
		within:   registerWithin,
		prepare:  lookForAccount,
		call: func(ctx context.Context, c connection, in intent) (result, error) {
			if in.XM.Ours {
				return result{Adopted: true}, nil
			}
			n := in.XM.New
			n.Password = in.XM.Password
			return result{}, c.xm.Register(ctx, n)
		},
		look: lookForRegistered,
		settled: func(tx *storage.Tx, row storage.Entry, in intent, _ result, out *Outcome) (err error) {
			if out.News, err = enrol(tx, row, in, *out); err != nil || out.News == nil || tell == nil {
				return err
			}
			return tell(tx, *out.News)
		},
	}
}

// lookForAccount finds out whether the e-mail has an account already. What the
// panel says of one that it does not know may be in any words: only what surely
// is so counts.
func lookForAccount(ctx context.Context, c connection, in *intent) error {
	_, err := c.xm.Account(ctx, in.login(), "")
	switch code := resale.CodeOf(err); {
	case code == "":
		in.XM.Ours = true
		return nil
	case code == resale.WrongLogin, code == resale.CodeNeeded:
		return &resale.Error{Act: registerAct, Code: resale.Taken}
	case saysNo(code):
		return nil
	}
	return err
}

// lookForRegistered finds an account whose making was not answered: it is ours
// if it has our password. A panel takes an e-mail once, so that calling again
// does no harm.
func lookForRegistered(ctx context.Context, c connection, in intent, _ time.Time) (verdict, result, error) {
	_, err := c.xm.Account(ctx, in.login(), "")
	switch code := resale.CodeOf(err); {
	case code == "":
		return present, result{}, nil
	case code == resale.CodeNeeded, saysNo(code): // a new account has no second step
		return absent, result{}, nil
	}
	return unclear, result{}, err
}

// saysNo tells of an answer of the panel itself that there is no such account,
// in whatever words.
func saysNo(code resale.Code) bool {
	switch code {
	case resale.NoAccount, resale.WrongLogin, resale.NotFound, resale.Refused, resale.Invalid:
		return true
	default:
		return false
	}
}

// enrol writes down a customer's new account, in the transaction that settles
// its making, and gives the news of it. Who asked to be forgotten meanwhile is
// not written down again.
func enrol(tx *storage.Tx, row storage.Entry, in intent, out Outcome) (*StoreNews, error) {
	who, known, err := tx.Person(row.Person)
	if err != nil || !known || out.State != storage.Done {
		return nil, err
	}
	s, found, err := tx.Storefront(row.Chat)
	if err != nil || !found {
		return nil, err
	}
	m := storage.Member{
		Chat: row.Chat, Person: row.Person, Panel: row.Panel, Email: in.Username, Password: in.XM.Password,
		Name: in.XM.New.Name, Lang: cmp.Or(row.Lang, who.Lang), At: row.Settled,
	}
	news, err := welcome(tx, s, m, row.Settled)
	if news != nil {
		news.Registered = true
	}
	return news, err
}

// welcome saves a customer's account, and gives the news of one who was never
// here before, else nil.
func welcome(tx *storage.Tx, s storage.Storefront, m storage.Member, now time.Time) (*StoreNews, error) {
	known, err := tx.KnownMember(m.Key())
	if err != nil {
		return nil, err
	}
	if _, err := customerZone(tx, storage.Link{Chat: m.Chat, Person: m.Person}); err != nil {
		return nil, err
	}
	if m.Next, err = nextMemberLook(tx, m, now); err != nil {
		return nil, err
	}
	if err := tx.SaveMember(m); err != nil || known {
		return nil, err
	}
	who, _, err := tx.Person(m.Person)
	return &StoreNews{Kind: NewMember, Store: s, Member: m, Called: who.Name}, err
}
