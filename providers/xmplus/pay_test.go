package xmplus

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image"
	"image/color"
	"image/gif"
	"image/jpeg"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"resellerbot/internal/resale"
)

func TestXM13Gateways(t *testing.T) {
	c, p := start(t, recorded(t, "gateways.json"))
	got, err := c.Gateways(t.Context())
	zero := resale.ParseSum("0").Amount
	same(t, []resale.Gateway{{ID: 2, Name: "USDT TRC20", Kind: "USDTTRC20", Currency: "USD", FeePercent: zero, FeeFixed: resale.ParseSum("0.00").Amount}}, got, err)
	p.wasAsked(`gateways {}`)
}

func TestShapesOfGateways(t *testing.T) {
	const one, two = `{"id":"2","gateway":"A","name":"Crypto &amp; co","fee_percent":"2.5%","fee_fixed":0.3}`, `{"id":3,"gateway":"Card2Card","name":"","fee_percent":null}`
	for body, want := range map[string]string{
		`{"code":100,"gateways":` + one + `}`:                                                                 "2 Crypto & co 2.5 0.3",
		`{"code":100,"gateways":[` + one + `,` + two + `]}`:                                                   "2 Crypto & co 2.5 0.3; 3 Card2Card 0 0",
		`{"code":100,"gateways":{"0":` + one + `,"10":` + two + `}}`:                                          "2 Crypto & co 2.5 0.3; 3 Card2Card 0 0",
		`{"code":100,"gateways":{"10":` + one + `,"9":` + two + `}}`:                                          "3 Card2Card 0 0; 2 Crypto & co 2.5 0.3",
		`{"code":100,"data":[` + two + `]}`:                                                                   "3 Card2Card 0 0",
		`{"code":100,"data":` + two + `}`:                                                                     "3 Card2Card 0 0",
		`{"code":100,"data":{"gateways":[` + two + `]}}`:                                                      "3 Card2Card 0 0",
		`{"code":100,"gateways":[` + two + `,{"name":"x"},{"id":4,"status":0},{"id":5,"status":"Inactive"}]}`: "3 Card2Card 0 0",
	} {
		c, _ := start(t, answers(200, body))
		got, err := c.Gateways(t.Context())
		var said []string
		for _, g := range got {
			said = append(said, number(g.ID)+" "+g.Name+" "+g.FeePercent.String()+" "+g.FeeFixed.String())
		}
		if strings.Join(said, "; ") != want {
			t.Errorf("%s: %v, %v", body, said, err)
		}
	}
}

func number(n int64) string { text, _ := json.Marshal(n); return string(text) }

func TestXM16PayInvoice(t *testing.T) {
	c, p := start(t, recorded(t, "pay.json"))
	got, err := c.Pay(t.Context(), ana(), anInvoice, 2)
	same(t, resale.Payment{
		Kind: resale.PayCode, Invoice: anInvoice, Gateway: "VWechatPay", Text: "wxp://vvvvjj5u5iiieettyhhhghjjkkkkjkklklk",
		Amount: resale.ParseSum("¥ 509.07"), Total: resale.ParseSum("¥ 509.07"),
		Created: time.Unix(1795168000, 0).UTC(), Expires: time.Unix(1795168300, 0).UTC(),
	}, got, err)
	p.wasAsked(`invoice/pay {"email":"ana@mail.example","gatewayid":2,"invid":"` + anInvoice + `","passwd":` + password + `}`)
}

func picture(t *testing.T, kind string, side int) []byte {
	t.Helper()
	var b bytes.Buffer
	m := image.NewPaletted(image.Rect(0, 0, side, side), []color.Color{color.White, color.Black})
	var err error
	switch kind {
	case "png":
		err = png.Encode(&b, m)
	case "jpeg":
		err = jpeg.Encode(&b, m, nil)
	case "gif":
		err = gif.Encode(&b, m, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func dataURI(kind string, raw []byte) string {
	return "data:image/" + kind + ";base64," + base64.StdEncoding.EncodeToString(raw)
}

func TestKindsOfPayment(t *testing.T) {
	drawn := picture(t, "png", 64)
	page := "http://panel.example/portal/" + anInvoice + "/invoice"
	for body, want := range map[string]resale.Payment{
		`"data":"https://pay.example/i/1","qrcode":""`:                          {Kind: resale.PayLink, URL: "https://pay.example/i/1"},
		`"data":"https://pay.example/i/1","qrcode":"alipay:x"`:                  {Kind: resale.PayLink, URL: "https://pay.example/i/1", Text: "alipay:x"},
		`"data":"TXinventedAddress1234567890abcdefg","qrcode":null`:             {Kind: resale.PayCode, Text: "TXinventedAddress1234567890abcdefg"},
		`"data":"bitcoin:bc1qinvented?amount=0.001"`:                            {Kind: resale.PayCode, Text: "bitcoin:bc1qinvented?amount=0.001"},
		`"data":"","qrcode":"wxp://abc"`:                                        {Kind: resale.PayCode, Text: "wxp://abc"},
		`"data":null,"qrcode":"https://qr.example/1"`:                           {Kind: resale.PayLink, URL: "https://qr.example/1"},
		`"data":"TXinvented","qrcode":"https://qr.example/?data=TXinvented"`:    {Kind: resale.PayCode, Text: "TXinvented"},
		`"data":"Card 0000-1111\nName: Nobody"`:                                 {Kind: resale.PayCode, Text: "Card 0000-1111\nName: Nobody"},
		`"data":"","qrcode":""`:                                                 {Kind: resale.PayNothing},
		`"data":" ","qrcode":null`:                                              {Kind: resale.PayNothing},
		`"data":true,"qrcode":false`:                                            {Kind: resale.PayNothing},
		`"data":1`:                                                              {Kind: resale.PayPage, URL: page},
		`"data":"","qrcode":"` + base64.StdEncoding.EncodeToString(drawn) + `"`: {Kind: resale.PayImage, Image: drawn},
		`"data":[]`:        {Kind: resale.PayNothing},
		`"data":{}`:        {Kind: resale.PayNothing},
		`"message":"Paid"`: {Kind: resale.PayNothing},
		`"data":{"client_secret":"x"},"qrcode":""`:                              {Kind: resale.PayPage, URL: page},
		`"data":"{\"client_secret\":\"x\"}"`:                                    {Kind: resale.PayPage, URL: page},
		`"data":"<form action='https://pay.example'></form>"`:                   {Kind: resale.PayPage, URL: page},
		`"data":"` + strings.Repeat("x", 17<<10) + `"`:                          {Kind: resale.PayPage, URL: page},
		`"data":"","qrcode":"` + dataURI("png", drawn) + `"`:                    {Kind: resale.PayImage, Image: drawn},
		`"data":"` + dataURI("png", drawn) + `"`:                                {Kind: resale.PayImage, Image: drawn},
		`"data":"TXinvented","qrcode":"` + dataURI("png", drawn) + `"`:          {Kind: resale.PayImage, Image: drawn, Text: "TXinvented"},
		`"data":"https://pay.example","qrcode":"` + dataURI("png", drawn) + `"`: {Kind: resale.PayImage, Image: drawn, URL: "https://pay.example"},
		`"data":"TXinvented","qrcode":"data:image/png;base64,AAAA"`:             {Kind: resale.PayCode, Text: "TXinvented"},
		`"data":"","qrcode":"data:image/svg+xml;base64,PHN2Zy8+"`:               {Kind: resale.PayPage, URL: page},
	} {
		c, p := direct(t, answers(200, `{"code":100,"status":"success",`+body+`}`))
		want.Invoice = anInvoice
		got, err := c.Pay(t.Context(), ana(), anInvoice, 2)
		if diff := cmp.Diff(want, got); err != nil || diff != "" || len(p.asked) != 1 {
			t.Errorf("%.200s: %v\n%s", body, err, diff)
		}
	}
}

func TestAStripeObjectIsPaidOnThePanelsPage(t *testing.T) {
	c, _ := direct(t, recorded(t, "pay_stripe.json"))
	got, err := c.Pay(t.Context(), ana(), anInvoice, 2)
	same(t, resale.Payment{
		Kind: resale.PayPage, Invoice: anInvoice, Gateway: "Stripe", URL: "http://panel.example/portal/" + anInvoice + "/invoice",
		Amount: resale.ParseSum("$ 30.00"), Total: resale.ParseSum("$ 30.00"), Created: time.Unix(1795168000, 0).UTC(),
	}, got, err)
}

// An answer without a word, or about another invoice, may have paid.
func TestAPaymentThatNobodyKnowsOf(t *testing.T) {
	for _, body := range []string{
		``, ` `, `null`, `[]`, `{}`, `"ok"`, `{"data":"wxp://x"}`, `{"code":100,"orderid":"AB12","data":"wxp://x"}`,
		`{"code":100,"status":"error","data":"wxp://x"}`, `{"code":500,"message":"Server Error"}`, `{"code":100,"data":"wxp`,
	} {
		c, p := start(t, answers(200, body))
		if got, err := c.Pay(t.Context(), ana(), anInvoice, 2); !strings.HasPrefix(outcome(err), "unknown") || len(p.asked) != 1 {
			t.Errorf("%s: %+v, %v", body, got, err)
		}
	}
}

func TestTheEndOfACode(t *testing.T) {
	for body, want := range map[string]int64{
		`"created":1795168000,"expire":1795168300`:       1795168300,
		`"created":"1795168000","expire":"1795168300"`:   1795168300,
		`"created":1795168000123,"expire":1795168300123`: 1795168300,
		`"created":1795168000,"expire":900`:              1795168900, // from then on
		`"expire":"900"`:                                 1795168900,
		`"expire":"2026-11-20 10:00"`:                    at("2026-11-20 10:00").Unix(),
		`"expire":""`:                                    0,
		`"expire":null`:                                  0,
		`"expire":0`:                                     0,
		`"expire":-5`:                                    0,
		`"expire":"soon"`:                                0,
		`"expire":1e99`:                                  0,
	} {
		c, _ := start(t, answers(200, `{"code":100,"data":"wxp://x",`+body+`}`))
		got, err := c.Pay(t.Context(), ana(), anInvoice, 2)
		if err != nil || got.Expires.IsZero() != (want == 0) || want != 0 && got.Expires.Unix() != want {
			t.Errorf("%s: %v, %v", body, got.Expires, err)
		}
	}
}

func TestPicturesOfASaneSize(t *testing.T) {
	for name, test := range map[string]struct {
		text string
		want bool
	}{
		"png":                {dataURI("png", picture(t, "png", 300)), true},
		"jpeg":               {dataURI("jpeg", picture(t, "jpeg", 300)), true},
		"gif":                {dataURI("gif", picture(t, "gif", 300)), true},
		"called another":     {dataURI("jpg", picture(t, "png", 300)), true},
		"in lines":           {strings.Replace(dataURI("png", picture(t, "png", 300)), ",", ",\n ", 1), true},
		"without its end":    {strings.TrimRight(dataURI("png", picture(t, "png", 300)), "="), true},
		"of a huge side":     {dataURI("png", picture(t, "png", 4097)), false},
		"of too many bytes":  {dataURI("png", append(picture(t, "png", 8), make([]byte, 512<<10)...)), false},
		"a text":             {dataURI("png", []byte("no picture")), false},
		"a cut one":          {dataURI("png", picture(t, "png", 300)[:20]), false},
		"not in base64":      {"data:image/png,abc", false},
		"wrong base64":       {"data:image/png;base64,****", false},
		"no data":            {"https://pay.example", false},
		"a vector":           {dataURI("svg+xml", []byte("<svg/>")), false},
		"a page":             {"data:text/html;base64," + base64.StdEncoding.EncodeToString(picture(t, "png", 8)), false},
		"nothing whatsoever": {"", false},
	} {
		if got := imageIn(test.text); got != nil != test.want {
			t.Errorf("%s: %d bytes", name, len(got))
		}
	}
}
