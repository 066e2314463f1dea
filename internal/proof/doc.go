// Package proof holds the tests that need the whole program: it is built, run
// as a process of its own against the sandbox, killed, loaded, and everything
// it says is read. There is no code here but tests.
package proof
