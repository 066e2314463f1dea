package handlers

// deeds are the verbs of a panel's log, by each form that panels write.
func deeds() map[string]string {
	return map[string]string{
		"create": "created", "created": "created", "add": "created", "added": "created", "store": "created",
		"update": "updated", "updated": "updated", "edit": "updated", "edited": "updated", "changed": "updated", "modified": "updated",
		"delete": "deleted", "deleted": "deleted", "remove": "deleted", "removed": "deleted", "destroy": "deleted", "destroyed": "deleted",
		"restore": "restored", "restored": "restored",
		"suspend": "suspended", "suspended": "suspended",
		"unsuspend": "unsuspended", "unsuspended": "unsuspended", "reactivated": "unsuspended",
		"provision": "provisioned", "provisioned": "provisioned",
		"terminate": "terminated", "terminated": "terminated",
		"cancel": "cancelled", "cancelled": "cancelled", "canceled": "cancelled",
		"pay": "paid", "paid": "paid",
		"refund": "refunded", "refunded": "refunded",
		"rotate": "rotated", "rotated": "rotated",
		"revoke": "revoked", "revoked": "revoked",
		"login": "login", "logout": "logout",
	}
}

// visits are the verbs that need nothing done to.
func visits() []string { return []string{"login", "logout"} }
