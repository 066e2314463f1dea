package sandbox

import (
	"strings"
	"testing"
)

const (
	vpnShop = `{"description":"At the corner.","id":1,"name":"Shop","user_id":3595}`
	vpnJeff = `{"email":"jeff@mail.example","first_name":"Jeff","id":1,"last_name":"Barrows","project_id":1,"user_id":3595}`
)

// startShop has a project with a customer, made over the API, and those of
// another reseller: both have id 2.
func startShop(t *testing.T) vpnTest {
	t.Helper()
	v := startVPN(t)
	v.says(`POST projects {"name":"Shop","description":"At the corner."}`, 200, vpnData(vpnShop))
	v.says(`POST customers {"first_name":"Jeff","last_name":"Barrows","email":"jeff@mail.example","project_id":1}`, 200, vpnData(vpnJeff))
	v.p.AddProject(VPNProject{User: 3596, Name: "Theirs"})
	v.p.AddCustomer(VPNCustomer{User: 3596, Project: 2, Email: "kim@mail.example"})
	return v
}

// vpnOnlyPage is a list that has one page.
func vpnOnlyPage(path, rows, ends, total string) string {
	return strings.NewReplacer("PATH", "BASE/"+path, "ROWS", rows, "ENDS", ends, "TOTAL", total).Replace(
		`{"code":200,"data":[ROWS],"links":{"first":"PATH?page=1","last":"PATH?page=1","next":null,"prev":null},` +
			`"meta":{"current_page":1,ENDS"last_page":1,"links":[{"active":false,"label":"« Previous","url":null},` +
			`{"active":true,"label":"1","url":"PATH?page=1"},{"active":false,"label":"Next »","url":null}],"path":"PATH","per_page":15,TOTAL}}`)
}

// vpnOnly is a list of one row, vpnNone of none.
func vpnOnly(path, row string) string {
	return vpnOnlyPage(path, row, `"from":1,`, `"to":1,"total":1`)
}

func vpnNone(path string) string { return vpnOnlyPage(path, "", `"from":null,`, `"to":null,"total":0`) }

func TestVPNProjects(t *testing.T) {
	v := startShop(t)
	v.says("GET projects", 200, vpnOnly("projects", vpnShop))
	v.says("GET projects/1", 200, vpnData(vpnShop))
	v.says(`PUT projects/1 {"name":"Mall"}`, 422, vpnWrong(vpnGiven, "description", "The description field is required."))
	v.says(`PUT projects/1 {"name":"Mall","description":"In the middle."}`, 200, vpnFine)
	v.says("GET projects/1", 200, vpnData(`{"description":"In the middle.","id":1,"name":"Mall","user_id":3595}`))
	v.says(`POST projects {"description":"In the middle."}`, 422, vpnWrong(vpnGiven, "name", "The name field is required."))
	v.says("GET projects/1/customers", 200, vpnOnly("projects/1/customers", vpnJeff))
	v.says("GET projects/1/accounts", 200, vpnNone("projects/1/accounts"))
	v.says("DELETE projects/1", 422, vpnWrong("Unable to delete a project that has customers.", "project", "Unable to delete a project that has customers."))
	v.says("DELETE customers/1", 200, vpnFine)
	v.says("DELETE projects/1", 200, vpnFine)
	v.says("GET projects", 200, vpnNone("projects"))
	for _, call := range []string{
		"GET projects/2", "PUT projects/2", "DELETE projects/2", "GET projects/2/customers", "GET projects/2/accounts", "GET projects/1", "GET projects/x",
	} {
		v.says(call, 404, vpnMissing)
	}
	if got := v.p.Projects(); len(got) != 1 || got[0].Name != "Theirs" {
		t.Errorf("%+v", got)
	}
}

func TestVPNCustomers(t *testing.T) {
	v := startShop(t)
	v.says("GET customers", 200, vpnOnly("customers", vpnJeff))
	v.says("GET customers/1", 200, vpnData(vpnJeff))
	v.says(`PUT customers/1 {"email":"JEFF@mail.example","project_id":7}`, 200, vpnFine)
	v.says(`PUT customers/1 {"first_name":"Joe","last_name":""}`, 200, vpnFine)
	v.says("GET customers/1", 200, vpnData(strings.NewReplacer("jeff@", "JEFF@", "Jeff", "Joe").Replace(vpnJeff)))
	taken := vpnWrong("The email has already been taken.", "email", "The email has already been taken.")
	const kim = `"first_name":"Kim","last_name":"Lee"`
	v.says(`POST customers {`+kim+`,"email":"jeff@mail.example","project_id":1}`, 422, taken)
	v.says(`POST customers {`+kim+`,"email":"kim","project_id":"1"}`, 422, vpnWrong(vpnGiven, "email", "The email must be a valid email address."))
	v.says(`POST customers {`+kim+`,"email":"kim@mail.example","project_id":2}`, 422, vpnWrong(vpnGiven, "project_id", "The selected project id is invalid."))
	v.says(`POST customers {`+kim+`,"email":"kim@mail.example","project_id":"x"}`, 422, vpnWrong(vpnGiven, "project_id", "The project id must be an integer."))
	v.says(`POST customers {`+kim+`,"email":"kim@mail.example"}`, 422, vpnWrong(vpnGiven, "project_id", "The project id field is required."))
	v.says(`POST customers {`+kim+`,"email":"kim@mail.example","project_id":"1"}`, 200, vpnData(`{"email":"kim@mail.example","first_name":"Kim","id":3,"last_name":"Lee","project_id":1,"user_id":3595}`))
	v.says(`PUT customers/3 {"email":"jeff@mail.example"}`, 422, taken)
	v.says("DELETE customers/3", 200, vpnFine)
	for _, call := range []string{"GET customers/2", "PUT customers/2", "DELETE customers/2", "GET customers/2/accounts", "GET customers/3"} {
		v.says(call, 404, vpnMissing)
	}
}

func TestVPNCustomersOfAccounts(t *testing.T) {
	v := startShop(t)
	v.p.SetAccount(1001, func(a *VPNAccount) { a.Customer = 1 })
	v.says("GET customers/1/accounts", 200, vpnOnly("customers/1/accounts", vpnAna()))
	v.says("GET projects/1/accounts", 200, vpnOnly("projects/1/accounts", vpnAna()))
	v.says("DELETE customers/1", 422, vpnWrong("Unable to delete a customer that has accounts.", "customer", "Unable to delete a customer that has accounts."))
	for customer, want := range map[string]string{
		`{"customer_id":2}`:   vpnWrong(vpnGiven, "customer.customer_id", "The selected customer.customer id is invalid."),
		`{"customer_id":"x"}`: `{"code":422,"errors":{"customer.customer_id":["The customer.customer id must be an integer.","The selected customer.customer id is invalid."]},"message":"The given data was invalid."}`,
		`{"first_name":"Kim","last_name":"Lee","email":"jeff@mail.example","project_id":1}`: vpnWrong(vpnGiven, "customer.email", "The customer.email has already been taken."),
		`{"first_name":"Kim","last_name":"Lee","email":"kim@mail.example"}`:                 vpnWrong(vpnGiven, "customer.project_id", "The customer.project id field is required."),
		`[1,2,3]`: vpnWrong(vpnGiven, "customer", "The customer must be an array."),
	} {
		v.says(`POST accounts {"username":"carla","password":"secret","customer":`+customer+`}`, 422, want)
	}
	if status, text := v.ask("ours", `POST accounts {"username":"carla","password":"secret","customer":{"customer_id":"1"}}`); status != 201 {
		t.Errorf("%d %s", status, text)
	}
	if status, text := v.ask("ours", `POST accounts {"username":"diego","password":"secret","customer":{"first_name":"Kim","last_name":"Lee","email":"kim@mail.example","project_id":1}}`); status != 201 {
		t.Errorf("%d %s", status, text)
	}
	carla, _ := v.p.Account("carla")
	diego, _ := v.p.Account("diego")
	if all := v.p.Customers(); carla.Customer != 1 || diego.Customer != 3 || len(all) != 3 || all[2].Email != "kim@mail.example" {
		t.Errorf("%+v, %+v, %+v", carla, diego, all)
	}
}

func TestVPNCreatesOnThePrintedPath(t *testing.T) {
	v := startVPN(t)
	notAllowed := `{"code":405,"message":"Method Not Allowed."}`
	const shop = ` {"name":"Shop","description":"At the corner."}`
	const jeff = ` {"first_name":"Jeff","last_name":"Barrows","email":"jeff@mail.example","project_id":1}`
	v.p.Quirk(VPNQuirks{Create: VPNCreateDocumented})
	v.says("POST projects"+shop, 405, notAllowed)
	v.says("POST projects/0"+shop, 200, vpnData(vpnShop))
	v.says("POST customers"+jeff, 405, notAllowed)
	v.says("POST customers/new"+jeff, 200, vpnData(vpnJeff))
	v.p.Quirk(VPNQuirks{Create: VPNCreateBoth})
	v.says("POST projects"+shop, 200, vpnData(strings.Replace(vpnShop, `"id":1`, `"id":2`, 1)))
	v.says("POST projects/1"+shop, 200, vpnData(strings.Replace(vpnShop, `"id":1`, `"id":3`, 1)))
}
