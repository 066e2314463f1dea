package sandbox

import (
	"maps"
	"slices"
)

func (project *VPNProject) object() vpnObject {
	return vpnObject{"id": project.ID, "name": project.Name, "description": project.Description, "user_id": project.User}
}

// onProject does something with the reseller's project that the path names.
func (p *VPNPanel) onProject(do func(vpnRequest, *VPNProject) vpnReply) func(vpnRequest) vpnReply {
	return func(q vpnRequest) vpnReply {
		project := p.state.projects[q.id]
		if project == nil || project.User != q.user.id {
			return p.foreign(project != nil)
		}
		return do(q, project)
	}
}

func (p *VPNPanel) listProjects(q vpnRequest) vpnReply {
	rows := []*VPNProject{}
	for _, id := range slices.Sorted(maps.Keys(p.state.projects)) {
		if project := p.state.projects[id]; project.User == q.user.id {
			rows = append(rows, project)
		}
	}
	return vpnPaged(p.quirks, q, rows, (*VPNProject).object)
}

func (p *VPNPanel) createProject(q vpnRequest) vpnReply {
	if p.quirks.misplaced(q) {
		return vpnNotAllowed()
	}
	project := &VPNProject{User: q.user.id}
	if refused, wrong := project.fill(q.body); wrong {
		return refused
	}
	p.keepProject(project)
	return vpnChanged(project.object())
}

// fill sets both fields, which must be there, or says what is wrong.
func (project *VPNProject) fill(body vpnBody) (vpnReply, bool) {
	f := newVPNForm(body)
	name, description := f.text("name", 1, 255), f.text("description", 1, 65_535)
	refused, wrong := f.refused()
	if !wrong {
		project.Name, project.Description = name, description
	}
	return refused, wrong
}

func (p *VPNPanel) showProject(_ vpnRequest, project *VPNProject) vpnReply {
	return vpnRead(project.object())
}

func (p *VPNPanel) editProject(q vpnRequest, project *VPNProject) vpnReply {
	if refused, wrong := project.fill(q.body); wrong {
		return refused
	}
	return vpnDone()
}

func (p *VPNPanel) deleteProject(_ vpnRequest, project *VPNProject) vpnReply {
	for _, c := range p.state.customers {
		if c.Project == project.ID {
			return vpnSays("project", "Unable to delete a project that has customers.")
		}
	}
	delete(p.state.projects, project.ID)
	return vpnDone()
}

func (p *VPNPanel) projectCustomers(q vpnRequest, project *VPNProject) vpnReply {
	return p.customerPage(q, func(c *VPNCustomer) bool { return c.Project == project.ID })
}

func (p *VPNPanel) projectAccounts(q vpnRequest, project *VPNProject) vpnReply {
	return p.accountPage(q, func(a *VPNAccount) bool {
		c := p.state.customers[a.Customer]
		return c != nil && c.Project == project.ID
	})
}
