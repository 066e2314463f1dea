package proof

import (
	"fmt"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"resellerbot/internal/resale"
	"resellerbot/internal/sandbox"
	"resellerbot/internal/secret"
	"resellerbot/storage"
)

var paidOf = regexp.MustCompile(`([\d,]+) invoices? paid`)

// waitTold waits until as many payments were told as there were.
func (h *hooked) waitTold() {
	h.t.Helper()
	err := h.telegram.Wait(h.ctx, func(sandbox.TelegramState) bool { return h.toldPaid() >= *hookCount })
	if err != nil {
		h.t.Errorf("%d of %d are told: %v\n%s", h.toldPaid(), *hookCount, err, tail(h.program.said()))
	}
}

func (h *hooked) toldPaid() (n int) {
	for _, m := range h.telegram.Messages(hookChat) {
		if found := paidOf.FindStringSubmatch(m.Text); m.FromBot && found != nil {
			count, _ := strconv.Atoi(strings.ReplaceAll(found[1], ",", ""))
			n += count
		} else if m.FromBot {
			n += strings.Count(m.Text, "💰")
		}
	}
	return n
}

// compare holds what was told against what was paid: what is kept of the long
// messages, and the lines of the others.
func (h *hooked) compare() (messages int) {
	h.t.Helper()
	keys, err := secret.OpenKeyring(filepath.Join(h.program.dir, "master.key"))
	must(h.t, err)
	store, err := storage.Open(filepath.Join(h.program.dir, "bot.db"), keys, storage.Options{})
	must(h.t, err)
	defer func() { _ = store.Close() }()
	told := map[string]int{}
	must(h.t, store.View(h.t.Context(), func(tx *storage.Tx) error {
		for id := uint64(1); id < 20; id++ {
			b, _, err := tx.HostBatch(hookChat, id, 0, 1_000_000)
			if err != nil {
				return err
			}
			for _, item := range b.Items {
				if item.Kind == resale.HostInvoices {
					told["#"+item.ID]++
				}
			}
		}
		if n, err := tx.HostCallCount(hookChat); n != 0 || err != nil {
			h.t.Errorf("%d webhooks are not worked off (%v)", n, err)
		}
		return nil
	}))
	for _, m := range h.telegram.Messages(hookChat) {
		if !m.FromBot || !strings.Contains(m.Text, "💰") {
			continue
		}
		messages++
		h.t.Logf("told: %s", strings.SplitN(m.Text, "\n", 2)[0])
		if buttonOf(&m, "See all") != "" {
			continue
		}
		for _, line := range strings.Split(m.Text, "\n") {
			if label, paid := strings.CutPrefix(line, "💰 "); paid {
				told[strings.Fields(label)[0]]++
			}
		}
	}
	for _, id := range h.invoices { // one that was not read yet is told by its id
		row, _ := h.panel.Row(sandbox.WHInvoices, id)
		label, number := row.Text("invoice_number"), fmt.Sprint("#", id)
		if n := told[label] + told[number]; n != 1 {
			h.t.Errorf("the payment of %s was told %d times", label, n)
		}
		delete(told, label)
		delete(told, number)
	}
	if len(told) > 0 {
		h.t.Errorf("told without being so: %v", told)
	}
	return messages
}
