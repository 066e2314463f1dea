package vpnresellers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"regexp"

	"resellerbot/internal/httpapi"
	"resellerbot/internal/resale"
)

// The API's page is silent about VLESS; its public clients use these two. A
// panel may have neither, which is Unsupported. The table of operations has no
// id for them.

// VLESSServers gives the servers for VLESS (GET /vless-servers), whose ids are
// their own.
func (c *Client) VLESSServers(ctx context.Context) ([]resale.VPNServer, error) {
	servers, err := c.servers(ctx, httpapi.Request{
		Operation: "vless-servers", Act: "list VLESS servers", Path: []string{"vless-servers"},
	})
	return servers, unsupported(err)
}

// VLESS gives the link of a server for an account (GET /configuration/vless).
// Nobody published the answer's shape: it is the first link in any text of it.
func (c *Client) VLESS(ctx context.Context, server, account int64) (resale.VPNConfig, error) {
	var found link
	err := c.keyed.do(ctx, httpapi.Request{
		Operation: "vless", Act: "read configuration", Method: http.MethodGet, Path: []string{"configuration", "vless"}, Read: true,
		Query: serverQuery(server, "account_id", account), Complete: func() bool { return found != "" },
	}, &found)
	// A panel that has it may still not know the server or the account.
	if e, ok := errors.AsType[*resale.Error](err); ok && !objectLike.MatchString(e.Detail) {
		err = unsupported(err)
	}
	if err != nil {
		return resale.VPNConfig{}, err
	}
	return resale.VPNConfig{Content: string(found), Name: "vless.txt"}, nil
}

func unsupported(err error) error {
	if e, ok := errors.AsType[*resale.Error](err); ok && e.Code == resale.NotFound {
		e.Code = resale.Unsupported
	}
	return err
}

// link is the first VLESS link in a JSON value, as deep as it may be.
type link string

var objectLike = regexp.MustCompile(`(?i)account|server`)

var vlessLink = regexp.MustCompile(`vless://[^\s"'<>\x00-\x1f]+`)

func (l *link) UnmarshalJSON(raw []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(raw))
	for {
		token, err := decoder.Token()
		if err != nil {
			return nil // the end: raw is valid JSON
		}
		if s, ok := token.(string); ok {
			if *l = link(vlessLink.FindString(s)); *l != "" {
				return nil
			}
		}
	}
}
