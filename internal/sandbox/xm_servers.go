package sandbox

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"net/url"
)

// servers are those of a service: one of each protocol.
func (s *XMService) servers() []xmObject {
	vless := s.server("vless", "🇳🇱 Amsterdam", "nl.xm-panel.example", 443)
	vless["network"], vless["encryption"], vless["security"], vless["sni"] = "tcp", "none", "reality", "www.site.example"
	vless["flow"], vless["fingerprint"], vless["shortid"] = "xtls-rprx-vision", "chrome", "6ba85179e30d4fc2"
	vless["publickey"], vless["spiderx"], vless["header"], vless["allowinsecure"] = "7xhH4b_VkliBxGulljcyPOH-bYUA2dl-XAdZAsfhk04", "", "none", false
	vless["uri"] = fmt.Sprintf("vless://%s@nl.xm-panel.example:443?encryption=none&headerType=none&type=tcp&security=reality&sni=www.site.example"+
		"&fp=chrome&pbk=%s&sid=6ba85179e30d4fc2&flow=xtls-rprx-vision&xtls=2#%s", s.UUID, vless["publickey"], url.PathEscape("🇳🇱 Amsterdam"))
	vmess := s.server("vmess", "🇩🇪 Frankfurt", "de.xm-panel.example", 8443)
	config, _ := json.Marshal(xmObject{
		"v": "2", "ps": "🇩🇪 Frankfurt", "add": "de.xm-panel.example", "port": "8443", "id": s.UUID, "aid": "0", "net": "ws", "type": "none",
		"host": "de.xm-panel.example", "path": "/ws", "tls": "tls",
	}) // made of strings
	vmess["network"], vmess["uri"] = "ws", "vmess://"+base64.StdEncoding.EncodeToString(config)
	trojan := s.server("trojan", "🇧🇷 São Paulo", "br.xm-panel.example", 443)
	trojan["sni"], trojan["uri"] = "br.xm-panel.example", fmt.Sprintf("trojan://%s@br.xm-panel.example:443?sni=br.xm-panel.example#%s", s.UUID, url.PathEscape("🇧🇷 São Paulo"))
	shadow := s.server("shadowsocks", "🇺🇸 New York", "us.xm-panel.example", 8388)
	shadow["method"] = "chacha20-ietf-poly1305"
	shadow["uri"] = "ss://" + base64.RawURLEncoding.EncodeToString([]byte("chacha20-ietf-poly1305:"+s.UUID)) + "@us.xm-panel.example:8388#" + url.PathEscape("🇺🇸 New York")
	return []xmObject{vless, vmess, trojan, shadow}
}

func (s *XMService) server(kind, remark, address string, port int) xmObject {
	return xmObject{"type": kind, "remark": remark, "address": address, "port": port, "password": s.UUID}
}
