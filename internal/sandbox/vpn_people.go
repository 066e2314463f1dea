package sandbox

// VPNCustomer is a customer of a reseller, in one of its projects.
type VPNCustomer struct {
	ID, User, Project          int64
	FirstName, LastName, Email string
}

// VPNProject groups customers of a reseller.
type VPNProject struct {
	ID, User          int64
	Name, Description string
}

// AddProject adds a project and gives its id: a new one unless it has one.
func (p *VPNPanel) AddProject(project VPNProject) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keepProject(&project)
	p.changed()
	return project.ID
}

func (p *VPNPanel) keepProject(project *VPNProject) {
	if project.ID == 0 {
		project.ID = vpnNext(&p.state.last.project)
	}
	p.state.last.project = max(p.state.last.project, project.ID)
	p.state.projects[project.ID] = project
}

// AddCustomer adds a customer and gives its id: a new one unless it has one.
func (p *VPNPanel) AddCustomer(c VPNCustomer) int64 {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.keepCustomer(&c)
	p.changed()
	return c.ID
}

func (p *VPNPanel) keepCustomer(c *VPNCustomer) {
	if c.ID == 0 {
		c.ID = vpnNext(&p.state.last.customer)
	}
	p.state.last.customer = max(p.state.last.customer, c.ID)
	p.state.customers[c.ID] = c
}

// Customers gives copies of all customers, by id.
func (p *VPNPanel) Customers() []VPNCustomer {
	p.mu.Lock()
	defer p.mu.Unlock()
	return vpnCopies(p.state.customers)
}

// Projects gives copies of all projects, by id.
func (p *VPNPanel) Projects() []VPNProject {
	p.mu.Lock()
	defer p.mu.Unlock()
	return vpnCopies(p.state.projects)
}
