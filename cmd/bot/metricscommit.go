package main

import "github.com/prometheus/client_golang/prometheus"

// commits shows how many changes share a commit: the busier the bot, the more.
type commits struct{ prometheus.Histogram }

func newCommits() commits {
	return commits{prometheus.NewHistogram(prometheus.HistogramOpts{
		Name: "bot_commit_changes", Help: "Changes of the database that shared one commit.", Buckets: []float64{1, 2, 5, 10, 20, 50, 100, 256},
	})}
}

func (c commits) observe(functions int) { c.Observe(float64(functions)) }
