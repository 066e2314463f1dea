package sandbox

import "net/http"

// operations are all that the panel can be asked for. The notes on providers
// have them in 4.3; where the documentation lists no 402, none comes.
func (p *VPNPanel) operations() map[string]vpnOperation {
	return map[string]vpnOperation{
		"GET accounts/check_username":       {do: p.checkUsername},
		"GET accounts":                      {do: p.listAccounts},
		"POST accounts":                     {do: p.createAccount},
		"GET accounts/{id}":                 {do: p.onAccount(p.showAccount)},
		"DELETE accounts/{id}":              {do: p.onAccount(p.deleteAccount)},
		"PUT accounts/{id}/enable":          {do: p.onAccount(p.enable)},
		"PUT accounts/{id}/disable":         {do: p.onAccount(p.disable)},
		"PUT accounts/{id}/change_password": {do: p.onAccount(p.changePassword)},
		"PUT accounts/{id}/expire":          {do: p.onAccount(p.expire)},
		"POST accounts/{id}/validate":       {do: p.validate},
		"POST accounts/validate":            {do: p.validate},
		"PUT un/accounts/enable":            {do: p.onNamed(p.enable)},
		"PUT un/accounts/disable":           {do: p.onNamed(p.disable)},
		"PUT un/accounts/change_password":   {do: p.onNamed(p.changePassword)},
		"GET un/accounts/show":              {do: p.showNamed, basic: true},

		"GET configuration/openvpn":   {do: p.openVPN},
		"GET configuration/wireguard": {do: p.wireGuard},
		"GET configuration/vless":     {do: p.vlessLink},
		"GET servers":                 {do: p.listServers},
		"GET vless-servers":           {do: p.listVLESS},
		"GET ports":                   {do: p.listPorts, free: true},
		"GET profile":                 {do: p.profile, free: true},
		"GET geoip":                   {do: p.geoIP, open: true},

		"GET customers":               {do: p.listCustomers, free: true},
		"POST customers":              {do: p.createCustomer, free: true},
		"POST customers/{id}":         {do: p.createCustomer, free: true},
		"GET customers/{id}":          {do: p.onCustomer(p.showCustomer), free: true},
		"PUT customers/{id}":          {do: p.onCustomer(p.editCustomer), free: true},
		"DELETE customers/{id}":       {do: p.onCustomer(p.deleteCustomer), free: true},
		"GET customers/{id}/accounts": {do: p.onCustomer(p.customerAccounts), free: true},

		"GET projects":                {do: p.listProjects, free: true},
		"POST projects":               {do: p.createProject, free: true},
		"POST projects/{id}":          {do: p.createProject, free: true},
		"GET projects/{id}":           {do: p.onProject(p.showProject), free: true},
		"PUT projects/{id}":           {do: p.onProject(p.editProject), free: true},
		"DELETE projects/{id}":        {do: p.onProject(p.deleteProject), free: true},
		"GET projects/{id}/customers": {do: p.onProject(p.projectCustomers), free: true},
		"GET projects/{id}/accounts":  {do: p.onProject(p.projectAccounts), free: true},
	}
}

// misplaced tells whether customers and projects are not created there.
func (q VPNQuirks) misplaced(r vpnRequest) bool {
	documented := r.pattern == "customers/{id}" || r.pattern == "projects/{id}"
	return q.Create != VPNCreateBoth && documented != (q.Create == VPNCreateDocumented)
}

// foreign answers for what is not there or, with theirs, another reseller's.
func (p *VPNPanel) foreign(theirs bool) vpnReply {
	if theirs && p.quirks.Forbids {
		return vpnForbidden()
	}
	return vpnNotFound()
}

func (p *VPNPanel) profile(q vpnRequest) vpnReply {
	balance := q.user.balance.Rescale(2)
	if p.quirks.Balance == VPNNumber {
		f, _ := balance.Float64()
		return vpnRead(vpnObject{"balance": f})
	}
	return vpnRead(vpnObject{"balance": balance.String()})
}

// geoIP says where the caller is: always at the same invented place.
func (p *VPNPanel) geoIP(vpnRequest) vpnReply {
	return vpnReply{status: http.StatusOK, body: vpnObject{"code": http.StatusOK, "data": vpnObject{
		"ip": "203.0.113.7", "country": "United States", "iso_code": "US", "city": "New Haven", "lat": 41.31, "lon": -72.92, "continent": "NA",
	}}}
}
