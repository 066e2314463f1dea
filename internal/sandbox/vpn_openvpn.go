package sandbox

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"fmt"
	"math/big"
	"strings"
	"time"
)

// profile writes an OpenVPN profile.
func (q VPNQuirks) profile(s *VPNServer, port *VPNPort, certificate string) string {
	lines := []string{"client", "dev tun"}
	if q.Profile == VPNProfileInline {
		lines = append(lines, fmt.Sprintf("remote %s %d %s", s.Name, port.Number, port.Protocol), "persist-key", "persist-tun")
	} else {
		lines = append(
			lines, "remote "+s.Name, fmt.Sprintf("port %d", port.Number), "proto "+port.Protocol,
			"persist-key", "persist-tun", "comp-lzo",
		)
	}
	lines = append(lines, "auth-user-pass", "nobind")
	if q.Profile != VPNProfileInline {
		lines = append(lines, "ca ca.crt")
	}
	lines = append(lines, "auth SHA256", "cipher AES-256-CBC")
	if q.Profile == VPNProfileOld || q.Profile == VPNProfilePrinted {
		lines = append(lines, "keysize 256", "fragment 0")
	}
	lines = append(lines, "float", "tun-mtu 48000", "mssfix 0", "")
	if q.Profile == VPNProfilePrinted {
		certificate = "    " + strings.ReplaceAll(certificate, "\n", "\n    ") + "\n"
	}
	if q.Profile != VPNProfileFile {
		lines = append(lines, "<ca>", certificate, "</ca>", "")
	}
	if q.Branded {
		lines = append([]string{"# " + s.Name}, lines...)
	}
	end := "\n"
	if q.Profile == VPNProfileCRLF {
		end = "\r\n"
	}
	return strings.ReplaceAll(strings.Join(lines, "\n"), "\n", end)
}

// vpnAuthority makes the certificate of an authority whose key nobody keeps.
func vpnAuthority() (string, error) {
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		return "", fmt.Errorf("make authority: %w", err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), Subject: pkix.Name{CommonName: "changeme"},
		NotBefore: time.Unix(0, 0), NotAfter: time.Date(2100, 1, 1, 0, 0, 0, 0, time.UTC),
		IsCA: true, BasicConstraintsValid: true, KeyUsage: x509.KeyUsageCertSign,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, key.Public(), key)
	if err != nil {
		return "", fmt.Errorf("make authority: %w", err)
	}
	text := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	return strings.TrimSuffix(string(text), "\n"), nil
}
