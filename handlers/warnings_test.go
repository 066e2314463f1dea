package handlers_test

import (
	"strconv"
	"strings"

	"resellerbot/handlers"
	"resellerbot/internal/jobs"
	"resellerbot/internal/ops"
	"resellerbot/internal/sandbox"
	"resellerbot/storage"
)

// warn runs the background job that makes digests.
func (w *world) warn() {
	w.t.Helper()
	job := jobs.Digests(w.ops, func(tx *storage.Tx, n ops.DigestNews) error {
		return w.driver.Tell(tx, handlers.DigestNotice(w.deps, n))
	})
	if err := job(w.t.Context()); err != nil {
		w.t.Fatal(err)
	}
	w.show()
}

// names adds clients to the panel that end in so many days.
func (w *world) names(all []string) {
	w.t.Helper()
	category := w.panel.Categories()[0].ID
	for _, one := range all {
		name, days, _ := strings.Cut(one, ":")
		n, err := strconv.Atoi(days)
		if err != nil {
			w.t.Fatal(err)
		}
		w.panel.AddClient(sandbox.ServexClient{
			Username: name, CategoryID: category, Limit: 1, Kind: "user", OwnerID: sandbox.ServexDemoOwner, Expires: w.clock().AddDate(0, 0, n),
		})
	}
}
