package storage

import (
	"fmt"
	"log/slog"
	"runtime/debug"
)

// guard turns a panic into an error. bbolt panics on a damaged file, and a
// truncated one even faults, which only SetPanicOnFault makes a panic.
func guard(f func() error) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if cause := recover(); cause != nil {
			err = &panicError{cause: cause, stack: debug.Stack()}
		}
	}()
	return f()
}

// panicError logs with its stack, so that the line at fault can be found.
type panicError struct {
	cause any
	stack []byte
}

func (e *panicError) Error() string { return fmt.Sprintf("panic: %v", e.cause) }

func (e *panicError) Unwrap() error {
	err, _ := e.cause.(error)
	return err
}

// LogValue shows the stack to the operator.
func (e *panicError) LogValue() slog.Value {
	return slog.GroupValue(slog.String("panic", fmt.Sprint(e.cause)), slog.String("stack", string(e.stack)))
}
