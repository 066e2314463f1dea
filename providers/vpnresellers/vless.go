package vpnresellers

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
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
		Query: serverQuery(server, "account_id", account), AnyType: true, Complete: func() bool { return found != "" },
	}, &found)
	if err != nil {
		return resale.VPNConfig{}, unsupported(err) // an account that is not known would be 422
	}
	return resale.VPNConfig{Content: string(found), Name: "vless.txt"}, nil
}

func unsupported(err error) error {
	if e, ok := errors.AsType[*resale.Error](err); ok && e.Code == resale.NotFound {
		e.Code = resale.Unsupported
	}
	return err
}

// link is the first VLESS link in an answer, as deep as it may be; one that is
// no JSON may be a link and nothing else.
type link string

var vlessLink = regexp.MustCompile(`vless://[^\s"'<>\x00-\x1f]+`)

// UnmarshalText finds the link in a whole answer.
func (l *link) UnmarshalText(answer []byte) error {
	decoder := json.NewDecoder(bytes.NewReader(answer))
	for {
		switch token, err := decoder.Token(); {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			*l = link(vlessLink.Find(answer))
			return nil
		default:
			if s, ok := token.(string); ok && vlessLink.MatchString(s) {
				*l = link(vlessLink.FindString(s))
				return nil
			}
		}
	}
}
