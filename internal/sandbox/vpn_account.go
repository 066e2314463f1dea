package sandbox

import (
	"crypto/ecdh"
	"crypto/rand"
	"encoding/base64"
	"fmt"
	"strings"
	"time"
)

// VPNAccount is an account at the panel, secrets included.
type VPNAccount struct {
	ID                                                   int64
	User                                                 int64 // the reseller, from AddKey
	Customer                                             int64 // 0 none
	Username, Password                                   string
	Disabled                                             bool
	Expires                                              time.Time // zero: renews itself
	WireGuardIP, WireGuardPrivateKey, WireGuardPublicKey string
	UUID                                                 string // of its VLESS links
	Created, Updated                                     time.Time

	paid time.Time // until when it was billed
}

// AddAccount adds an account, whose first day is paid for, and gives its id:
// a new one unless a has one. Keys, addresses and dates that are missing are
// made.
func (p *VPNPanel) AddAccount(a VPNAccount) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keepAccount(&a)
	a.paid = p.now().Add(vpnDay)
	p.billDay(&a, p.now())
	p.changed()
	return a.ID
}

// keepAccount fills in what is missing and puts the account where it is
// found; mu is held.
func (p *VPNPanel) keepAccount(a *VPNAccount) {
	if a.ID == 0 {
		a.ID = vpnNext(&p.state.last.account)
	}
	p.state.last.account = max(p.state.last.account, a.ID)
	if a.WireGuardPrivateKey == "" {
		a.WireGuardPrivateKey, a.WireGuardPublicKey = vpnKeys()
	}
	if a.WireGuardIP == "" {
		n := vpnNext(&p.state.last.address)
		a.WireGuardIP = fmt.Sprintf("10.%d.%d.%d", 250-n/62_500%250, n/250%250, 2+n%250)
	}
	if a.UUID == "" {
		a.UUID = vpnUUID()
	}
	if a.Created.IsZero() {
		a.Created, a.Updated = p.now(), p.now()
	}
	p.state.accounts[a.ID], p.state.named[strings.ToLower(a.Username)] = a, a
}

// vpnKeys is a pair as wg genkey makes it.
func vpnKeys() (private, public string) {
	key, err := ecdh.X25519().GenerateKey(rand.Reader)
	if err != nil {
		return "", "" // a source of chance that fails ends the process instead
	}
	return base64.StdEncoding.EncodeToString(key.Bytes()), base64.StdEncoding.EncodeToString(key.PublicKey().Bytes())
}

func vpnUUID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:])
}

// DropAccount takes an account away, as somebody else would.
func (p *VPNPanel) DropAccount(id int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.drop(id)
	p.changed()
}

func (p *VPNPanel) drop(id int64) {
	if a := p.state.accounts[id]; a != nil {
		delete(p.state.named, strings.ToLower(a.Username))
		delete(p.state.accounts, id)
	}
}

// SetAccount changes an account as somebody else would, but for its name.
func (p *VPNPanel) SetAccount(id int64, change func(*VPNAccount)) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if a := p.state.accounts[id]; a != nil {
		p.billDue(p.now())
		change(a)
		p.resume(a)
	}
	p.changed()
}

// Accounts gives copies of all accounts, by id.
func (p *VPNPanel) Accounts() []VPNAccount {
	p.mu.Lock()
	defer p.mu.Unlock()
	return vpnCopies(p.state.accounts)
}

// Account gives a copy of the account of that name, in whatever case.
func (p *VPNPanel) Account(username string) (a VPNAccount, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if found := p.state.named[strings.ToLower(username)]; found != nil {
		return *found, true
	}
	return a, false
}

// vpnRawURL is a key as links have it.
func vpnRawURL(key string) string {
	return strings.TrimRight(strings.NewReplacer("+", "-", "/", "_").Replace(key), "=")
}
