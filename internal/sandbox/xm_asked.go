package sandbox

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"image"
	"image/png"

	"rsc.io/qr"
)

// asked is what a gateway answers: data and qrcode. It is to be paid in its own
// currency.
func (g *XMGateway) asked(i *XMInvoice, p *XMPanel, dollars, own string) (data, code any) {
	data, code = "", ""
	word := p.secret("payment "+g.Code+" "+i.ID, int64(i.Pays), 40)
	switch g.Kind {
	case XMCrypto:
		address := "T" + word[:33]
		data, code = address, address
	case XMWallet:
		data = "wxp://f2f0" + word
	case XMQRText:
		code = "upi://pay?pa=shop@bank.example&am=" + own + "&tr=" + i.ID
	case XMImage:
		code = xmPicture("https://pay.example/" + word)
	case XMLink:
		data = "https://checkout.example/pay/" + word + "?invoice=" + i.ID + "&total=" + own
	case XMObject:
		cents := xmDecimal(dollars).Rescale(2).Coef()
		data = xmObject{
			"id": "pi_" + word, "object": "payment_intent", "amount": fmt.Sprint(cents), "currency": "usd",
			"client_secret": "pi_" + word + "_secret_" + word[:12], "status": "requires_payment_method",
		}
	}
	if g.Data != "" {
		data = g.Data
	}
	if g.QRCode != "" {
		code = g.QRCode
	}
	return data, code
}

// xmPicture is a QR code as a data: address; a text that is too long is none.
func xmPicture(text string) string {
	code, err := qr.Encode(text, qr.M)
	if err != nil {
		return ""
	}
	const dot, quiet = 8, 4
	side := (code.Size + 2*quiet) * dot
	picture := image.NewGray(image.Rect(0, 0, side, side))
	for i := range picture.Pix {
		picture.Pix[i] = 0xff
		if code.Black(i%side/dot-quiet, i/side/dot-quiet) {
			picture.Pix[i] = 0
		}
	}
	var file bytes.Buffer
	_ = png.Encode(&file, picture) // into memory
	return "data:image/png;base64," + base64.StdEncoding.EncodeToString(file.Bytes())
}
