package httpapi

import (
	"errors"
	"fmt"
	"net/http"

	"code.dny.dev/ssrf"

	"resellerbot/internal/resale"
)

// lost is a call that got no whole answer.
func (c *Client) lost(r Request, err error, unsent bool) *resale.Error {
	switch {
	case errors.Is(err, ssrf.ErrProhibitedIP), errors.Is(err, ssrf.ErrProhibitedPort),
		errors.Is(err, ssrf.ErrProhibitedNetwork), errors.Is(err, ssrf.ErrInvalidHostPort):
		return c.fail(r, resale.PrivateAddress, err)
	case unsent:
		return c.fail(r, resale.Unavailable, err)
	default:
		return c.doubt(r, resale.Unavailable, err)
	}
}

// judge tells what an answer means.
func (c *Client) judge(r Request, a answer, target any) *resale.Error {
	odd := fmt.Errorf("status %d", a.status)
	switch {
	case a.html(r.AnyType) || a.challenged():
		return c.judgePage(r, a)
	case a.ok():
		return c.accept(r, a, target)
	case a.status == http.StatusTooManyRequests:
		return c.limited(r, a)
	case a.status >= 500:
		return c.doubt(r, resale.Unavailable, odd)
	case a.status < 400:
		return c.doubt(r, resale.BadAnswer, fmt.Errorf("status %d, a redirect that is not followed", a.status))
	}
	if !r.Read && unfinished(a.status) {
		return c.doubt(r, resale.Unavailable, odd)
	}
	reason := readReason(a.body)
	// A write was refused only if the panel itself said so: an empty 4xx may come from anything in between.
	if !r.Read && !reason.explicit() && a.status != http.StatusUnauthorized {
		return c.fail(r, resale.Unknown, odd)
	}
	code, special := r.Statuses[a.status]
	if !special {
		code = refusal(a.status)
	}
	failed := c.refused(r, code, reason.text, odd)
	failed.Fields = reason.fields
	return failed
}

// refused is an explicit no.
func (c *Client) refused(r Request, code resale.Code, words string, err error) *resale.Error {
	if r.Meaning != nil {
		code = r.Meaning(code, words)
	}
	failed := c.fail(r, code, err)
	failed.Detail = c.clean(r, words)
	return failed
}

// judgePage judges a page where JSON belongs. Behind the wall of a write's
// page the write may have happened.
func (c *Client) judgePage(r Request, a answer) *resale.Error {
	err := fmt.Errorf("a page instead of an answer, status %d", a.status)
	code, special := r.Pages[a.status]
	switch {
	case a.challenged():
		return c.doubt(r, resale.Blocked, err)
	case r.Read && special:
		return c.fail(r, code, err)
	case r.Read && a.status == http.StatusTooManyRequests:
		return c.limited(r, a)
	case a.status >= 500:
		return c.doubt(r, resale.Unavailable, err)
	default:
		return c.doubt(r, resale.Blocked, err)
	}
}

func (c *Client) accept(r Request, a answer, target any) *resale.Error {
	if a.tooLarge {
		return c.doubt(r, resale.BadAnswer, fmt.Errorf("an answer of more than %d bytes", r.MaxBody))
	}
	if a.status == http.StatusNoContent && (target == nil || r.Method == http.MethodDelete) {
		return nil
	}
	if err := a.decode(target); err != nil {
		return c.doubt(r, resale.BadAnswer, fmt.Errorf("decode: %w", err))
	}
	if r.Denial != nil {
		if words := r.Denial(); words != "" {
			return c.refused(r, resale.Refused, words, fmt.Errorf("status %d with a refusal", a.status))
		}
	}
	if r.Complete != nil && !r.Complete() {
		failed := c.doubt(r, resale.BadAnswer, fmt.Errorf("status %d without what was asked for", a.status))
		failed.Detail = c.clean(r, readReason(a.body).text)
		return failed
	}
	return nil
}

func (c *Client) limited(r Request, a answer) *resale.Error {
	failed := c.fail(r, resale.RateLimited, fmt.Errorf("status %d", a.status))
	failed.Wait = retryAfter(a.header)
	return failed
}

// unfinished tells of a status that says how a request went, not what became
// of it, whatever words come along: too slow, too early, hung up.
func unfinished(status int) bool {
	return status == http.StatusRequestTimeout || status == http.StatusTooEarly || status == 499
}

// refusal is what a 4xx status means.
func refusal(status int) resale.Code {
	switch status {
	case http.StatusUnauthorized:
		return resale.Unauthorized
	case http.StatusForbidden:
		return resale.Forbidden
	case http.StatusNotFound:
		return resale.NotFound
	case http.StatusBadRequest, http.StatusUnprocessableEntity:
		return resale.Invalid
	default:
		return resale.Refused
	}
}

// doubt fails a read with code, and a write with Unknown.
func (c *Client) doubt(r Request, code resale.Code, err error) *resale.Error {
	if !r.Read {
		code = resale.Unknown
	}
	return c.fail(r, code, err)
}

func (c *Client) fail(r Request, code resale.Code, err error) *resale.Error {
	return &resale.Error{Act: r.Act, Code: code, Err: c.cause(r, err), Whose: c.config.Provider}
}
