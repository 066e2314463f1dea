package sandbox

import (
	"net/http"
	"strings"
)

// AddReseller lets a reseller in at /api/reseller.
func (p *XMPanel) AddReseller(email, password string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.reseller[strings.ToLower(email)] = password
}

// elsewhere answers outside /api/client: as the generation of the panel has
// it, or as a web site does.
func (p *XMPanel) elsewhere(q xmRequest, path string) xmReply {
	switch {
	case strings.HasPrefix(path, "/api/v2/client/") && p.quirks.Generation == XMOld:
		return p.old(q, strings.TrimPrefix(path, "/api/v2/client/"))
	case strings.HasPrefix(path, "/api/reseller/") && (p.quirks.Reseller || p.quirks.Generation == XMResellerOnly):
		return p.resellerAPI(q, strings.TrimPrefix(path, "/api/reseller/"))
	case strings.HasPrefix(path, "/api/") && p.quirks.Generation == XMNew:
		return p.newAPI(strings.TrimPrefix(path, "/api/"))
	case path == "/":
		return xmPage(http.StatusOK, "Welcome")
	}
	return xmPage(http.StatusNotFound, "404 Not Found")
}

// old is the API of before, which nobody should speak any more.
func (p *XMPanel) old(q xmRequest, path string) xmReply {
	switch {
	case path != "token":
		return xmReply{status: http.StatusOK, body: xmObject{"ret": 0, "msg": "Token is invalid"}}
	case !p.state.keys[q.header.Get("XMPus-API-Token")]:
		return xmReply{status: http.StatusOK, body: xmObject{"ret": 0, "msg": "Api key is invalid"}}
	}
	return xmReply{status: http.StatusOK, body: xmObject{"ret": 1, "data": xmObject{"token": xmRandom(32)}}}
}

// resellerAPI knows no client API key: e-mail address and password let in.
func (p *XMPanel) resellerAPI(q xmRequest, path string) xmReply {
	switch {
	case path != "token" && !strings.HasPrefix(q.header.Get("Authorization"), "Bearer "):
		return xmReply{status: http.StatusUnauthorized, body: xmObject{"status": "error", "message": "Unauthorized"}}
	case path != "token":
		return xmPage(http.StatusNotFound, "404 Not Found")
	case q.broken:
		return xmWhoops("ErrorException", "Undefined array key \"email\"")
	}
	if password, known := p.state.reseller[q.email]; !known || password != q.body.exact("passwd") {
		return p.refuse(xmBadLogin)
	}
	return xmRead(xmObject{"data": xmObject{"token": xmRandom(32)}})
}

// newAPI is the one of 2026. Its config is for everybody.
func (p *XMPanel) newAPI(path string) xmReply {
	status, body := http.StatusNotFound, xmObject{"message": "The route could not be found."}
	switch path {
	case "config":
		status, body = http.StatusOK, xmObject{
			"app_name": "XM panel", "app_timezone": p.options.Zone.String(), "app_locale": "en", "default_currency_code": "USD",
			"default_currency_symbol": "$", "default_currency_decimal": 2, "maintainance_mode": false, "email_verify": p.quirks.VerifyEmail,
			"captcha_enabled": false, "login_authentication": "password", "registration_status": true, "telegram_contact": "",
		}
	case "auth/login":
		status, body = http.StatusUnauthorized, xmObject{"message": "These credentials do not match our records."}
	case "auth/register":
		status, body = http.StatusUnprocessableEntity, xmObject{"message": "The email field is required.", "errors": xmObject{"email": []string{"The email field is required."}}}
	}
	return xmReply{status: status, body: body}
}
