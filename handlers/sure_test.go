package handlers_test

import (
	"reflect"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"resellerbot/handlers"
)

// Where a name is typed to destroy something, no button answers for who comes
// back: such steps say so, and a new one that reads like them has to be here.
func TestStepsTypedToBeSure(t *testing.T) {
	t.Parallel()
	w := newWorld(t)
	var sure []string
	for _, c := range handlers.All(w.deps) {
		flow := reflect.ValueOf(c)
		for i := range flow.FieldByName("Steps").Len() {
			step := flow.FieldByName("Steps").Index(i)
			name := flow.FieldByName("Name").String() + " " + step.FieldByName("Name").String()
			marked, kept := step.FieldByName("Sure").Bool(), !step.FieldByName("Given").IsNil()
			if is := step.FieldByName("Name").String(); is == "type" && !kept && !marked {
				t.Errorf("%s is not marked as typed to be sure", name)
			}
			if marked {
				sure = append(sure, name)
			}
			if marked && (kept || step.FieldByName("Buttons").Bool()) {
				t.Errorf("%s offers what was typed before", name)
			}
		}
	}
	slices.Sort(sure)
	want := []string{"delcategory ask", "delreseller ask", "hostdel type", "hostdo type", "hostedit sure", "hostnew sure"}
	if diff := cmp.Diff(want, sure); diff != "" {
		t.Errorf("steps that are typed to be sure (- want, + got):\n%s", diff)
	}
}
