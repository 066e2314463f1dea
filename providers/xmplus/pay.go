package xmplus

import (
	"context"
	"strconv"
	"strings"
	"time"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// payBody: a picture in base64, or a gateway's whole object.
const payBody = 2 << 20

// Pay asks how an invoice is paid with a gateway (XM16, POST invoice/pay). With
// some gateways that pays it at once. After Unknown, which an empty answer is
// too, look at the invoice before anything else.
func (c *Client) Pay(ctx context.Context, l Login, id string, gateway int64) (resale.Payment, error) {
	var got answer
	var p resale.Payment
	err := c.do(ctx, l.of(call{
		operation: "XM16", act: "pay invoice", path: []string{"invoice", "pay"}, limit: payBody,
		body: map[string]any{"invid": id, "gatewayid": gateway},
		take: func(a answer) bool {
			p = c.payment(a, id)
			said := invoiceID(a)
			return !a.failed() && (said == "" || strings.EqualFold(said, id))
		},
	}), &got)
	if err != nil {
		return resale.Payment{}, err
	}
	return p, nil
}

func (c *Client) payment(a answer, id string) resale.Payment {
	p := c.payable(a, id)
	p.Invoice, p.Gateway = id, cut(a.text("gateway"), longestWord)
	p.Amount, p.Total = a.sum("amount"), a.sum("total")
	if p.Total.Known && p.Total.Unit == "" {
		p.Total.Unit = p.Amount.Unit // "¥ 509.07 " and "509.07" are said of the same
	}
	p.Created = c.moment(a.text("created"))
	p.Expires = c.paymentEnd(a.text("expire", "expires", "expire_at"), p.Created)
	return p
}

// payable sorts what a gateway answers: a picture before a link, and that
// before a text, for each is less work than the next. What has no form for a
// chat is paid on the panel's page.
func (c *Client) payable(a answer, id string) resale.Payment {
	data, code := a.said("data"), a.said("qrcode")
	for _, text := range []string{code, data} {
		if image := imageIn(text); image != nil {
			return resale.Payment{Kind: resale.PayImage, Image: image, URL: webAddress(data), Text: codeText(data)}
		}
	}
	switch {
	case webAddress(data) != "":
		return resale.Payment{Kind: resale.PayLink, URL: data, Text: codeText(code)}
	case codeText(data) != "":
		return resale.Payment{Kind: resale.PayCode, Text: data}
	case codeText(code) != "":
		return resale.Payment{Kind: resale.PayCode, Text: code}
	case webAddress(code) != "":
		return resale.Payment{Kind: resale.PayLink, URL: code}
	case empty(a["data"]) && code == "":
		return resale.Payment{Kind: resale.PayNothing}
	default:
		return resale.Payment{Kind: resale.PayPage, URL: c.InvoicePage(id)}
	}
}

// codeText is a text that a person can copy and an app can scan, else "": no
// page, no picture, no object, no address of a page.
func codeText(text string) string {
	const most = 16 << 10
	if len(text) > most || strings.HasPrefix(text, "<") || strings.HasPrefix(text, "{") || strings.HasPrefix(text, "data:") || webAddress(text) != "" {
		return ""
	}
	return text
}

// said is a text that was written as one: nobody pays to a number or to "true".
func (a answer) said(name string) string {
	if raw := strings.TrimSpace(string(a[name])); !strings.HasPrefix(raw, `"`) {
		return ""
	}
	return a.text(name)
}

// empty is what PHP writes for nothing, or for a yes alone.
func empty(raw []byte) bool {
	switch strings.TrimSpace(string(raw)) {
	case "", "null", `""`, "[]", "{}", "false", "true":
		return true
	default:
		return httpapi.Scalar(raw) == "" && strings.HasPrefix(string(raw), `"`)
	}
}

// paymentEnd reads the moment after which a code is no good. Some gateways give
// seconds from now.
func (c *Client) paymentEnd(text string, created time.Time) time.Time {
	const longest = 30 * 24 * 60 * 60
	seconds, err := strconv.ParseInt(text, 10, 64)
	if err != nil || seconds <= 0 || seconds > longest {
		return c.moment(text)
	}
	if created.IsZero() {
		created = c.now().UTC()
	}
	return created.Add(time.Duration(seconds) * time.Second)
}
