package ops

import "resellerbot/providers/whmdc"

// HostQuery narrows a list of a hosting panel. A panel may ignore any of it.
type HostQuery = whmdc.Query

// HostPage is one page of such a list.
type HostPage = whmdc.Page

// HostEvents are what a hosting panel tells by webhooks: "invoice.paid".
func HostEvents() []string { return whmdc.Events() }
