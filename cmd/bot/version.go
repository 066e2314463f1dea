package main

import (
	"fmt"
	"runtime/debug"
)

type versionCommand struct{}

// Run prints the version, the commit and the Go that built it.
func (versionCommand) Run(s *surroundings) error {
	_, err := fmt.Fprintln(s.out, version())
	return err
}

type buildInfo struct{ version, commit, goVersion string }

func build() buildInfo {
	b := buildInfo{version: "unknown", commit: "unknown"}
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return b
	}
	b.goVersion = info.GoVersion
	if info.Main.Version != "" {
		b.version = info.Main.Version
	}
	dirty := ""
	for _, s := range info.Settings {
		switch {
		case s.Key == "vcs.revision" && len(s.Value) >= 12:
			b.commit = s.Value[:12]
		case s.Key == "vcs.modified" && s.Value == "true":
			dirty = "+changes"
		}
	}
	b.commit += dirty
	return b
}

func version() string {
	b := build()
	return fmt.Sprintf("bot %s (commit %s, %s)", b.version, b.commit, b.goVersion)
}
