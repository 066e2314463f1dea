package resale

// VPNCustomer is somebody whom accounts belong to.
type VPNCustomer struct {
	ID        int64
	FirstName string
	LastName  string
	Email     string // no two customers have the same
	Project   int64
}

// NewVPNCustomer is what it takes to create one: everything.
type NewVPNCustomer struct {
	FirstName string
	LastName  string
	Email     string
	Project   int64
}

// VPNCustomerEdit changes a customer: nil leaves a field as it is.
type VPNCustomerEdit struct {
	FirstName *string
	LastName  *string
	Email     *string
}

// VPNProject is a group of customers.
type VPNProject struct {
	ID          int64
	Name        string
	Description string
}

// NewVPNProject is what it takes to create a project, or to change one: both
// are always sent.
type NewVPNProject struct {
	Name        string
	Description string
}
