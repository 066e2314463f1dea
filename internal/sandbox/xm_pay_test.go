package sandbox

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"image/png"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// xmPaid is what invoice/pay answers.
type xmPaid struct {
	ID, Created, Expire             int64
	OrderID, Amount, Total, Gateway string
	Data                            json.RawMessage
	QRCode                          string
}

// pays asks a gateway how to pay an invoice of Ana's.
func (x *xmTest) pays(id, gateway string) (paid xmPaid) {
	x.t.Helper()
	status, text := x.ask("invoice/pay", xmAna+`,"invid":"`+id+`","gatewayid":`+gateway)
	if err := json.Unmarshal([]byte(text), &paid); err != nil || status != 200 || paid.OrderID != id {
		x.t.Errorf("pay %s at %s: %d %s", id, gateway, status, text)
	}
	return paid
}

func TestXMGateways(t *testing.T) {
	x := startXM(t)
	x.p.seedGateways()
	x.p.SetGateway(8, func(g *XMGateway) { g.Off = true })
	rows := x.part("gateways", "", "gateways")
	if strings.Count(rows, `"gateway"`) != 7 || !strings.Contains(rows, `{"currency":"CNY","fee_fixed":"0.00","fee_percent":"2.5","gateway":"VWechatPay","id":3,"name":"WeChat Pay",`) {
		t.Error(rows)
	}
	x.p.SetGateway(8, func(g *XMGateway) { g.Off = false })
	id := x.starter()
	code := x.p.now().Add(10 * time.Minute).Unix()
	for gateway, want := range map[string]struct {
		amount, total string
		expire        int64
		data, qrcode  string // beginnings
	}{
		"2": {"$ 11.00 ", "11.00", code, `"T`, "T"},
		"3": {"¥ 73.80 ", "73.80", code, `"wxp://`, ""},
		"4": {"$ 10.00 ", "10.00", code, `"https://checkout.example/pay/`, ""},
		"5": {"¥ 72.00 ", "72.00", code, `""`, "data:image/png;base64,"},
		"6": {"₹ 880.00 ", "880.00", code, `""`, "upi://pay?"},
		"7": {"$ 10.60 ", "10.60", code, `{"amount":"1060","client_secret":"pi_`, ""},
		"8": {"$ 10.00 ", "10.00", 0, `""`, ""},
	} {
		got := x.pays(id, gateway)
		if got.Amount != want.amount || got.Total != want.total || got.Expire != want.expire || got.Created != xmNoon.Unix() ||
			!strings.HasPrefix(string(got.Data), want.data) || !strings.HasPrefix(got.QRCode, want.qrcode) || want.qrcode == "" && got.QRCode != "" {
			t.Errorf("%s: %+v %s", gateway, got, got.Data)
		}
	}
	i, _ := x.p.Invoice(id)
	if i.Pays != 7 || i.State != XMPending || i.Charged != 0 {
		t.Errorf("%+v", i)
	}
	x.p.AddGateway(XMGateway{Kind: XMCrypto, Refuses: true})
	x.refuses("invoice/pay", xmAna+`,"invid":"`+id+`","gatewayid":9`, xmGatewayDown)
	x.refuses("invoice/pay", xmAna+`,"invid":"`+id+`","gatewayid":"99"`, xmNoGateway)
	x.refuses("invoice/pay", xmBia+`,"invid":"`+id+`","gatewayid":2`, xmNoInvoice)
	x.breaks("invoice/pay", xmAna+`,"invid":"`+id+`"`)
	x.p.Cancel(id)
	x.refuses("invoice/pay", xmAna+`,"invid":"`+id+`","gatewayid":2`, xmIsOver)
}

// TestXMPictureIsAQRCode: another decoder reads it.
func TestXMPictureIsAQRCode(t *testing.T) {
	x := startXM(t)
	x.p.AddGateway(XMGateway{Kind: XMImage})
	encoded := strings.TrimPrefix(x.pays(x.starter(), "1").QRCode, "data:image/png;base64,")
	file, err := base64.StdEncoding.DecodeString(encoded)
	if err != nil {
		t.Fatal(err)
	}
	picture, err := png.Decode(bytes.NewReader(file))
	if err != nil {
		t.Fatal(err)
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	read, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil || !strings.HasPrefix(read.GetText(), "https://pay.example/") {
		t.Errorf("%v, %v", read, err)
	}
}

func TestXMBalancePaysAtOnce(t *testing.T) {
	x := startXM(t)
	gateway := `,"gatewayid":` + "1"
	x.p.AddGateway(XMGateway{Kind: XMBalance, FeePercent: "10"})
	id, dear := x.starter(), x.invoiced("invoice/create", xmAna+`,"pid":1,"billing":"annual","coupon":"","qty":1`)
	x.pays(id, "1")
	x.refuses("invoice/pay", xmAna+`,"invid":"`+id+`"`+gateway, xmIsPaid)
	x.refuses("invoice/pay", xmAna+`,"invid":"`+dear+`"`+gateway, xmNoFunds)
	i, _ := x.p.Invoice(id)
	a, _ := x.p.Account("ana@mail.example")
	if i.Charged != 1 || i.State != XMPaid || a.Balance != "38.00" || len(x.p.Services("ana@mail.example")) != 2 {
		t.Errorf("%+v, left %s, %+v", i, a.Balance, x.p.Services("ana@mail.example"))
	}
	if x.p.CountOf("invoice/pay", "ana@mail.example") != (XMCount{Asked: 3, Applied: 1}) {
		t.Errorf("%+v", x.p.Count("invoice/pay"))
	}
}

func TestXMEmptyPayBodies(t *testing.T) {
	x := startXM(t)
	x.p.AddGateway(XMGateway{Kind: XMBalance})
	x.p.AddGateway(XMGateway{Kind: XMCrypto, Data: "an address of ours", QRCode: "another"})
	x.p.Quirk(XMQuirks{EmptyPayBodies: 2})
	id, other := x.starter(), x.starter()
	for _, fields := range []string{`"` + id + `","gatewayid":1`, `"` + other + `","gatewayid":2`} {
		if status, text := x.ask("invoice/pay", xmAna+`,"invid":`+fields); status != 200 || text != "" {
			t.Errorf("%d %s", status, text)
		}
	}
	if i, _ := x.p.Invoice(id); i.State != XMPaid {
		t.Errorf("the balance was not charged: %+v", i)
	}
	if got := x.pays(other, "2"); string(got.Data) != `"an address of ours"` || got.QRCode != "another" {
		t.Errorf("%+v", got)
	}
}

func TestXMPayShown(t *testing.T) {
	x := startXM(t)
	x.p.AddGateway(XMGateway{Kind: XMCrypto})
	x.p.AddGateway(XMGateway{Kind: XMManual})
	late, shown, manual, unseen := x.starter(), x.starter(), x.starter(), x.starter()
	x.pays(late, "1")
	x.pays(manual, "2")
	x.passes(10 * time.Minute)
	x.pays(shown, "1")
	if n := x.p.PayShown(); n != 2 || x.p.PayShown() != 0 {
		t.Errorf("%d paid", n)
	}
	for id, want := range map[string]XMInvoiceState{late: XMPending, shown: XMPaid, manual: XMPaid, unseen: XMPending} {
		if i, _ := x.p.Invoice(id); i.State != want {
			t.Errorf("%+v is not %s", i, want)
		}
	}
	if !x.p.MarkPaid(late) {
		t.Error("money that comes late is money")
	}
}
