package ops

import (
	"context"
	"fmt"
	"strings"
	"time"

	"resellerbot/internal/resale"
	"resellerbot/internal/secret"
	"resellerbot/providers/xmplus"
	"resellerbot/storage"
)

// What a person may ask of a store's panel that others suffer from.
const (
	loginsMost = 10          // in loginsIn: who guesses passwords has the panel shut the bot out
	loginsIn   = time.Hour   //
	mailsEvery = time.Minute // of one kind
	mailsMost  = 5           // in mailsIn
	mailsIn    = time.Hour
)

// LogIn shows a store's panel a customer's e-mail and password, with the code of
// the second step if there is one, and keeps them when the panel takes them.
// CodeNeeded asks for the code. A former account of the customer at this store
// makes room. tell has the reseller told of a customer who was never here, and
// invoices of what the code showed, see Member.
func (o *Ops) LogIn(ctx context.Context, a Act, key storage.MemberKey, email string, password secret.String, code string, tell TellStore, invoices TellInvoice) (resale.Member, error) {
	const act = "log in"
	if err := o.serves(ctx, act, key.Chat); err != nil {
		return resale.Member{}, err
	}
	c, err := o.connection(ctx, act, XMPlus, key.Chat)
	if err != nil {
		return resale.Member{}, err
	}
	if err := o.mayGuess(act, key); err != nil {
		return resale.Member{}, err
	}
	email = strings.TrimSpace(email)
	seen, err := c.xm.Account(ctx, xmplus.Login{Email: email, Password: password}, strings.TrimSpace(code))
	if err != nil {
		return resale.Member{}, err
	}
	now := o.Now().UTC()
	var m storage.Member
	err = o.Store.Update(ctx, func(tx *storage.Tx) error {
		chat, err := tx.NowChat(key.Chat)
		if err != nil {
			return err
		}
		s, err := openStore(tx, act, chat)
		if err != nil {
			return err
		}
		if s.Panel != c.panel { // connected anew while the panel was asked
			return &resale.Error{Act: act, Code: resale.OtherPanel}
		}
		m = storage.Member{
			Chat: chat, Person: key.Person, Panel: c.panel, Email: email, Password: password.Reveal(),
			Lang: a.Lang, At: now, TwoStep: code != "",
		}
		if m, err = asBefore(tx, m); err != nil {
			return err
		}
		if err := wakeHidden(tx, m, now); err != nil {
			return err
		}
		news, err := welcome(tx, s, withReading(m, seen, now), now)
		if err != nil || news == nil || tell == nil {
			return err
		}
		return tell(tx, *news)
	})
	if err != nil {
		return resale.Member{}, fmt.Errorf("%s: %w", act, err)
	}
	o.seen.put(storage.MemberKey{Chat: key.Chat, Person: key.Person}, seen, o.Now())
	if m.TwoStep {
		o.sawWithCode(ctx, c, m, seen, invoices)
	}
	return seen, nil
}

// asBefore takes what is known of an account that is logged in already: what
// its customer was warned of, and since when they are one.
func asBefore(tx *storage.Tx, m storage.Member) (storage.Member, error) {
	was, found, err := tx.Member(m.Key())
	if found && was.Panel == m.Panel && strings.EqualFold(was.Email, m.Email) {
		m.Subs, m.At = was.Subs, was.At
	}
	return m, err
}

// mayGuess counts what tells a person whether a password is right.
func (o *Ops) mayGuess(act string, key storage.MemberKey) error {
	if wait := o.tries.take(fmt.Sprint("login ", key), loginsMost, loginsIn, 0, o.Now()); wait > 0 {
		return &resale.Error{Act: act, Code: resale.RateLimited, Wait: wait}
	}
	return nil
}

// LogOut forgets a customer's account at a store, with its password; none is no
// error.
func (o *Ops) LogOut(ctx context.Context, key storage.MemberKey) error {
	err := o.Store.Update(ctx, func(tx *storage.Tx) (err error) {
		if key.Chat, err = tx.NowChat(key.Chat); err != nil {
			return err
		}
		return tx.DropMember(key)
	})
	if err != nil {
		return fmt.Errorf("log out: %w", err)
	}
	o.seen.drop(key)
	return nil
}

// SendCode has the panel send a code to the e-mail of who wants to register, at
// most once a minute. It is never repeated here: after Unknown it may have been
// sent.
func (o *Ops) SendCode(ctx context.Context, key storage.MemberKey, name, email string) error {
	return o.mail(ctx, "send code", key, email, func(c connection, email string) error {
		return c.xm.SendCode(ctx, resale.CleanMemberName(name), email)
	})
}

// ResetPassword has the panel send an e-mail by which a password is set anew, at
// most once a minute. It is never repeated here: after Unknown it may have been
// sent.
func (o *Ops) ResetPassword(ctx context.Context, key storage.MemberKey, email string) error {
	return o.mail(ctx, "reset password", key, email, func(c connection, email string) error {
		return c.xm.ResetPassword(ctx, email)
	})
}

func (o *Ops) mail(ctx context.Context, act string, key storage.MemberKey, email string, send func(c connection, email string) error) error {
	email = strings.TrimSpace(email)
	if err := resale.CheckEmail(email); err != nil {
		return err
	}
	if err := o.serves(ctx, act, key.Chat); err != nil {
		return err
	}
	c, err := o.connection(ctx, act, XMPlus, key.Chat)
	if err != nil {
		return err
	}
	// By the person, who may try many addresses.
	if wait := o.tries.take(fmt.Sprint(act, " ", key), mailsMost, mailsIn, mailsEvery, o.Now()); wait > 0 {
		return &resale.Error{Act: act, Code: resale.RateLimited, Wait: wait}
	}
	return send(c, email)
}
