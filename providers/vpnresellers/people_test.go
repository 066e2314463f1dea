package vpnresellers

import (
	"testing"

	"resellerbot/internal/resale"
)

func joana() resale.VPNCustomer {
	return resale.VPNCustomer{ID: 1, FirstName: "Joana", LastName: "Braga", Email: "joana@example.com", Project: 4}
}

func shop() resale.VPNProject {
	return resale.VPNProject{ID: 4, Name: "Lisbon shop", Description: "Walk-in customers."}
}

const joanaSent = `{"first_name":"Joana","last_name":"Braga","email":"joana@example.com","project_id":4}`

func onePage[T any](item T) resale.VPNPage[T] {
	return resale.VPNPage[T]{Items: []T{item}, Page: 1, Pages: 1, Total: 1}
}

func TestVR21ListCustomers(t *testing.T) {
	c, p := start(t, recorded(t, 200, "customers.json"))
	got, err := c.Customers(t.Context(), 1, 50)
	same(t, onePage(joana()), got, err)
	p.wasAsked("GET /customers?page=1&per_page=50")
}

func TestVR22CreateCustomer(t *testing.T) {
	c, p := start(t, recorded(t, 200, "customer.json"), recorded(t, 422, "email_taken.json"))
	n := resale.NewVPNCustomer{FirstName: "Joana", LastName: "Braga", Email: "joana@example.com", Project: 4}
	got, err := c.CreateCustomer(t.Context(), n)
	same(t, joana(), got, err)
	if _, err := c.CreateCustomer(t.Context(), n); outcome(err) != "invalid: The email has already been taken. [email]" {
		t.Error(err)
	}
	p.wasAsked("POST /customers "+joanaSent, "POST /customers "+joanaSent)
}

func TestVR23ReadCustomer(t *testing.T) {
	c, p := start(t, recorded(t, 200, "customer.json"))
	got, err := c.Customer(t.Context(), 1)
	same(t, joana(), got, err)
	p.wasAsked("GET /customers/1")
}

func TestVR24EditCustomer(t *testing.T) {
	c, p := start(t, recorded(t, 200, "done.json"))
	email, nobody := "j@example.com", ""
	if err := c.EditCustomer(t.Context(), 1, resale.VPNCustomerEdit{Email: &email, LastName: &nobody}); err != nil {
		t.Error(err)
	}
	p.wasAsked(`PUT /customers/1 {"last_name":"","email":"j@example.com"}`)
}

func TestVR25DeleteCustomer(t *testing.T) {
	c, p := start(t, recorded(t, 200, "done.json"), recorded(t, 422, "has_accounts.json"))
	for _, want := range []string{"", "invalid: Unable to delete a customer that has accounts. [customer]"} {
		if got := outcome(c.DeleteCustomer(t.Context(), 1)); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	p.wasAsked("DELETE /customers/1", "DELETE /customers/1")
}

func TestVR26CustomerAccounts(t *testing.T) {
	c, p := start(t, recorded(t, 200, "accounts_last.json"))
	got, err := c.CustomerAccounts(t.Context(), 1, 2, 2)
	if err != nil || len(got.Items) != 1 || got.Items[0].ID != 11 || got.Page != 2 || got.More() {
		t.Errorf("%+v, %v", got, err)
	}
	p.wasAsked("GET /customers/1/accounts?page=2&per_page=2")
}

func TestVR27ListProjects(t *testing.T) {
	c, p := start(t, recorded(t, 200, "projects.json"))
	got, err := c.Projects(t.Context(), 0, 0)
	same(t, onePage(shop()), got, err)
	p.wasAsked("GET /projects")
}

func TestVR28CreateProject(t *testing.T) {
	c, p := start(t, recorded(t, 200, "project.json"))
	got, err := c.CreateProject(t.Context(), resale.NewVPNProject{Name: "Lisbon shop", Description: "Walk-in customers."})
	same(t, shop(), got, err)
	p.wasAsked(`POST /projects {"name":"Lisbon shop","description":"Walk-in customers."}`)
}

func TestVR29ReadProject(t *testing.T) {
	c, p := start(t, recorded(t, 200, "project.json"))
	got, err := c.Project(t.Context(), 4)
	same(t, shop(), got, err)
	p.wasAsked("GET /projects/4")
}

func TestVR30EditProject(t *testing.T) {
	c, p := start(t, recorded(t, 200, "done.json"))
	if err := c.EditProject(t.Context(), 4, resale.NewVPNProject{Name: "Porto shop"}); err != nil {
		t.Error(err)
	}
	p.wasAsked(`PUT /projects/4 {"name":"Porto shop","description":""}`)
}

func TestVR31DeleteProject(t *testing.T) {
	c, p := start(t, recorded(t, 200, "done.json"))
	if err := c.DeleteProject(t.Context(), 4); err != nil {
		t.Error(err)
	}
	p.wasAsked("DELETE /projects/4")
}

func TestVR32ProjectCustomers(t *testing.T) {
	c, p := start(t, recorded(t, 200, "customers.json"))
	got, err := c.ProjectCustomers(t.Context(), 4, 1, 0)
	same(t, onePage(joana()), got, err)
	p.wasAsked("GET /projects/4/customers?page=1")
}

func TestVR33ProjectAccounts(t *testing.T) {
	c, p := start(t, recorded(t, 200, "accounts_last.json"))
	got, err := c.ProjectAccounts(t.Context(), 4, 0, 0)
	if err != nil || len(got.Items) != 1 || got.Items[0].Username != "bruno_77" {
		t.Errorf("%+v, %v", got, err)
	}
	p.wasAsked("GET /projects/4/accounts")
}
