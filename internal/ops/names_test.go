package ops

import (
	"testing"

	"resellerbot/internal/resale"
)

func TestAMembersPasswordIsTaken(t *testing.T) {
	t.Parallel()
	seen := map[string]bool{}
	for range 500 {
		password := new(Ops).ProposeMemberPassword().Reveal()
		if err := resale.CheckMemberPassword(password); err != nil || len(password) != 17 || seen[password] {
			t.Fatalf("%q: %v", password, err)
		}
		seen[password] = true
	}
}
