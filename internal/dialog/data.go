package dialog

import (
	"errors"
	"strconv"
	"strings"
)

// Reserved answers; a NUL keeps them apart from any flow's own.
const (
	answerBack   = "\x00back"
	answerCancel = "\x00cancel"
	answerRetry  = "\x00retry"
	answerKeep   = "\x00keep"
	answerLeave  = "\x00leave"
	answerAgain  = "\x00again " // and the step that acts once more
)

// maxData is Telegram's limit for a button's data, in bytes.
const maxData = 64

// press is what a button's data says.
type press struct {
	person int64 // whose screen it is; 0: anyone's
	target string
	run    string
	serial int
	n      int
}

var errData = errors.New("read button: not one of ours")

func answerData(person int64, run string, serial, n int) string {
	return strings.Join([]string{"d", strconv.FormatInt(person, 36), run, strconv.FormatInt(int64(serial), 36), strconv.FormatInt(int64(n), 36)}, ".")
}

func goData(person int64, target string) string {
	return "g." + strconv.FormatInt(person, 36) + "." + target
}

// flowOf names the flow that a target begins.
func flowOf(target string) string {
	name, _, _ := strings.Cut(target, " ")
	return name
}

func readData(data string) (press, error) {
	kind, rest, _ := strings.Cut(data, ".")
	owner, rest, _ := strings.Cut(rest, ".")
	person, err := strconv.ParseInt(owner, 36, 64)
	if err != nil {
		return press{}, errData
	}
	switch kind {
	case "g":
		return press{person: person, target: rest}, nil
	case "d":
		return readAnswer(person, rest)
	}
	return press{}, errData
}

func readAnswer(person int64, rest string) (press, error) {
	parts := strings.Split(rest, ".")
	if len(parts) != 3 {
		return press{}, errData
	}
	serial, err := strconv.ParseInt(parts[1], 36, 32)
	if err != nil {
		return press{}, errData
	}
	n, err := strconv.ParseInt(parts[2], 36, 32)
	if err != nil || n < 0 {
		return press{}, errData
	}
	return press{person: person, run: parts[0], serial: int(serial), n: int(n)}, nil
}
