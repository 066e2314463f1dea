package jobs

import (
	"fmt"
	"runtime/debug"
)

// guarded makes an error of a panic: what one panel sends ends no other's work,
// nor the program.
func guarded(do func() error) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("panicked: %v\n%s", p, debug.Stack())
		}
	}()
	return do()
}
