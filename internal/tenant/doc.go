// Package tenant holds the test that two resellers on the same panels, and
// those who buy from them, never see anything of one another. There is no code
// here but tests.
package tenant
