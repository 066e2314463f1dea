package sandbox

// Errors that a key can be blocked with, see BlockKey.
const (
	SMMSuspended = "Your account has been suspended"
	SMMDisabled  = "API is Disable for this user or user not found"
)
