package handlers

import (
	"fmt"
	"strconv"
	"strings"

	"resellerbot/internal/chat"
	"resellerbot/internal/dialog"
	"resellerbot/internal/ops"
	"resellerbot/internal/resale"
	"resellerbot/storage"
)

// vpnSheet is a customer or a project at VPNresellers, and where in the list
// it was opened.
type vpnSheet struct {
	ID      int64  `json:"id,omitempty"`
	Name    string `json:"name,omitempty"`
	Page    int    `json:"page,omitempty"`    // of the list
	Project int64  `json:"project,omitempty"` // whose customers the list had; 0: all
	Part    int    `json:"part,omitempty"`    // the page of what belongs to it
}

// readVPN reads "<id> <page> <project>"; what is missing is 0, or page 1.
func readVPN(args string) (s vpnSheet, ok bool) {
	words := append(strings.Fields(args), "", "", "")
	id, err := strconv.ParseInt(words[0], 10, 64)
	s = vpnSheet{ID: id, Page: readPage(words[1]), Part: 1}
	s.Project, _ = strconv.ParseInt(words[2], 10, 64)
	return s, err == nil && id > 0
}

// target writes what readVPN reads, after the name of a flow.
func (s vpnSheet) target(flow string) string {
	return fmt.Sprintf("%s %d %d %d", flow, s.ID, max(s.Page, 1), s.Project)
}

func projectName(p resale.VPNProject) string {
	return or(strings.TrimSpace(p.Name), "#"+number(p.ID))
}

// turnPart reads the buttons that turn the pages of what belongs to a card.
func (s *vpnSheet) turnPart(a dialog.Answer) bool {
	verb, page, _ := strings.Cut(a.Value, " ")
	if verb != "page" {
		return false
	}
	s.Part = readPage(page)
	return true
}

// accountButtons are accounts in a card that is not their own list.
func accountButtons(t *dialog.Turn, p ops.VPNAccountPage) [][]chat.Button {
	var rows [][]chat.Button
	for _, a := range p.Accounts[:min(len(p.Accounts), mostButtons)] {
		b := accountButton(t, a)
		b.Answer, b.Go = "", "account "+number(a.ID)
		rows = append(rows, row(b))
	}
	return rows
}

// The acts about customers and projects.
const (
	newCustomerAct  = "create vpn customer"
	editCustomerAct = "edit vpn customer"
	dropCustomerAct = "delete vpn customer"
	newProjectAct   = "create vpn project"
	editProjectAct  = "edit vpn project"
	dropProjectAct  = "delete vpn project"
)

// peopleDone says what was done about a customer or a project, if it was one.
func peopleDone(out ops.Outcome) (screen chat.Screen, ok bool) {
	said := map[string]string{
		newCustomerAct: "customers.created", editCustomerAct: "customers.changed", dropCustomerAct: "customers.deleted",
		newProjectAct: "projects.created", editProjectAct: "projects.changed", dropProjectAct: "projects.deleted",
	}[out.Act]
	if said == "" || out.VPN == nil {
		return screen, false
	}
	c, p := out.VPN.Customer, out.VPN.Project
	name, open, list := strings.TrimSpace(c.FirstName+" "+c.LastName), goTo("customers.open", fmt.Sprintf("customer %d", c.ID)), "customers"
	if strings.HasPrefix(said, "projects.") {
		name, open, list = p.Name, goTo("projects.open", fmt.Sprintf("project %d", p.ID)), "projects"
	}
	screen.Lines = []chat.Text{chat.T(said, chat.Args{"Name": shorten(or(name, out.Name), 60)})}
	if c.ID+p.ID > 0 && out.Act != dropCustomerAct && out.Act != dropProjectAct {
		screen.Rows = append(screen.Rows, row(open))
	}
	screen.Rows = append(screen.Rows, row(goTo("button."+list, list), goTo("button.menu", "menu")))
	return screen, true
}

// refusedAs tells of an act that the panel refused for one reason.
func refusedAs(out ops.Outcome, code resale.Code) bool {
	return out.State == storage.Refused && out.Code == code
}
